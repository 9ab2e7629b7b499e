import { setTimeout as pause } from 'node:timers/promises';

export interface UntilOptions {
	/** What is awaited, for the error. */
	what: string;
	timeoutMs?: number;
	everyMs?: number;
	signal?: AbortSignal;
}

/**
 * Asks again and again until the answer is neither `undefined` nor `false`, and returns it.
 * Whatever `ask` throws ends the wait.
 */
export async function until<T>(
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	{ what, timeoutMs = 60_000, everyMs = 100, signal }: UntilOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
		await pause(everyMs, undefined, { signal });
	}
}
