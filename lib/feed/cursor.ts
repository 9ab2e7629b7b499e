import { z } from 'zod';

/** What a polling source remembers, as plain JSON. Milliseconds, by the service's clock. */
export const cursorSchema = z.object({
	/** Nothing before this time is news: it was there before, or it is forgotten. */
	floor: z.number(),
	/** The latest time that was read without a gap. */
	time: z.number(),
	/** What is done at and after the floor, the latest first. */
	seen: z.array(z.tuple([z.string(), z.number()])),
	/** Since when some part cannot be read, by this machine's clock. */
	heldSince: z.number().optional(),
});

export type CursorState = z.infer<typeof cursorSchema>;

export interface CursorOptions {
	/**
	 * How much later than its time an item may turn up and still be found. `Infinity`: an item is its
	 * id alone, whatever its time.
	 */
	overlapMs: number;
	/** Milliseconds by this machine's clock. */
	now: number;
	/** Ids remembered at most; five times as many while a poll was cut short or a part is waited for. */
	limit?: number;
}

export const REMEMBERED = 5000;
const UNSETTLED = 5;
/** How far this machine's clock may be ahead of the service's. */
const SKEW_MS = 24 * 60 * 60_000;
/** How long a part that cannot be read is waited for. */
const HOLD_MS = 24 * 60 * 60_000;

/**
 * Where news begin at the first poll: behind the latest of what is there, by the service's clock.
 *
 * @param newest undefined where nothing tells it
 */
export const beginningOf = (newest: number | undefined, now: number): number =>
	Math.min(newest ?? now - SKEW_MS, now);

/** The latest of the times that are told. */
export function latestOf(times: ReadonlyArray<number | undefined> = []): number | undefined {
	const told = times.filter((time) => time !== undefined);
	return told.length > 0 ? told.reduce((a, b) => Math.max(a, b)) : undefined;
}

/**
 * What polls of one source have seen: a time up to which everything is done, and the ids around it.
 * The overlap and the ids take care of equal times, of items that turn up late and of lists that
 * shift while they are read. How a source is read is its own business.
 */
export class Cursor {
	/** Nothing before this time is news, so that nothing before it has to be read. */
	floor: number;

	/** The latest time that was read without a gap. */
	time: number;

	/** The latest time of what there is, as far as this machine's clock has come. */
	newest: number;

	private readonly seen: Map<string, number>;

	private heldSince?: number;

	private isHeld = false;

	private isSettled = false;

	constructor(
		state: CursorState,
		private readonly options: CursorOptions,
	) {
		this.floor = state.floor;
		this.time = state.time;
		this.newest = state.time;
		this.seen = new Map(state.seen);
		this.heldSince = state.heldSince;
	}

	/** @param saved what `toJSON` gave; undefined for anything else, so that the source begins anew */
	static from(saved: unknown, options: CursorOptions): Cursor | undefined {
		const { data } = cursorSchema.safeParse(saved);
		return data && new Cursor(data, options);
	}

	/** The first poll: what it takes was there before, and nothing older is news later on. */
	static begin(newest: number | undefined, options: CursorOptions): Cursor {
		const time = beginningOf(newest, options.now);
		const floor = Math.max(0, time - options.overlapMs);
		return new Cursor({ floor, time, seen: [] }, options);
	}

	has(id: string): boolean {
		return this.seen.has(id);
	}

	/**
	 * Takes an item as done, and answers whether it is news. One without a time is known by its id as
	 * long as it is listed, and for the overlap afterwards.
	 */
	take(id: string, time?: number): boolean {
		const { now } = this.options;
		if (time !== undefined && time < this.floor) return false;
		const isNew = !this.seen.has(id);
		this.seen.set(id, time ?? Math.max(now, this.time));
		// A time in the future counts once: it would hide what comes until then.
		if (time !== undefined) this.saw(isNew ? Math.min(time, now) : time);
		return isNew;
	}

	/** There is something of this time. */
	saw(time: number): void {
		if (time <= this.options.now) this.newest = Math.max(this.newest, time);
	}

	/** This one could not be had yet: the next poll may take it again. */
	giveBack(id: string): void {
		this.seen.delete(id);
	}

	/** Nothing before this time is news, although it was not read. */
	lift(floor: number): void {
		this.floor = Math.max(this.floor, floor);
	}

	/** A part could not be read: for a day it is waited for. */
	hold(): void {
		this.isHeld = true;
	}

	/** Everything was read; what is later than `upTo` is looked at once more. */
	settle(upTo = Infinity): void {
		const { now } = this.options;
		this.heldSince = this.isHeld ? (this.heldSince ?? now) : undefined;
		if (this.heldSince !== undefined && now - this.heldSince < HOLD_MS) return;
		this.time = Math.max(this.time, Math.min(this.newest, upTo));
		this.isSettled = true;
	}

	toJSON(): CursorState {
		const { overlapMs, limit = REMEMBERED } = this.options;
		const { time, heldSince } = this;
		const most = limit * (this.isSettled ? 1 : UNSETTLED);
		const floor = Math.max(this.floor, time - overlapMs);
		const seen = [...this.seen].filter(([, at]) => at >= floor).sort((a, b) => b[1] - a[1]);
		// More than fits: the overlap becomes shorter, so that nothing forgotten comes again.
		const forgotten = seen[most]?.[1] ?? -Infinity;
		return {
			floor: Math.max(floor, forgotten + 1),
			time,
			seen: seen.slice(0, most),
			...(heldSince !== undefined && { heldSince }),
		};
	}
}
