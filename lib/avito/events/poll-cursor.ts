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

export interface CursorMemory {
	/** How far back a poll looks again, so that late and equal times skip nothing. */
	overlapMs: number;
	/** An event is its id alone, whatever its time: the first poll learns what exists already. */
	byId?: boolean;
}

/** What a polling trigger has seen: a time, and the ids around it. Plain JSON between two polls. */
export class PollCursor {
	private readonly seen: Map<string, number>;

	private constructor(
		private floor: number,
		seen: Record<string, number>,
		private readonly memory: CursorMemory,
		/** Nothing was stored before: everything that exists now is old. */
		readonly isFirst: boolean,
	) {
		this.seen = new Map(Object.entries(seen));
	}

	static from(stored: unknown, now: number, memory: CursorMemory): PollCursor {
		const state = stateSchema.safeParse(stored);
		return state.success
			? new PollCursor(state.data.floor, state.data.seen, memory, false)
			: new PollCursor(now, {}, memory, true);
	}

	/** Everything from here on has to be looked at; 0 for all there is. */
	get since(): number {
		return this.isFirst && this.memory.byId ? 0 : this.floor - this.memory.overlapMs;
	}

	/** Events that no poll has seen, oldest first; they count as seen afterwards. */
	take<E extends PolledEvent>(events: readonly E[]): E[] {
		const { since } = this;
		const fresh = new Map<string, E>();
		for (const event of events) {
			const isOld = !this.memory.byId && event.time < since;
			if (!isOld && !this.seen.has(event.id)) fresh.set(event.id, event);
		}
		for (const { id, time } of events) {
			if (this.memory.byId || time >= since) this.seen.set(id, time);
			this.floor = Math.max(this.floor, time);
		}
		this.forget();
		return this.isFirst ? [] : [...fresh.values()].sort((a, b) => a.time - b.time);
	}

	toJSON(): State {
		return { floor: this.floor, seen: Object.fromEntries(this.seen) };
	}

	private forget(): void {
		if (!this.memory.byId) {
			const since = this.floor - this.memory.overlapMs;
			for (const [id, time] of this.seen) if (time < since) this.seen.delete(id);
		}
		for (const id of this.seen.keys()) {
			if (this.seen.size <= REMEMBERED) break;
			this.seen.delete(id);
		}
	}
}
