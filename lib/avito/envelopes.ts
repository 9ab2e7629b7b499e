import { z } from 'zod';

/** What Avito said about a failure, whichever of its eight envelopes it used (avito.md 2.3). */
export interface AvitoFailure {
	envelope: 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H';
	code?: string | number;
	/** Machine-readable reason, e.g. `not_enough_purchased_services`. */
	slug?: string;
	message?: string;
	/** Names of the fields that were refused, with Avito's word on each. */
	fields?: Record<string, unknown>;
}

/** Avito's own words, and the fields that it names. */
export const wordsIn = (failure: AvitoFailure | undefined): string =>
	[failure?.message ?? failure?.slug, namesOf(failure?.fields)].filter(Boolean).join(' ');

/** Refused fields by name, with Avito's word on each where it is one: `(title: is too short)`. */
function namesOf(fields: Record<string, unknown> | undefined): string {
	const names = Object.entries(fields ?? {}).map(([name, word]) =>
		typeof word === 'string' && word !== '' ? `${name}: ${word}` : name,
	);
	const text = names.join('; ');
	return text === '' ? '' : `(${text.length > 300 ? `${text.slice(0, 300)}…` : text})`;
}

const text = z.string().nullish();
const codeValue = z.union([z.string(), z.number()]).nullish();

const errorObject = z.looseObject({
	error: z.looseObject({
		code: codeValue,
		message: text,
		slug: text,
		type: text,
		value: text,
		reason: text,
		fields: z.record(z.string(), z.unknown()).nullish(),
	}),
});
const oauthError = z.looseObject({ error: z.string().min(1), error_description: text });
const errorList = z.looseObject({ errors: z.array(z.unknown()).min(1) });
const flatError = z.looseObject({
	code: z.union([z.string(), z.number()]),
	message: z.string(),
	fields: z.record(z.string(), z.unknown()).nullish(),
});
const resultError = z.looseObject({
	result: z.looseObject({
		status: z.union([z.string(), z.number(), z.boolean()]),
		message: text,
		messages: z.union([z.string(), z.array(z.unknown())]).nullish(),
	}),
});

/** Avito's texts are shown to the user; they are cut so that an echoed document stays small. */
const shorten = (value: string): string => (value.length > 300 ? `${value.slice(0, 300)}…` : value);

const messageOf = (value: unknown): string =>
	shorten(
		typeof value === 'string'
			? value
			: Array.isArray(value)
				? value.map(messageOf).join('; ')
				: (JSON.stringify(value) ?? ''),
	);

const defined = (failure: AvitoFailure): AvitoFailure => ({
	envelope: failure.envelope,
	...(failure.code === undefined || failure.code === null ? {} : { code: failure.code }),
	...(failure.slug ? { slug: failure.slug } : {}),
	...(failure.message ? { message: shorten(failure.message) } : {}),
	...(failure.fields ? { fields: failure.fields } : {}),
});

function readErrorObject(error: z.infer<typeof errorObject>['error']): AvitoFailure {
	const { code, message, slug, type, value, reason, fields } = error;
	const common = { code: code ?? undefined, fields: fields ?? undefined };
	if (value || reason) {
		const text = [value, reason].filter(Boolean).join(': ');
		return defined({ ...common, envelope: 'C', slug: reason ?? value ?? undefined, message: text });
	}
	if (slug || (type && code === undefined)) {
		return defined({
			...common,
			envelope: 'E',
			slug: slug ?? type ?? undefined,
			message: message ?? undefined,
		});
	}
	return defined({ ...common, envelope: message ? 'A' : 'B', message: message ?? undefined });
}

/** Reads a body that came with an error status. `undefined` means: none of the known shapes. */
export function readFailure(body: unknown): AvitoFailure | undefined {
	const object = errorObject.safeParse(body);
	if (object.success) return readErrorObject(object.data.error);
	const oauth = oauthError.safeParse(body);
	if (oauth.success) {
		const { error, error_description } = oauth.data;
		return defined({
			envelope: 'G',
			code: error,
			slug: error,
			message: error_description ?? error,
		});
	}
	const list = errorList.safeParse(body);
	if (list.success) return defined({ envelope: 'D', message: messageOf(list.data.errors) });
	const result = resultError.safeParse(body);
	if (result.success) {
		const { status, message, messages } = result.data.result;
		return defined({
			envelope: 'H',
			code: typeof status === 'boolean' ? undefined : status,
			message: message ?? messageOf(messages ?? ''),
		});
	}
	const flat = flatError.safeParse(body);
	if (!flat.success) return undefined;
	const { code, message, fields } = flat.data;
	return defined({ envelope: 'F', code, message, fields: fields ?? undefined });
}

/** A page for people instead of data. */
export const isPage = (text: string): boolean => /^\s*</.test(text);

const FAILURE_KEYS = ['error', 'errors', 'code', 'result'];

const FAILED_RESULTS = new Set<string | number | boolean>([false, 'error', 'fail', 'failed']);

/**
 * Finds an error that Avito put into an answer with a success status (avito.md 1.5). Stricter than
 * `readFailure`, because a genuine result may hold a `code` or a `result.status` of its own.
 */
export function readFailureInSuccess(body: unknown): AvitoFailure | undefined {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
	// Spares every genuine result the schemas.
	if (!FAILURE_KEYS.some((key) => key in body)) return undefined;
	const failure = readFailure(body);
	if (!failure) return undefined;
	const keys = Object.keys(body);
	switch (failure.envelope) {
		case 'F':
			return keys.every((key) => ['code', 'message', 'fields'].includes(key)) ? failure : undefined;
		case 'D':
			return keys.length === 1 ? failure : undefined;
		case 'H': {
			const status = resultError.parse(body).result.status;
			const failed = FAILED_RESULTS.has(status) || (typeof status === 'number' && status >= 400);
			return failed ? failure : undefined;
		}
		default:
			return failure;
	}
}

const UNAUTHORISED =
	/^(invalid_token|unauthorized|invalid_client|unauthorized_client|access_denied)$/;

/**
 * The status an error stands for: its own code where an error hides in a success, and where Avito
 * itself refuses under a status that says no more than that something broke.
 */
export function statusOf(httpStatus: number, failure: AvitoFailure | undefined): number {
	const code = Number(failure?.code);
	if (httpStatus >= 500 && code >= 400 && code < 500) return code;
	if (httpStatus >= 400 || !failure) return httpStatus;
	if (Number.isInteger(code) && code >= 400 && code < 600) return code;
	return failure.slug && UNAUTHORISED.test(failure.slug) ? 401 : 400;
}
