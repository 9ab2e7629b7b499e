import { ServiceError } from '../errors';
import type { Clock } from '../time';
import { endOf, type FeedState } from './state';
import type { FeedSettings, FeedSource } from './types';

export interface BeginningOptions extends Pick<FeedSettings, 'start' | 'overlapMs' | 'batch'> {
	clock: Clock;
	signal: AbortSignal;
	/** The service could not be asked; this machine's clock decides. */
	onFailure(error: unknown): void;
}

/**
 * As `beginning`, but answers within `withinMs` and without the service where it has to.
 *
 * @throws ServiceError of kind `authentication` or `captcha`, which no waiting heals
 */
export async function beginWithin<T>(
	withinMs: number,
	source: FeedSource<T>,
	options: BeginningOptions,
): Promise<FeedState> {
	const { clock, onFailure } = options;
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
	if (error instanceof ServiceError && isHopeless(error)) throw error;
	if (error !== undefined) onFailure(error);
	return { floor: clock.now(), keys: {} };
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

/** Errors that a person has to remove. */
function isHopeless(error: ServiceError): boolean {
	return error.kind === 'authentication' || error.kind === 'captcha';
}
