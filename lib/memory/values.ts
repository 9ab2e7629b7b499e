import { MemorySettingsError } from './errors';
import type { JournalQuery } from './types';

/** What an erased entry has for a target. */
export const ERASED = 'erased';

/** How long erased entries still count for limits; the longest limit is a day. */
export const COUNTED_MS = 2 * 24 * 3_600_000;

const LONGEST_NAME = 1024;

const LARGEST_VALUE = 16_384;

/** Names are what rows are found by: none is empty, and every store can keep them. */
export function checkNames(...names: string[]): void {
	for (const name of names) {
		if (name !== '' && name.length <= LONGEST_NAME && !name.includes('\0')) continue;
		throw new MemorySettingsError(
			`The desk's memory takes no name like "${name.slice(0, 40)}"`,
			`Use an id or key of 1 to ${LONGEST_NAME} characters.`,
		);
	}
}

/** @throws MemorySettingsError where it is too large to be a small value */
export function toJson(value: unknown): string {
	const text = JSON.stringify(value ?? null);
	if (text.length <= LARGEST_VALUE) return text;
	throw new MemorySettingsError(
		`The value is too large for the desk's memory: ${text.length} characters, ${LARGEST_VALUE} are allowed`,
		'Keep ids and numbers there, and texts and files elsewhere.',
	);
}

/** How many entries, and behind which one. */
export function pageOf({ limit = 100, after }: JournalQuery) {
	const [at = NaN, id = NaN] = (after ?? '').split('.').map(Number);
	return {
		limit: Math.min(1000, Math.max(1, Math.floor(limit))),
		after: Number.isFinite(at) && Number.isFinite(id) ? { at, id } : undefined,
	};
}
