import { z } from 'zod';
import { failures } from './failures';
import { flag, number, part } from './schemas/values';

const pagingSchema = z.looseObject({ page: number, pages: number, total: number, limit: number });
const readPaging = part(pagingSchema);
const connectsSchema = z.looseObject({
	all_connects: number,
	active_connects: number,
	update_time: number,
});
const readConnects = part(connectsSchema);

/** `pages` is missing at times, and 0 or 1 for an empty list. */
export type Paging = z.output<typeof pagingSchema>;

/** `all_connects` a month, `active_connects` left, `update_time` of the refill (unix, -1 unknown). */
export type Connects = z.output<typeof connectsSchema>;

/** An answer taken apart by the rules of kwork.md 1.4. */
export interface Envelope {
	ok: boolean;
	/** `success` was said, and it was yes. */
	confirmed: boolean;
	/** What `response`, `data` or `portfolio` holds; the whole body where `success` is missing. */
	payload: unknown;
	/** Top level or inside the payload. */
	paging?: Paging;
	connects?: Connects;
	body: Record<string, unknown>;
}

const PAYLOAD_KEYS = ['response', 'data', 'portfolio'];

/**
 * Takes the body of an answer apart. `success` may be missing (`exchangeInfo`) and so may the
 * payload (empty lists); keys spelt with a Cyrillic "с" are given their Latin spelling, too.
 *
 * @throws `kwork.unknownAnswer` when the body is no object, or an empty one: that is no empty list
 */
export function openEnvelope(json: unknown): Envelope {
	const normalised = latinKeys(json);
	if (!isRecord(normalised)) {
		throw failures.unknownAnswer('Kwork answered with something that is not an object.', {
			details: { found: Array.isArray(json) ? 'array' : typeof json },
		});
	}
	if (Object.keys(normalised).length === 0) {
		throw failures.unknownAnswer('Kwork answered with an empty object, which says nothing.');
	}
	const success = flag.parse(normalised.success);
	const failed = normalised.error !== undefined || normalised.status === 'error';
	const payload = payloadOf(normalised);
	return {
		ok: success ?? !failed,
		confirmed: success === true,
		payload,
		paging: pagingOf(normalised.paging) ?? pagingOf(isRecord(payload) ? payload.paging : undefined),
		connects:
			normalised.connects === undefined ? undefined : readConnects.parse(normalised.connects),
		body: normalised,
	};
}

function payloadOf(body: Record<string, unknown>): unknown {
	const key = PAYLOAD_KEYS.find((name) => name in body);
	if (key !== undefined) return body[key];
	return 'success' in body ? undefined : body;
}

function pagingOf(value: unknown): Paging | undefined {
	return value === undefined ? undefined : readPaging.parse(value);
}

/**
 * Two keys of an order hold U+0441 instead of the Latin c (kwork.md 4.7). Both spellings are read;
 * the Latin one is what the rest of the code sees. Changes the parsed answer itself: rebuilding it
 * was a tenth of the time of a read.
 */
function latinKeys(value: unknown): unknown {
	if (Array.isArray(value)) value.forEach(latinKeys);
	else if (isRecord(value)) {
		for (const key of Object.keys(value)) {
			const entry = value[key];
			if (typeof entry === 'object') latinKeys(entry);
			if (!key.includes('\u0441') || !/^[\w\u0441]+$/.test(key)) continue;
			delete value[key];
			value[key.replaceAll('\u0441', 'c')] = entry;
		}
	}
	return value;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
