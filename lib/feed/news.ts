import { z } from 'zod';
import { Cursor, cursorSchema, type CursorOptions } from './cursor';

const stateSchema = cursorSchema.extend({
	/** Those without a time that were there before are in `seen`: others are news. */
	knowsTimeless: z.boolean().default(false),
	/**
	 * A round was cut short: how many of the latest items it had read, and the latest time then. What
	 * turned up among those since is looked for once more.
	 */
	backlog: z.object({ read: z.number(), newest: z.number() }).optional(),
	/** When a round read all the overlap last, by this machine's clock. */
	lookedBackAt: z.number().optional(),
});

/** What a list that is read for news remembers. */
export type NewsState = z.infer<typeof stateSchema>;

export interface NewsOptions<T> extends CursorOptions {
	idOf(item: T): string;
	/** Milliseconds; 0 for an item without a time. */
	timeOf(item: T): number;
	/** The overlap is read so often only; the rounds between read a shorter one. */
	lookBack?: { everyMs: number; betweenMs: number };
	/** True: stop reading, the time for this round is used up. */
	enough(): boolean;
	/** The list costs one request: it is read to its end. */
	readAll?: boolean;
	/** How many of the latest items the first round gives as news; default none. */
	first?: number;
}

export interface News<T> {
	/** Oldest first. */
	news: T[];
	/** For the next round. */
	state: NewsState;
	/** Nothing usable was saved: what is there now was learned. */
	isFirst: boolean;
}

/**
 * Behind so many items in a row that are older, or have no time, reading ends: lists are not sorted
 * to the second. With the newest they are one page of projects.
 */
const OLDER_IN_A_ROW = 11;
/** So many known ones in a row end what came in since a round that was cut short. */
const KNOWN_IN_A_ROW = 12;
/** A round goes on so far before the place where the last one stopped: gone items move others up. */
const REWIND = 24;
/** A jump to that place that begins with so many known ones has left out none. */
const KNOWN_AFTER_JUMP = 3;

/**
 * Reads a list, latest first, back to where the last round ended, and gives what is new. A round that
 * was cut short moves no cursor: what it gave is remembered by id, and the next round reads what came
 * in since, and then goes on where the last one stopped.
 *
 * @param itemsFrom the list without about so many of its latest items; never fewer than that
 * @param saved from an earlier round; anything else is a first round
 */
export async function readNews<T>(
	itemsFrom: (skip: number) => AsyncIterable<T>,
	saved: unknown,
	options: NewsOptions<T>,
): Promise<News<T>> {
	const { idOf, timeOf, overlapMs, lookBack, enough, now, readAll } = options;
	const { data: state } = stateSchema.safeParse(saved);
	if (!state) return await firstRound(itemsFrom(0), options);
	const cursor = new Cursor(state, options);
	const { lookedBackAt = Infinity } = state;
	const near = Math.max(cursor.floor, cursor.time - (lookBack?.betweenMs ?? overlapMs));
	const looksBack = lookBack && !(now >= lookedBackAt && now < lookedBackAt + lookBack.everyMs);
	const end = looksBack ? cursor.floor : near;
	const news: T[] = [];
	let older = 0;
	let isPastNear = false;
	let complete = true;
	const place: Place = { read: 0, jumped: false };
	const isKnown = (item: T) => cursor.has(idOf(item));
	const read = async () => {
		for await (const item of unread(itemsFrom, isKnown, place, state.backlog?.read)) {
			const time = timeOf(item);
			const isTimeless = time === 0;
			older = isTimeless || time < end ? older + 1 : 0;
			isPastNear ||= !isTimeless && time < near;
			if (older > OLDER_IN_A_ROW && !readAll) return;
			const isNew = cursor.take(idOf(item), time || undefined);
			const isNews = isNew && (!isTimeless || state.knowsTimeless);
			if (isNews) news.push(item);
			// Not before something new, or behind where the last round stopped: every round comes further.
			const isFurther = !place.jumped && place.read > (state.backlog?.read ?? 0);
			if (enough() && (isNews || isFurther)) {
				complete = false;
				return;
			}
		}
	};
	const failure = await read().then(
		() => undefined,
		(error: unknown) => error,
	);
	// A request that was cut off because the time is over, or that only looked back, must not cost
	// what was read before it.
	const mayFail = news.length > 0 && (enough() || isPastNear);
	if (failure !== undefined && !mayFail) throw failure;
	complete &&= failure === undefined;
	news.reverse().sort((a, b) => timeOf(a) - timeOf(b));
	const readBefore = (place.jumped && state.backlog?.newest) || Infinity;
	const newest = Math.min(cursor.newest, readBefore);
	if (complete) cursor.settle(newest);
	const after = {
		...cursor.toJSON(),
		knowsTimeless: state.knowsTimeless || complete,
		...(!complete && { backlog: { read: place.read, newest } }),
		lookedBackAt: looksBack && complete ? now : state.lookedBackAt,
	};
	return { news, state: after, isFirst: false };
}

interface Place {
	/** How many items lie before the one that comes next, more or less. */
	read: number;
	/** What the last round had read was left out. */
	jumped: boolean;
}

/** The list, and where it reaches what is known, behind what a round that was cut short had read. */
async function* unread<T>(
	itemsFrom: (skip: number) => AsyncIterable<T>,
	isKnown: (item: T) => boolean,
	place: Place,
	stoppedAt = 0,
): AsyncGenerator<T, void, undefined> {
	let target = stoppedAt - REWIND;
	let read = 0;
	let known = 0;
	for await (const item of itemsFrom(0)) {
		read += 1;
		place.read = read;
		known = isKnown(item) ? known + 1 : 0;
		yield item;
		if (known < KNOWN_IN_A_ROW || read >= target) continue;
		let behind = 0;
		for await (const later of itemsFrom(target)) {
			place.jumped = behind >= KNOWN_AFTER_JUMP || isKnown(later);
			if (!place.jumped) break;
			behind += 1;
			place.read = target + behind;
			yield later;
		}
		if (place.jumped) return;
		// More is gone than was allowed for: nothing is left out.
		target = 0;
	}
}

/**
 * The latest items tell where "now" is; none of them, none in the overlap before, and nothing older
 * is news later on. Where this machine's clock is behind, all items that are in its future are such.
 */
async function firstRound<T>(items: AsyncIterable<T>, options: NewsOptions<T>): Promise<News<T>> {
	const { idOf, timeOf, enough, now, readAll, first = 0 } = options;
	// Where reading so far costs much, nothing that turns up late is from before.
	const learned = options.lookBack || readAll ? options.overlapMs : 0;
	const latest: T[] = [];
	let time = 0;
	let start = 0;
	let older = 0;
	let knowsTimeless = true;
	for await (const item of items) {
		latest.push(item);
		const itemTime = timeOf(item);
		time = Math.max(time, Math.min(itemTime, now));
		start = time - learned;
		older = itemTime === 0 || itemTime < start ? older + 1 : 0;
		if (readAll || latest.length < Math.max(first, OLDER_IN_A_ROW)) continue;
		if (older >= OLDER_IN_A_ROW) break;
		if (!enough()) continue;
		// What was not read is older than this one.
		start = Math.max(start, itemTime);
		knowsTimeless = false;
		break;
	}
	const cursor = Cursor.begin(time, options);
	cursor.lift(start);
	for (const item of latest) cursor.take(idOf(item), timeOf(item) || undefined);
	cursor.settle();
	const state = { ...cursor.toJSON(), knowsTimeless, lookedBackAt: now };
	return { news: latest.slice(0, first).reverse(), state, isFirst: true };
}
