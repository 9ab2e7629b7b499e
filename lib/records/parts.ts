import type { Person, Source } from './types';

/** ISO time from unix seconds; `null` for 0 and for what is not a time. */
export function isoFromSeconds(seconds: unknown): string | null {
	const value = Number(seconds);
	if (!Number.isFinite(value) || value <= 0 || value > 8.64e12) return null;
	return new Date(value * 1000).toISOString();
}

/** ISO time in UTC from any text that `Date` reads; `null` otherwise. */
export function isoFromText(text: unknown): string | null {
	if (typeof text !== 'string' || text === '') return null;
	const time = Date.parse(text);
	return Number.isNaN(time) ? null : new Date(time).toISOString();
}

export function dedupeKey(source: Source, kind: string, id: string | number): string {
	return `${source}:${kind}:${id}`;
}

export function person(facts: Partial<Person>): Person {
	return { id: null, username: null, name: null, url: null, country: null, ...facts };
}
