/**
 * One round of asking the service for news. When every key that had any was read to its end and
 * delivered, everything up to the round's `target` is done.
 */
export class Sweep {
	private listed = false;

	private readonly open: Set<string>;

	constructor(
		private readonly overlapMs: number,
		keys: Iterable<string>,
	) {
		this.open = new Set(keys);
	}

	private newest?: number;

	add(key: string, time: number): void {
		this.newest ??= time;
		this.open.add(key);
	}

	/** All keys with news are known. */
	complete(): void {
		this.listed = true;
	}

	/** A key was read to its end after it was added, and everything in it is delivered. */
	drained(key: string): void {
		this.open.delete(key);
	}

	/** Up to where everything is done, once it is. */
	get target(): number | undefined {
		if (!this.listed || this.open.size > 0 || this.newest === undefined) return undefined;
		return this.newest - this.overlapMs;
	}
}
