import { z } from 'zod';
import type { ServiceError } from '../../errors';
import { failures } from '../failures';

const errorSchema = z.looseObject({
	message: z.string().catch('no message'),
	path: z.array(z.union([z.string(), z.number()])).nullish(),
	extensions: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export type GraphqlError = z.infer<typeof errorSchema>;

/** What every HTTP 200 of the endpoint holds: `data`, `errors`, or both (upwork.md 2.3). */
export const envelopeSchema = z.looseObject({
	data: z.record(z.string(), z.unknown()).nullish(),
	errors: z.array(errorSchema).nullish(),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** `Type.field` of every field that the key's scopes do not cover, empty for any other failure. */
export function deniedFields(errors: readonly GraphqlError[]): string[] {
	return errors.flatMap(({ message }) => {
		const list = /permissions\/scopes to access: \[([^\]]*)\]/.exec(message)?.[1];
		return list?.match(/\w+\.\w+/g) ?? [];
	});
}

/** Upwork's own codes stand in the message or in the extensions; reports differ. */
function codeOf(error: GraphqlError): string | undefined {
	const inMessage = /\bVJ[A-Z-]*-\d+\b/.exec(error.message)?.[0];
	const extension = error.extensions?.code;
	return inMessage ?? (typeof extension === 'string' ? extension : undefined);
}

export interface ErrorContext {
	/** Name of the scope that the operation needs. */
	scope?: string;
	/** What was asked for, e.g. `job 1990`, for "not found". */
	subject?: string;
	/** Plain facts for the details: request id, operation. */
	details: Record<string, unknown>;
	httpStatus: number;
}

/** The first error as one of ours. Texts of the service are shortened, never trusted further. */
export function toServiceError(
	errors: readonly GraphqlError[],
	context: ErrorContext,
): ServiceError {
	const [first] = errors;
	const denied = deniedFields(errors);
	const message = (first?.message ?? 'no data and no error').slice(0, 300);
	const code = first && codeOf(first);
	const facts = {
		httpStatus: context.httpStatus,
		code,
		details: { ...context.details, path: first?.path?.join('.') },
	};
	if (denied.length > 0) return failures.scopeMissing(denied, context.scope, facts);
	if (code === 'VJ-JA-10') return failures.alreadyApplied('of this call', facts);
	if (code === 'VJCA-6') return failures.invalidValue(message, facts);
	const classification = String(first?.extensions?.classification ?? '');
	if (
		classification === 'ValidationError' ||
		/^Validation error|^Syntax|^Variable .* (got|has) |BadFaithIntrospection/i.test(message)
	) {
		return failures.invalidDocument(message, facts);
	}
	if (/authori[sz]ation failed|not authori[sz]ed|forbidden|view_client_company/i.test(message)) {
		return failures.notAuthorized(facts);
	}
	if (/not found|does not exist/i.test(message))
		return failures.notFound(context.subject ?? 'such object', facts);
	if (/exception occurred/i.test(message)) return failures.resolver(message, facts);
	return failures.other(`Upwork answers: ${message}`, facts);
}

/** One line for a person about an error that came beside usable data. */
export function noticeOf(error: GraphqlError): string {
	const at = error.path
		? ` at ${error.path.filter((part) => typeof part === 'string').join('.')}`
		: '';
	return `A part of the answer is missing${at}: ${error.message.slice(0, 200)}`;
}
