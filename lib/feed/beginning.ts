import { endOf, type FeedState } from './state';
import type { FeedSource } from './types';

export interface BeginningOptions {
	start: 'now' | 'unread';
	overlapMs: number;
	batch: number;
	signal: AbortSignal;
}

/**
 * The state of a feed that begins its life. `now`: everything the service shows at this moment is
 * done. The service's own times decide, because the clock of this machine may be off by minutes.
 *
 * @throws what the source throws; `offlineBeginning` is left then
 */
export async function beginning<T>(
	source: FeedSource<T>,
	options: BeginningOptions,
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

/** The beginning where the service cannot be asked: this machine's clock has to do. */
export function offlineBeginning(now: number): FeedState {
	return { floor: now, keys: {} };
}
