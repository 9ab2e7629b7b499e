import type { Answer } from '../core/types';

/** The error envelopes of avito.md 2.3 under the letters used there. */

/** A: most of job, messenger and user. */
export function envelopeA(
	status: number,
	message: string,
	fields?: Record<string, string>,
): Answer {
	return {
		status,
		json: { error: { code: status, message, ...(fields === undefined ? {} : { fields }) } },
	};
}

/** B: job's 429. */
export function envelopeB(status: number): Answer {
	return { status, json: { error: { code: status } } };
}

/** C: vacancies v1, and job's 402, 403 and 404. */
export function envelopeC(status: number, slug: string): Answer {
	return { status, json: { error: { type: 'vacancies', value: slug } } };
}

/** C for 400: which field, and why. */
export function badJsonData(field: string, reason: 'is_empty' | 'wrong_value'): Answer {
	return { status: 400, json: { error: { type: 'bad_json_data', value: field, reason } } };
}

/** D: vacancies v2, tariff. */
export function envelopeD(errors: readonly string[]): Answer {
	return { status: 400, json: { errors } };
}

/** E: accounts hierarchy, 409 of a vacancy, 402 `payment_required`. */
export function envelopeE(status: number, slug: string, message: string): Answer {
	return { status, json: { error: { message, slug, type: 'error' } } };
}

/** F: items. */
export function envelopeF(status: number, message: string): Answer {
	return { status, json: { code: String(status), message } };
}

/** G: OAuth. */
export function envelopeG(status: number, error: string, description: string): Answer {
	return { status, json: { error, error_description: description } };
}

/** H: seen by third parties only. */
export function envelopeH(status: number, message: string): Answer {
	return { status, json: { result: { status: false, message } } };
}

export const unauthorized = () => envelopeA(401, 'Unauthorized');
export const forbidden = (message = 'Forbidden') => envelopeA(403, message);
export const notFound = (message = 'Not found') => envelopeA(404, message);
export const paymentRequired = () => envelopeA(402, 'Payment required');
export const validationError = (fields: Record<string, string>) =>
	envelopeA(400, 'Validation error', fields);
