import { PollCursor, SKEW_MS } from './poll-cursor';
import type { EventWithPayload, PolledSource } from './polled';

export interface PolledEvents {
	/** Oldest first. */
	events: EventWithPayload[];
	/** For the next poll, plain JSON. */
	state: object;
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
	for await (const event of source.events(cursor.since)) found.push(event);
	const fresh = cursor.take(found);
	const events = fresh.length > 0 && source.complete ? await source.complete(fresh) : fresh;
	const told = new Set(events.map(({ id }) => id));
	for (const { id } of fresh) if (!told.has(id)) cursor.giveBack(id);
	return { events, state: cursor.toJSON(), isFirst: cursor.isFirst };
}
