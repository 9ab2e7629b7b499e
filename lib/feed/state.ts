import { z } from 'zod';
import { endOf, KeyMarks, type KeyState } from './marks';
import { Runs } from './runs';
import type { Position } from './types';

/** What a feed remembers between two lives, as plain JSON. */
export interface FeedState {
	/** Every event up to this time is done. Milliseconds, by the service's clock. */
	floor: number;
	/** Keys that are further than `floor`. */
	keys: Record<string, KeyState>;
	/** Events up to this time that the user had read before the feed began are left out. */
	unreadUntil?: number;
	/** Deliveries of events that are not done yet, by id. */
	attempts?: Record<string, number>;
	/** When the deliveries that are not done yet had begun, by id; by this machine's clock. */
	begun?: Record<string, number>;
	/** When the last execution of a key ended, by this machine's clock. */
	ended?: Record<string, number>;
	/** Events up to `unreadUntil` that were unread once and are not done yet, by id. */
	owed?: string[];
}

/** Beyond this the keys that were quiet longest are forgotten; the receiver's own check is left. */
const KEYS_AT_MOST = 2000;

/** What is done, over all keys: a common floor, and marks of their own for keys that are further. */
export class Progress {
	readonly unreadUntil?: number;

	private floor: number;

	/** Time of the latest event that was seen: by the service's clock it is at least this late. */
	private newest: number;

	private readonly keys = new Map<string, KeyMarks>();

	private readonly attempts: Map<string, number>;

	private readonly begun: Map<string, number>;

	private readonly owed: Set<string>;

	/** When executions ran, which tells their messages from the user's. */
	readonly runs: Runs;

	constructor(
		state: FeedState,
		private readonly overlapMs: number,
	) {
		this.floor = state.floor;
		this.newest = state.floor;
		this.unreadUntil = state.unreadUntil;
		for (const [key, marks] of Object.entries(state.keys)) this.keys.set(key, KeyMarks.from(marks));
		this.attempts = new Map(Object.entries(state.attempts ?? {}));
		this.begun = new Map(Object.entries(state.begun ?? {}));
		this.owed = new Set(state.owed);
		this.runs = new Runs(state.ended);
	}

	/** Nothing before this time is of interest for any key. */
	get since(): number {
		return this.floor;
	}

	/** The service has an event of this time. */
	saw(time: number): void {
		this.newest = Math.max(this.newest, time);
	}

	/** Events that are remembered one by one. */
	get remembered(): number {
		let count = 0;
		for (const marks of this.keys.values()) count += marks.size;
		return count;
	}

	/** Up to where the key is done without a gap, and how many events behind that are done as well. */
	of(key: string): { settled: Position; remembered: number } {
		const marks = this.keys.get(key);
		return { settled: marks?.settled ?? endOf(this.floor), remembered: marks?.size ?? 0 };
	}

	isDone(key: string, position: Position): boolean {
		const marks = this.keys.get(key);
		return marks ? marks.has(position) : position.time <= this.floor;
	}

	markDone(key: string, id: string, position: Position): void {
		this.attempts.delete(id);
		this.begun.delete(id);
		this.owed.delete(id);
		this.mark(key, position);
	}

	/** Done for this life, but saved as not done until `markDone` or `markUndone` says what it is. */
	hold(key: string, position: Position): void {
		this.mark(key, position, true);
	}

	/** An event that was held is to be delivered again after all. */
	markUndone(key: string, position: Position): void {
		this.keys.get(key)?.remove(position);
	}

	private mark(key: string, position: Position, held = false): void {
		this.saw(position.time);
		const marks = this.keys.get(key) ?? new KeyMarks(endOf(this.floor));
		marks.add(position, held);
		// The key that was used last stays last, so that the quiet ones go first.
		this.keys.delete(key);
		this.keys.set(key, marks);
		for (const quiet of this.keys.keys()) {
			if (this.keys.size <= KEYS_AT_MOST) break;
			this.keys.delete(quiet);
		}
	}

	/** @param undone the first event of the key that was read and is not done */
	settle(key: string, undone: Position | undefined): void {
		this.keys.get(key)?.settle(undone, this.newest - this.overlapMs);
	}

	/** Everything up to `time` is done in every key, but for those that could not be read. */
	raise(time: number, unreadable: ReadonlySet<string> = new Set()): void {
		const held = Math.min(...[...this.keys.values()].map(({ heldFrom }) => heldFrom));
		const floor = Math.min(time, held - 1);
		if (floor <= this.floor) return;
		for (const key of unreadable) {
			if (!this.keys.has(key)) this.keys.set(key, new KeyMarks(endOf(this.floor)));
		}
		this.floor = floor;
		for (const [key, marks] of this.keys) {
			if (!unreadable.has(key) && marks.lift(floor)) this.keys.delete(key);
		}
	}

	/** Keys that could not be read and over which the floor has risen. */
	get leftBehind(): string[] {
		return [...this.keys]
			.filter(([, { settled }]) => settled.time < this.floor)
			.map(([key]) => key);
	}

	isOwed(id: string): boolean {
		return this.owed.has(id);
	}

	/** The event will be delivered although the user may read it before. */
	owe(id: string): void {
		this.owed.add(id);
	}

	attemptsOf(id: string): number {
		return this.attempts.get(id) ?? 0;
	}

	noteAttempt(id: string, attempt: number): void {
		this.attempts.set(id, attempt);
	}

	/** When the event was handed on first, in this life or in an earlier one. */
	begunAt(id: string): number | undefined {
		return this.begun.get(id);
	}

	noteBegun(id: string, at: number): void {
		if (!this.begun.has(id)) this.begun.set(id, at);
	}

	toJSON(): FeedState {
		const ended = this.runs.toJSON();
		return {
			floor: this.floor,
			keys: Object.fromEntries([...this.keys].map(([key, marks]) => [key, marks.toJSON()])),
			...(this.unreadUntil !== undefined && { unreadUntil: this.unreadUntil }),
			...(this.attempts.size > 0 && { attempts: Object.fromEntries(this.attempts) }),
			...(this.begun.size > 0 && { begun: Object.fromEntries(this.begun) }),
			...(Object.keys(ended).length > 0 && { ended }),
			...(this.owed.size > 0 && { owed: [...this.owed] }),
		};
	}
}

const pair = z.tuple([z.number(), z.number()]);
const stateSchema = z.object({
	floor: z.number(),
	keys: z.record(z.string(), z.object({ at: pair, done: z.array(pair) })),
	unreadUntil: z.number().optional(),
	attempts: z.record(z.string(), z.number()).optional(),
	begun: z.record(z.string(), z.number()).optional(),
	ended: z.record(z.string(), z.number()).optional(),
	owed: z.array(z.string()).optional(),
});

/** Reads a saved state; undefined for anything that is none, so that the feed begins anew. */
export function readFeedState(value: unknown): FeedState | undefined {
	const result = stateSchema.safeParse(value);
	return result.success ? result.data : undefined;
}
