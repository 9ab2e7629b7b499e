import { PollCursor, SKEW_MS } from './pollCursor';
import type { EventWithPayload, PolledSource } from './polled';

export interface PolledEvents {
	/** Oldest first. */
	events: EventWithPayload[];
	/** For the next poll, plain JSON. */
	state: object;
	/** What could not be read, while the rest was; it is tried again for a day. */
	failures: string[];
	/** Nothing usable was stored: what is there now was learned. */
	isFirst: boolean;
}

/**
 * One poll. Nothing is remembered where it fails: the next one finds the same again.
 *
 * @param stored the state of the poll before; anything else begins anew, from now on
 * @param now milliseconds by this machine's clock
 */
export async function pollEvents(
	source: PolledSource,
	stored: unknown,
	now: number,
): Promise<PolledEvents> {
	const cursor = PollCursor.from(stored, now, source.memory);
	if (cursor.isFirst && source.newest) cursor.beginAt((await source.newest()) ?? now - SKEW_MS);
	const found: EventWithPayload[] = [];
	const failures: string[] = [];
	for await (const one of source.events(cursor.since)) {
		if ('failed' in one) failures.push(one.failed);
		else found.push(one);
	}
	if (failures.length > 0) cursor.hold();
	const fresh = cursor.take(found);
	const events = fresh.length > 0 && source.complete ? await source.complete(fresh) : fresh;
	const told = new Set(events.map(({ id }) => id));
	for (const { id } of fresh) if (!told.has(id)) cursor.giveBack(id);
	return { events, state: cursor.toJSON(), failures, isFirst: cursor.isFirst };
}
