import { createHash } from 'node:crypto';

/** A number for an opaque id, the same each time, for feeds that order events within one second. */
export const sequenceOf = (id: string): number =>
	Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 13), 16);
