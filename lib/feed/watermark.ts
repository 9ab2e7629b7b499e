import { z } from 'zod';

/** What a polling source remembers, as plain JSON. Times in milliseconds. */
export interface WatermarkState {
	/** Nothing before this time is news. */
	start: number;
	/** The latest time that was read without a gap. */
	time: number;
	/** What was delivered around and after `time`. */
	seen: Array<[id: string, time: number]>;
	/** Those without a time that were there before are in `seen`: others are news. */
	knowsTimeless: boolean;
	/**
	 * A round was cut short: how many of the latest items it had read, and the latest time then. What
	 * turned up among those since is looked for once more.
	 */
	backlog?: { read: number; newest: number };
	/** When a round read all the overlap last, by this machine's clock. */
	lookedBackAt?: number;
}

const stateSchema = z.object({
	start: z.number(),
	time: z.number(),
	seen: z.array(z.tuple([z.string(), z.number()])),
	// Versions before did not remember them.
	knowsTimeless: z.boolean().default(false),
	backlog: z.object({ read: z.number(), newest: z.number() }).optional(),
	lookedBackAt: z.number().optional(),
});

export interface WatermarkOptions<T> {
	idOf(item: T): string;
	/**
	 * Milliseconds; 0 for an item without a time, which is then known by its id only, for `overlapMs`
	 * after it was listed last.
	 */
	timeOf(item: T): number;
	/** How much later than its time an item may turn up in the list and still be found. */
	overlapMs: number;
	/** The overlap is read so often only; the rounds between read a shorter one. */
	lookBack?: { everyMs: number; betweenMs: number };
	/** Milliseconds by this machine's clock: a later time is remembered, but moves no watermark. */
	now: number;
	/** True: stop reading, the time for this round is used up. */
	enough(): boolean;
	/** The list costs one request: it is read to its end. */
	readAll?: boolean;
	/** Ids remembered at most; default 1000, and five times as many while a round was cut short. */
	limit?: number;
	/** How many of the latest items the first round gives as news; default none. */
	first?: number;
}

export interface News<T> {
	/** Oldest first. */
	news: T[];
	/** For the next round. */
	state: WatermarkState;
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
 * Reads a list, latest first, back to where the last round ended, and gives what is new. An overlap
 * and the ids in it take care of equal times, of items that turn up late and of pages that shift
 * while they are read. A round that was cut short moves no watermark: what it gave is remembered by
 * id, and the next round reads what came in since, and then goes on where the last one stopped.
 *
 * @param itemsFrom the list without about so many of its latest items; never fewer than that
 * @param saved from an earlier round; anything else is a first round
 */
export async function readNews<T>(
	itemsFrom: (skip: number) => AsyncIterable<T>,
	saved: unknown,
	options: WatermarkOptions<T>,
): Promise<News<T>> {
	const { idOf, timeOf, overlapMs, lookBack, enough, now, readAll } = options;
	const parsed = stateSchema.safeParse(saved);
	if (!parsed.success) return await firstRound(itemsFrom(0), options);
	const state = parsed.data;
	const seen = new Map(state.seen);
	const { lookedBackAt = Infinity } = state;
	const near = Math.max(state.start, state.time - (lookBack?.betweenMs ?? overlapMs));
	// Versions before remembered no more than what is near.
	const start = lookBack && lookedBackAt === Infinity ? near : state.start;
	const bound = Math.max(start, state.time - overlapMs);
	const looksBack = lookBack && !(now >= lookedBackAt && now < lookedBackAt + lookBack.everyMs);
	const end = looksBack ? bound : near;
	const news: T[] = [];
	let newest = Math.max(state.time, state.backlog?.newest ?? 0);
	let older = 0;
	let isPastNear = false;
	let complete = true;
	const place: Place = { read: 0, jumped: false };
	const isKnown = (item: T) => seen.has(idOf(item));
	const read = async () => {
		for await (const item of unread(itemsFrom, isKnown, place, state.backlog?.read)) {
			const id = idOf(item);
			const time = timeOf(item);
			const isTimeless = time === 0;
			older = isTimeless || time < end ? older + 1 : 0;
			isPastNear ||= !isTimeless && time < near;
			if (older > OLDER_IN_A_ROW && !readAll) return;
			let goesOn = false;
			if (isTimeless || time >= bound) {
				if (!seen.has(id) && (!isTimeless || state.knowsTimeless)) {
					goesOn = true;
					news.push(item);
					newest = Math.max(newest, Math.min(time, now));
				}
				seen.set(id, time || Math.max(now, state.time));
			}
			// After a jump not before something new: every round comes further.
			if (enough() && (goesOn || !place.jumped)) {
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
	const latest = place.jumped ? Math.min(newest, state.backlog?.newest ?? newest) : newest;
	const after = {
		start,
		time: complete ? latest : state.time,
		seen: [...seen],
		knowsTimeless: state.knowsTimeless || complete,
		...(!complete && { backlog: { read: place.read, newest: latest } }),
		lookedBackAt: looksBack && complete ? now : state.lookedBackAt,
	};
	return { news, state: pruned(after, options), isFirst: false };
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
async function firstRound<T>(
	items: AsyncIterable<T>,
	options: WatermarkOptions<T>,
): Promise<News<T>> {
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
	const seen = latest.map((item): [string, number] => [
		idOf(item),
		timeOf(item) || Math.max(now, time),
	]);
	const state = pruned({ start, time, seen, knowsTimeless, lookedBackAt: now }, options);
	return { news: latest.slice(0, first).reverse(), state, isFirst: true };
}

function pruned<T>(state: WatermarkState, options: WatermarkOptions<T>): WatermarkState {
	const { overlapMs } = options;
	const limit = (options.limit ?? 1000) * (state.backlog ? 5 : 1);
	const since = Math.max(state.start, state.time - overlapMs);
	const kept = state.seen.filter(([, time]) => time >= since).sort((a, b) => b[1] - a[1]);
	if (kept.length <= limit) return { ...state, seen: kept };
	// More than fits: the overlap becomes shorter, so that nothing forgotten comes again.
	const dropped = kept[limit]?.[1] ?? since;
	return { ...state, start: Math.max(state.start, dropped + 1), seen: kept.slice(0, limit) };
}
