import { z } from 'zod';
import { asError, ServiceError, type FailureKind } from '../errors';
import { Cursor, cursorSchema, type CursorOptions } from './cursor';
import { endOf } from './marks';
import type { FeedEvent, FeedSource } from './types';

export interface PollSourceOptions extends Pick<CursorOptions, 'now' | 'overlapMs'> {
	/** True: stop reading, the time for this round is used up. */
	enough(): boolean;
	signal: AbortSignal;
}

export interface PolledFeed<T> {
	/** Oldest first. */
	events: Array<FeedEvent<T>>;
	/** For the next round, plain JSON. */
	state: object;
	/** What could not be read, while the rest was; it is tried again for a day. */
	failures: string[];
	/** Nothing usable was saved: what is there now was learned. */
	isFirst: boolean;
}

const stateSchema = cursorSchema.extend({
	/**
	 * A round was cut short: the keys that it had read to their end, with the time that they had in the
	 * list, and the latest time then. What came in since is looked for once more, also what came in
	 * within the second of a key's latest event: it is in the overlap.
	 */
	cutShort: z.object({ read: z.record(z.string(), z.number()), newest: z.number() }).optional(),
});

const BATCH = 500;
/** Failures that may concern one key alone. */
const OF_ONE: ReadonlySet<FailureKind> = new Set([
	'conflict',
	'contract',
	'forbidden',
	'notFound',
	'validation',
]);

/**
 * One round over a feed's source, for a node that polls: what has changed since the last round, once,
 * each key in its order. A round that was cut short moves no cursor: what it told is remembered by id,
 * and the next ones read the keys that are left.
 *
 * @param saved from an earlier round; anything else is a first round, which learns what is there
 */
export async function pollSource<T>(
	source: FeedSource<T>,
	saved: unknown,
	{ now, overlapMs, enough, signal }: PollSourceOptions,
): Promise<PolledFeed<T>> {
	const { data: before } = stateSchema.safeParse(saved);
	const options = { now, overlapMs };
	const cursor = before
		? new Cursor(before, options)
		: Cursor.begin(await source.newest(signal), options);
	const read = new Map(Object.entries(before?.cutShort?.read ?? {}));
	const found: Array<FeedEvent<T>> = [];
	const failures: string[] = [];
	let isCut = false;
	let isAnyRead = false;
	const round = async () => {
		for await (const { key, time } of source.changed(cursor.floor, signal)) {
			cursor.saw(time);
			if (read.get(key) === time) continue;
			if (isAnyRead && enough()) {
				isCut = true;
				return;
			}
			try {
				found.push(...(await eventsOf(source, key, cursor.floor, signal)));
			} catch (error) {
				const failure = asError(error);
				if (!(failure instanceof ServiceError) || !OF_ONE.has(failure.kind)) throw failure;
				failures.push(failure.message);
				continue;
			}
			isAnyRead = true;
			read.set(key, time);
		}
	};
	const ended = await round().then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	// A request that was cut off because the time is over must not cost what was read before it.
	if (ended && !(isAnyRead && enough())) throw asError(ended.error);
	isCut ||= ended !== undefined;
	if (failures.length > 0) cursor.hold();
	const news = found.filter(({ id, time }) => cursor.take(id, time));
	news.sort((a, b) => a.time - b.time);
	const newest = before?.cutShort?.newest ?? cursor.newest;
	if (!isCut) cursor.settle(before?.cutShort ? newest : undefined);
	return {
		events: before ? news.filter(({ skip }) => !skip) : [],
		state: {
			...cursor.toJSON(),
			...(isCut && { cutShort: { read: Object.fromEntries(read), newest } }),
		},
		failures,
		isFirst: !before,
	};
}

/** All of a key that is not older than the floor. */
async function eventsOf<T>(
	source: FeedSource<T>,
	key: string,
	floor: number,
	signal: AbortSignal,
): Promise<Array<FeedEvent<T>>> {
	const all: Array<FeedEvent<T>> = [];
	let after = endOf(floor - 1);
	for (let complete = false; !complete;) {
		const page = await source.read(key, after, BATCH, signal);
		all.push(...page.events);
		complete = page.complete || page.events.length === 0;
		const { time, sequence } = page.events.at(-1) ?? after;
		after = { time, sequence };
	}
	return all;
}
