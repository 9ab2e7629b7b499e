import type { Position } from './types';

/** Times and sequences of one key. `at`: everything up to it is done; `done`: besides these. */
export interface KeyState {
	at: [time: number, sequence: number];
	done: Array<[time: number, sequence: number]>;
}

/** Done events a key remembers one by one, at the most. */
const REMEMBERED_PER_KEY = 20;

export function comparePositions(a: Position, b: Position): number {
	return a.time - b.time || a.sequence - b.sequence;
}

/** Behind every event of that millisecond. */
export const endOf = (time: number): Position => ({ time, sequence: Number.MAX_SAFE_INTEGER });

/** What is done in one key. */
export class KeyMarks {
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
