import { z } from 'zod';
import { Cursor } from '../../feed';
import type { EventWithPayload, PolledSource, PollLimits } from './polled';

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

const stateSchema = z.object({ cutShort: z.object({ newest: z.number() }).optional() });

/**
 * One poll. Nothing is remembered where it fails: the next one finds the same again. One that was cut
 * short moves no cursor: what it told is remembered by id, and the next ones read the rest.
 *
 * @param stored the state of the poll before; anything else begins anew, from now on
 * @param now milliseconds by this machine's clock
 */
export async function pollEvents(
	source: PolledSource,
	stored: unknown,
	now: number,
	limits: PollLimits = {},
): Promise<PolledEvents> {
	const { overlapMs } = source;
	const before = Cursor.from(stored, { overlapMs, now });
	const newest = before ? undefined : await source.newest?.(limits.signal);
	const cursor = before ?? Cursor.begin(newest, { overlapMs, now });
	const wasCut = before && stateSchema.safeParse(stored).data?.cutShort;
	const poll = { ...limits, cursor, isFirst: !before, goesOn: wasCut !== undefined, isCut: false };
	const found: EventWithPayload[] = [];
	const failures: string[] = [];
	for await (const one of source.events(poll)) {
		if ('failed' in one) failures.push(one.failed);
		else found.push(one);
	}
	if (failures.length > 0) cursor.hold();
	const fresh = found.filter(({ id, time }) => cursor.take(id, time));
	fresh.sort((a, b) => a.time - b.time);
	const wanted = before ? fresh.filter(({ skip }) => !skip) : [];
	const events =
		wanted.length > 0 && source.complete ? await source.complete(wanted, poll) : wanted;
	const told = new Set(events.map(({ id }) => id));
	for (const { id } of wanted) if (!told.has(id)) cursor.giveBack(id);
	// What came in among the parts that were read first is looked for once more.
	const cutShort = wasCut ?? { newest: cursor.newest };
	if (!poll.isCut) cursor.settle(wasCut?.newest);
	const state = { ...cursor.toJSON(), ...(poll.isCut && { cutShort }) };
	return { events, state, failures, isFirst: !before };
}

/** How far back a sample is looked for. */
const SAMPLE_MS = 30 * 86_400_000;

/** One event, for a test by hand: nothing is remembered. */
export async function sampleEvents(
	source: PolledSource,
	now: number,
	limits: PollLimits = {},
): Promise<EventWithPayload[]> {
	const since = now - SAMPLE_MS;
	const cursor = new Cursor({ floor: since, time: since, seen: [] }, { ...source, now });
	const poll = { ...limits, cursor, isFirst: false, goesOn: false, isCut: false };
	for await (const one of source.events(poll)) {
		if ('failed' in one || one.skip) continue;
		return source.complete ? await source.complete([one], poll) : [one];
	}
	return [];
}
