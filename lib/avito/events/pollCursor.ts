import { z } from 'zod';

/** Ids that are remembered at most; beyond that the oldest go. */
export const REMEMBERED = 5000;
/** How far this machine's clock may be ahead of Avito's when the first poll finds nothing. */
export const SKEW_MS = 24 * 60 * 60_000;
/** How long the cursor waits for what cannot be read. */
const HOLD_MS = 24 * 60 * 60_000;

const stateSchema = z.object({
	floor: z.number(),
	seen: z.record(z.string(), z.number()),
	/** Ids of before this time were forgotten: they do not count as new again. */
	forgotten: z.number().optional(),
	/** Since when a part cannot be read, by this machine's clock. */
	heldSince: z.number().optional(),
});
type State = z.infer<typeof stateSchema>;

export interface PolledEvent {
	/** The same for every copy of the event. */
	id: string;
	/** Milliseconds. */
	time: number;
	/** When the thing itself was made, where that may be long before; milliseconds. */
	made?: number;
}

export interface CursorMemory {
	/** How far back a poll looks again, so that late and equal times skip nothing. */
	overlapMs: number;
	/** An event is its id alone, whatever its time: the first poll learns what exists already. */
	byId?: boolean;
}

/**
 * What a polling trigger has seen: a time by the service's clock, and the ids around it. Plain JSON
 * between two polls.
 */
export class PollCursor {
	private readonly seen: Map<string, number>;

	private isHeld = false;

	private constructor(
		private readonly state: State,
		private readonly memory: CursorMemory,
		/** When this poll began, by this machine's clock. */
		private readonly now: number,
		/** Nothing was stored before: everything that exists now is old. */
		readonly isFirst: boolean,
	) {
		this.seen = new Map(Object.entries(state.seen));
	}

	static from(stored: unknown, now: number, memory: CursorMemory): PollCursor {
		const { success, data } = stateSchema.safeParse(stored);
		return success
			? new PollCursor(data, memory, now, false)
			: new PollCursor({ floor: now, seen: {} }, memory, now, true);
	}

	/** Where the first poll begins: the service's clock counts, and what is there is old. */
	beginAt(newest: number): void {
		this.state.floor = Math.min(newest, this.now);
	}

	/** Everything from here on has to be looked at; 0 for all there is. */
	get since(): number {
		const { floor, forgotten = 0 } = this.state;
		if (this.memory.byId) return this.isFirst ? 0 : floor - this.memory.overlapMs;
		return Math.max(floor - this.memory.overlapMs, forgotten);
	}

	/** A part could not be read: for a day the cursor waits for it. */
	hold(): void {
		this.isHeld = true;
	}

	/** Events that no poll has seen, oldest first; they count as seen afterwards. */
	take<E extends PolledEvent>(events: readonly E[]): E[] {
		const { byId } = this.memory;
		const { forgotten = 0 } = this.state;
		if (this.isFirst && events.length > 0) this.beginAt(newestOf(events));
		else if (this.isFirst && byId) this.beginAt(this.now - SKEW_MS);
		const { since } = this;
		const fresh = new Map<string, E>();
		for (const event of events) {
			const { id, time, made = Infinity } = event;
			if (byId ? made < forgotten : time < since) continue;
			if (!this.seen.delete(id)) fresh.set(id, event);
			this.seen.set(id, time);
		}
		// A time in the future, or later than this poll began, would hide what comes until then.
		const heldSince = this.isHeld ? (this.state.heldSince ?? this.now) : undefined;
		this.state.heldSince = heldSince;
		if (heldSince === undefined || this.now - heldSince >= HOLD_MS) {
			this.state.floor = Math.max(this.state.floor, Math.min(newestOf(events), this.now));
		}
		this.forget();
		return this.isFirst ? [] : [...fresh.values()].sort((a, b) => a.time - b.time);
	}

	/** This one could not be had yet: the next poll may take it again. */
	giveBack(id: string): void {
		this.seen.delete(id);
	}

	toJSON(): State {
		return { ...this.state, seen: Object.fromEntries(this.seen) };
	}

	private forget(): void {
		const { since } = this;
		const { floor } = this.state;
		const { byId } = this.memory;
		if (!byId) {
			for (const [id, time] of this.seen) if (time < since) this.seen.delete(id);
		}
		const oldestFirst = [...this.seen].sort(([, a], [, b]) => a - b);
		const surplus = oldestFirst.slice(0, Math.max(0, oldestFirst.length - REMEMBERED));
		if (surplus.length === 0) return;
		// More exist than the first poll could learn: of those it is only known that they are older.
		const learned = byId && this.isFirst ? floor : 0;
		let forgotten = Math.max(this.state.forgotten ?? 0, learned);
		for (const [id, time] of surplus) {
			this.seen.delete(id);
			forgotten = Math.max(forgotten, time + 1);
		}
		this.state.forgotten = forgotten;
	}
}

const newestOf = (events: readonly PolledEvent[]): number =>
	events.reduce((newest, { time }) => Math.max(newest, time), -Infinity);
