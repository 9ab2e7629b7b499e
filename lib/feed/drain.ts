import type { Delivery } from './delivery';
import { comparePositions } from './marks';
import type { Progress } from './state';
import type { FeedEvent, FeedSource } from './types';

export interface DrainOptions<T> {
	source: FeedSource<T>;
	/** Events of one read, at the most. */
	batch: number;
	progress: Progress;
	delivery: Delivery<T>;
	/** This machine's time. */
	now(): number;
	signal: AbortSignal;
}

/** Reads a key up to its end and delivers what is not done yet. */
export async function drain<T>(key: string, options: DrainOptions<T>): Promise<void> {
	const { source, batch, progress, delivery, now, signal } = options;
	for (let complete = false; !complete;) {
		const { settled, remembered } = progress.of(key);
		const page = await source.read(key, settled, batch + remembered, signal);
		signal.throwIfAborted();
		complete = page.complete;
		const wanted = progress.runs
			.answered([...page.events].sort(comparePositions), now())
			.filter((event) => !progress.isDone(key, event))
			.filter((event) => isWanted(key, event, progress));
		progress.settle(key, wanted[0]);
		await delivery.all(wanted);
		progress.settle(key, undefined);
	}
}

/** Whether an event is to be delivered; one that is not counts as done. */
function isWanted<T>(key: string, event: FeedEvent<T>, progress: Progress): boolean {
	const early = progress.unreadUntil !== undefined && event.time <= progress.unreadUntil;
	if (!event.skip && (!early || event.unread || progress.isOwed(event.id))) {
		if (early) progress.owe(event.id);
		return true;
	}
	progress.markDone(key, event.id, event);
	return false;
}
