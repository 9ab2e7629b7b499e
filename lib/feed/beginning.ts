import { needsPerson, ServiceError } from '../errors';
import { backoffAfter, backoffDelay } from '../backoff';
import type { Clock, Random } from '../time';
import { endOf } from './marks';
import type { FeedState } from './state';
import type { FeedSettings, FeedSource } from './types';

/** Between two attempts to read the service. */
const READ_BACKOFF = { baseMs: 2000, capMs: 60_000 };

/** How long to wait after so many failures in a row. */
export function readBackoff(failures: number, error: unknown, random: Random): number {
	const known = error instanceof ServiceError ? error : undefined;
	return backoffDelay(failures, backoffAfter(known, READ_BACKOFF), random);
}

export interface BeginningOptions extends Pick<FeedSettings, 'start' | 'overlapMs' | 'batch'> {
	clock: Clock;
	signal: AbortSignal;
	/** The service could not be asked. */
	onFailure(error: unknown): void;
}

/**
 * As `beginning`, but answers within `withinMs`: where the service did not, by this machine's clock,
 * less the overlap, because clocks differ; what is unread only the service knows.
 *
 * @returns undefined when the service has to be asked on
 * @throws ServiceError of kind `authentication` or `captcha`, which no waiting heals
 */
export async function beginWithin<T>(
	withinMs: number,
	source: FeedSource<T>,
	options: BeginningOptions,
): Promise<FeedState | undefined> {
	const { clock, onFailure, start, overlapMs } = options;
	const bound = new AbortController();
	const signal = AbortSignal.any([options.signal, bound.signal]);
	const asking = beginning(source, { ...options, signal }).then(
		(state) => ({ state, error: undefined }),
		(error: unknown) => ({ state: undefined, error }),
	);
	const tooLate = clock.sleep(withinMs, signal).catch(() => {});
	const answer = await Promise.race([asking, tooLate]);
	bound.abort();
	if (answer?.state) return answer.state;
	const error = answer?.error;
	if (error instanceof ServiceError && needsPerson(error)) throw error;
	if (error !== undefined) onFailure(error);
	return start === 'now' ? { floor: clock.now() - overlapMs, keys: {} } : undefined;
}

/** As `beginning`, asked again until the service answers; undefined when it is stopped before. */
export async function beginEventually<T>(
	source: FeedSource<T>,
	options: BeginningOptions & { random: Random },
): Promise<FeedState | undefined> {
	const { clock, random, signal, onFailure } = options;
	for (let failures = 1; !signal.aborted; failures += 1) {
		try {
			return await beginning(source, options);
		} catch (error) {
			if (signal.aborted) return undefined;
			onFailure(error);
			await clock.sleep(readBackoff(failures, error, random), signal).catch(() => {});
		}
	}
	return undefined;
}

/**
 * The state of a feed that begins its life. `now`: everything the service shows at this moment is
 * done. The service's own times decide, because the clock of this machine may be off by minutes.
 */
async function beginning<T>(
	source: FeedSource<T>,
	options: Omit<BeginningOptions, 'clock' | 'onFailure'>,
): Promise<FeedState> {
	const { start, overlapMs, batch, signal } = options;
	const newest = await source.newest(signal);
	if (newest === undefined) return { floor: 0, keys: {} };
	const unread = start === 'unread' ? await source.oldestUnread?.(signal) : undefined;
	if (unread !== undefined) {
		return { floor: Math.min(unread - 1, newest - overlapMs), keys: {}, unreadUntil: newest };
	}
	const floor = newest - overlapMs;
	const keys: FeedState['keys'] = {};
	for await (const { key } of source.changed(floor, signal)) {
		let at = endOf(floor);
		for (let complete = false; !complete;) {
			const page = await source.read(key, at, batch, signal);
			// What comes in while this is read belongs to the news.
			at = page.events.findLast(({ time }) => time <= newest) ?? at;
			complete = page.complete || page.events.some(({ time }) => time > newest);
		}
		if (at.time > floor) keys[key] = { at: [at.time, at.sequence], done: [] };
	}
	return { floor, keys };
}
