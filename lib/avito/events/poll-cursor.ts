import { z } from 'zod';

/** Ids that are remembered at most; beyond that the oldest go. */
const REMEMBERED = 5000;

const stateSchema = z.object({
	floor: z.number(),
	seen: z.record(z.string(), z.number()),
});
type State = z.infer<typeof stateSchema>;

export interface PolledEvent {
	/** The same for every copy of the event. */
	id: string;
	/** Milliseconds. */
	time: number;
}

/** What a polling trigger has seen: a time, and the ids around it. Plain JSON between two polls. */
export class PollCursor {
	private readonly seen: Map<string, number>;

	private constructor(
		private floor: number,
		seen: Record<string, number>,
		/** How far back a poll looks again, so that late and equal times skip nothing. */
		private readonly overlapMs: number,
		/** Nothing was stored before: everything that exists now is old. */
		readonly isFirst: boolean,
	) {
		this.seen = new Map(Object.entries(seen));
	}

	static from(stored: unknown, now: number, overlapMs: number): PollCursor {
		const state = stateSchema.safeParse(stored);
		return state.success
			? new PollCursor(state.data.floor, state.data.seen, overlapMs, false)
			: new PollCursor(now, {}, overlapMs, true);
	}

	/** Everything from here on has to be looked at. */
	get since(): number {
		return this.floor - this.overlapMs;
	}

	/** Events that no poll has seen, oldest first; they count as seen afterwards. */
	take<E extends PolledEvent>(events: readonly E[]): E[] {
		const fresh = new Map<string, E>();
		for (const event of events) {
			if (event.time < this.since || this.seen.has(event.id)) continue;
			fresh.set(event.id, event);
		}
		const since = this.since;
		for (const { id, time } of events) {
			if (time >= since) this.seen.set(id, time);
			this.floor = Math.max(this.floor, time);
		}
		this.forget();
		return this.isFirst ? [] : [...fresh.values()].sort((a, b) => a.time - b.time);
	}

	toJSON(): State {
		return { floor: this.floor, seen: Object.fromEntries(this.seen) };
	}

	private forget(): void {
		for (const [id, time] of this.seen) if (time < this.since) this.seen.delete(id);
		for (const id of this.seen.keys()) {
			if (this.seen.size <= REMEMBERED) break;
			this.seen.delete(id);
		}
	}
}
