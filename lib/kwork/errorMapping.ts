import type { ServiceError } from '../errors';
import type { HttpResponse } from '../http/types';
import { isRecord, openEnvelope, type Envelope } from './envelope';
import { failures } from './failures';
import { number, text } from './schemas/values';

const DEAD_TOKEN_WORDS = ['токен', 'token', 'авторизац', 'сессия истек'];
const TEMPORARY_WORDS = ['временно недоступ', 'повторите попытку позже'];
const NOT_FOUND_WORDS = ['не найден', 'не существует'];

/** What Kwork says about a failure, wherever it says it. */
export interface Refusal {
	text?: string;
	code?: number;
	/** `errors` of a `multi_error`. */
	errors?: unknown;
	payload?: unknown;
}

/** Collects the reason of a failed answer from the places named in kwork.md 1.4 and 6.5. */
export function refusalOf(envelope: Envelope): Refusal {
	const { body, payload } = envelope;
	const inside = isRecord(payload) ? payload : {};
	const words = [body.error, body.message, inside.error, inside.message, body.response, body.data];
	return {
		text: words.map((word) => text.parse(word)).find((word) => word !== undefined && word !== ''),
		code: number.parse(body.error_code ?? body.code ?? inside.error_code),
		errors: body.errors,
		payload,
	};
}

/**
 * The one place where failures of the API become errors of ours (kwork.md sections 1.5, 2.3, 9).
 * Codes go before words: a parameter error that mentions a token is no dead session.
 *
 * @param method API method, for the messages
 */
export function refusalError(method: string, refusal: Refusal): ServiceError {
	const { text: words, code } = refusal;
	const facts = { code, details: { method } };
	const lower = words?.toLowerCase() ?? '';
	const payload = isRecord(refusal.payload) ? refusal.payload : {};

	const expire = number.parse(payload.expire_time);
	if (expire !== undefined) {
		// Whatever the code, it ends by itself: seconds until then, says the specification (inboxCreate).
		return failures.messageLimit(words, {
			...facts,
			retryAfterMs: expire < 1e9 ? expire * 1000 : undefined,
		});
	}

	switch (code) {
		case 100:
			return failures.parameter(
				`A required parameter of Kwork's method ${method} is missing or misnamed.`,
				facts,
			);
		case 101:
			return failures.parameter(
				`Kwork does not accept a value of a parameter of the method ${method}.`,
				facts,
			);
		case 105:
			if (method !== 'signIn') break;
			return failures.wrongPassword(facts);
		case 116:
			return failures.fraudQuiz(facts);
		case 118:
			return failures.captcha(facts);
		case 130:
			return failures.writingNotAllowed(facts);
		case 192:
			if (method !== 'signIn') break;
			return failures.phoneDigitsNeeded(facts);
		case 404:
			return failures.methodNotFound(facts);
		default:
	}
	if (lower.includes('не робот')) return failures.captcha(facts);
	if (Array.isArray(refusal.errors) && refusal.errors.length > 0) {
		return failures.parameter(multiErrorText(refusal.errors), facts);
	}
	if ('payment_type_available_collection' in payload || 'paymentUrlWebView' in payload) {
		return failures.balanceTooLow({
			...facts,
			details: { method, amount: payload.amount, currency: payload.currency },
		});
	}
	if (TEMPORARY_WORDS.some((word) => lower.includes(word))) {
		return failures.temporary('Kwork says that this part of it is out of service for now.', facts);
	}
	if (method !== 'signIn' && DEAD_TOKEN_WORDS.some((word) => lower.includes(word))) {
		return failures.deadToken(facts);
	}
	if (NOT_FOUND_WORDS.some((word) => lower.includes(word))) {
		return failures.notFound(
			`Kwork found nothing under this ID or name (method ${method}).`,
			facts,
		);
	}
	return failures.refused(words, facts);
}

/** What the HTTP status alone says (kwork.md 1.5), or undefined when the body has to be read. */
export function statusError(method: string, response: HttpResponse): ServiceError | undefined {
	const { status } = response;
	const facts = { httpStatus: status, details: { method } };
	if (status === 401) return failures.deadToken(facts);
	if (status === 403) return failures.addressBlocked(facts);
	if (status === 429) {
		return failures.tooManyRequests({ ...facts, retryAfterMs: response.retryAfterMs });
	}
	if (status === 404) {
		return failures.notFound(`Kwork found nothing at ${method} (HTTP 404).`, facts);
	}
	if (status >= 500) {
		return failures.temporary(`Kwork is in trouble (HTTP ${status}).`, facts);
	}
	if (status >= 400) {
		const refusal = readRefusal(response);
		return refusal ? refusalError(method, refusal) : failures.refused(undefined, facts);
	}
	return undefined;
}

function readRefusal(response: HttpResponse): Refusal | undefined {
	try {
		return refusalOf(openEnvelope(response.json()));
	} catch {
		return undefined;
	}
}

/** `multi_error`: `{position, target, text}` each. */
function multiErrorText(list: readonly unknown[]): string {
	const parts = list.map((entry) => {
		if (!isRecord(entry)) return text.parse(entry);
		const words = text.parse(entry.text);
		const target = text.parse(entry.target);
		return target && words ? `${target}: ${words}` : (words ?? target);
	});
	return `Kwork does not accept the input: ${parts.filter(Boolean).join('; ').slice(0, 300)}.`;
}
