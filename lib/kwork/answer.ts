import type { z } from 'zod';
import { leavesOpen } from '../http/retry';
import type { HttpResponse } from '../http/types';
import { openEnvelope, type Envelope } from './envelope';
import { refusalError, refusalOf, statusError } from './errorMapping';
import { failures } from './failures';

/** "No orders" as a buyer and as a seller: an empty list that Kwork calls an error. */
const NO_ORDERS = new Set([150, 151]);

/**
 * What Kwork answered: HTTP status, JSON or not, `success`, payload, in this order (kwork.md 1.5).
 *
 * @throws ServiceError that fits the refusal, `kwork.unsettled` for a write whose
 * answer does not say whether it was done
 */
export function answerOf(
	method: string,
	response: HttpResponse,
	effect: 'read' | 'write',
): Envelope {
	const failure = statusError(method, response);
	if (failure) {
		throw effect === 'write' && leavesOpen(response.status)
			? failures.unsettled(method, failure)
			: failure;
	}
	let envelope: Envelope;
	try {
		envelope = openEnvelope(response.json());
	} catch (error) {
		throw effect === 'write' ? failures.unsettled(method, error) : error;
	}
	if (envelope.ok && (effect === 'read' || envelope.confirmed)) return envelope;
	// Only `exchangeInfo` says no `success` (kwork.md 1.4); a write that does not, says nothing.
	if (envelope.ok) throw failures.unsettled(method, undefined);
	const refusal = refusalOf(envelope);
	if (refusal.code !== undefined && NO_ORDERS.has(refusal.code)) {
		return openEnvelope({ success: true, response: { orders: [] } });
	}
	throw refusalError(method, refusal);
}

/** The payload as its schema makes it. Of a write that fails it, nothing is known. */
export function checked<T extends z.ZodType>(
	method: string,
	schema: T,
	payload: unknown,
	effect: 'read' | 'write',
): z.output<T> {
	const result = schema.safeParse(payload);
	if (result.success) return result.data;
	const places = result.error.issues
		.slice(0, 5)
		.map((issue) => `${issue.path.map(String).join('.') || '(whole answer)'}: ${issue.message}`);
	const unknown = `The answer of Kwork's method ${method} has an unknown form.`;
	const failure = failures.unknownAnswer(unknown, { details: { method, places } });
	throw effect === 'write' ? failures.unsettled(method, failure) : failure;
}
