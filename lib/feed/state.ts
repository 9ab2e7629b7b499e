import { z } from 'zod';
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
}

/** Times and sequences of one key. `at`: everything up to it is done; `done`: besides these. */
export interface KeyState {
	at: [time: number, sequence: number];
	done: Array<[time: number, sequence: number]>;
}

/** Done events a key remembers one by one, at the most. */
const REMEMBERED_PER_KEY = 20;
/** Beyond this the keys that were quiet longest are forgotten; the receiver's own check is left. */
const KEYS_AT_MOST = 2000;

export function comparePositions(a: Position, b: Position): number {
	return a.time - b.time || a.sequence - b.sequence;
}

/** Behind every event of that millisecond. */
export const endOf = (time: number): Position => ({ time, sequence: Number.MAX_SAFE_INTEGER });

/** What is done in one key. */
class KeyMarks {
	private readonly done = new Map<number, number>();

	/** Those of them that the next life has to look at again. */
	private readonly held = new Set<number>();

	/** As saved last; every delivery saves all keys, and nearly all of them are unchanged. */
	private json?: KeyState;

	constructor(private at: Position) {}

	static from(state: KeyState): KeyMarks {
		const marks = new KeyMarks({ time: state.at[0], sequence: state.at[1] });
		for (const [time, sequence] of state.done) marks.done.set(sequence, time);
		return marks;
	}

	get settled(): Position {
		return this.at;
	}

	get size(): number {
		return this.done.size;
	}

	has(position: Position): boolean {
		return comparePositions(position, this.at) <= 0 || this.done.has(position.sequence);
	}

	/** Time of the earliest one that is held. */
	get heldFrom(): number {
		return Math.min(...[...this.held].map((sequence) => this.done.get(sequence) ?? Infinity));
	}

	add(position: Position, held = false): void {
		if (held) this.held.add(position.sequence);
		else this.held.delete(position.sequence);
		this.json = undefined;
		if (!this.has(position)) this.done.set(position.sequence, position.time);
	}

	remove({ sequence }: Position): void {
		this.held.delete(sequence);
		this.done.delete(sequence);
		this.json = undefined;
	}

	/**
	 * Moves `at` over what is done, up to the first event that is not. Those after `lateFrom` stay
	 * remembered one by one, because an older event may still turn up between them.
	 */
	settle(undone: Position | undefined, lateFrom: number): void {
		const positions = [...this.done]
			.map(([sequence, time]) => ({ time, sequence }))
			.sort(comparePositions);
		const held = positions.findIndex(({ sequence }) => this.held.has(sequence));
		positions.forEach((position, index) => {
			const kept = position.time >= lateFrom && index >= positions.length - REMEMBERED_PER_KEY;
			if (kept || (undone && comparePositions(position, undone) > 0)) return;
			if (held >= 0 && index >= held) return;
			this.at = position;
			this.done.delete(position.sequence);
			this.json = undefined;
		});
	}

	/** Takes over the common floor. Answers whether nothing is left that goes beyond it. */
	lift(floor: number): boolean {
		this.json = undefined;
		for (const [sequence, time] of this.done) if (time <= floor) this.done.delete(sequence);
		if (this.at.time <= floor) this.at = endOf(floor);
		return this.done.size === 0 && this.at.time <= floor;
	}

	toJSON(): KeyState {
		this.json ??= {
			at: [this.at.time, this.at.sequence],
			done: [...this.done]
				.filter(([sequence]) => !this.held.has(sequence))
				.map(([sequence, time]) => [time, sequence]),
		};
		return this.json;
	}
}

/** What is done, over all keys: a common floor, and marks of their own for keys that are further. */
export class Progress {
	readonly unreadUntil?: number;

	private floor: number;

	/** Time of the latest event that was seen: by the service's clock it is at least this late. */
	private newest: number;

	private readonly keys = new Map<string, KeyMarks>();

	private readonly attempts: Map<string, number>;

	private readonly begun: Map<string, number>;

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

	/** Everything up to `time` is done in every key. */
	raise(time: number): void {
		const held = Math.min(...[...this.keys.values()].map(({ heldFrom }) => heldFrom));
		const floor = Math.min(time, held - 1);
		if (floor <= this.floor) return;
		this.floor = floor;
		for (const [key, marks] of this.keys) if (marks.lift(floor)) this.keys.delete(key);
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
		return {
			floor: this.floor,
			keys: Object.fromEntries([...this.keys].map(([key, marks]) => [key, marks.toJSON()])),
			...(this.unreadUntil !== undefined && { unreadUntil: this.unreadUntil }),
			...(this.attempts.size > 0 && { attempts: Object.fromEntries(this.attempts) }),
			...(this.begun.size > 0 && { begun: Object.fromEntries(this.begun) }),
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
});

/** Reads a saved state; undefined for anything that is none, so that the feed begins anew. */
export function readFeedState(value: unknown): FeedState | undefined {
	const result = stateSchema.safeParse(value);
	return result.success ? result.data : undefined;
}
