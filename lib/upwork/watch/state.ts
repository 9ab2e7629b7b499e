import { z } from 'zod';

/**
 * What polls remember between runs. `floor`: everything up to this time is done. `seen`: ids above
 * the floor that are done, with their times; both are milliseconds by Upwork's clock.
 */
export const watchStateSchema = z.object({
	floor: z.number(),
	seen: z.record(z.string(), z.number()),
});

export type WatchState = z.infer<typeof watchStateSchema>;

/** Ids that are remembered one by one at most; beyond it the oldest are taken as done by their time. */
const SEEN_AT_MOST = 5_000;

/** The ids and times above the floor. */
export class Seen {
	private readonly times: Map<string, number>;

	constructor(
		public floor: number,
		seen: Readonly<Record<string, number>> = {},
	) {
		this.times = new Map(Object.entries(seen));
	}

	has(id: string): boolean {
		return this.times.has(id);
	}

	add(id: string, time: number): void {
		this.times.set(id, time);
	}

	/** Latest time of all. */
	get newest(): number {
		let newest = -Infinity;
		for (const time of this.times.values()) newest = Math.max(newest, time);
		return newest;
	}

	/**
	 * Everything was read: the floor follows the newest at a distance, ids below it are forgotten. A
	 * time in the future does not lift it, because everything until then would be lost.
	 */
	raise(overlapMs: number, now: number): void {
		this.floor = Math.max(this.floor, Math.min(this.newest, now) - overlapMs);
		for (const [id, time] of this.times) if (time < this.floor) this.times.delete(id);
		if (this.times.size <= SEEN_AT_MOST) return;
		const oldestFirst = [...this.times].sort(([, a], [, b]) => a - b);
		for (const [id, time] of oldestFirst.slice(0, this.times.size - SEEN_AT_MOST)) {
			this.times.delete(id);
			this.floor = Math.max(this.floor, time + 1);
		}
	}

	toJSON(): WatchState {
		return { floor: this.floor, seen: Object.fromEntries(this.times) };
	}
}

/** How far this machine's clock may be ahead of Upwork's when the first poll finds nothing. */
const SKEW_MS = 24 * 60 * 60_000;

/** Where news begin at the first poll: by Upwork's clock, behind the latest of what is there. */
export function startOf(times: ReadonlyArray<number | undefined>, now: number): number {
	const told = times.filter((time) => time !== undefined);
	return Math.min(now, told.length > 0 ? Math.max(...told) : now - SKEW_MS);
}

/** Result of one poll: what is new, oldest first, and what to remember. */
export interface Poll<Event, State> {
	events: Event[];
	state: State;
	/** False where the time ran out; the next poll goes on. */
	complete: boolean;
	/** The state could not be read, or there was none: what is there now was learned. */
	isFirst: boolean;
}

export interface PollOptions {
	/** What the last poll returned; anything else begins anew, from now on. */
	state: unknown;
	/** Milliseconds since 1970 by this machine's clock. */
	now: number;
	/** True when the poll's time is used up. */
	outOfTime(): boolean;
}
