/**
 * One round of asking the service for news. When every key that had any was read to its end and
 * delivered, everything up to the round's `target` is done.
 */
export class Sweep {
	private listed = false;

	private readonly open: Set<string>;

	private readonly listedKeys = new Set<string>();

	/** Keys with news that the service lists and does not know when they are read. */
	readonly unreadable = new Set<string>();

	constructor(
		private readonly overlapMs: number,
		keys: Iterable<string>,
	) {
		this.open = new Set(keys);
	}

	private newest?: number;

	add(key: string, time: number): void {
		this.newest ??= time;
		this.list(key);
	}

	/** A key that is to be read. */
	list(key: string): void {
		this.listedKeys.add(key);
		this.unreadable.delete(key);
		this.open.add(key);
	}

	/** The service does not know a key. Answers whether it has listed it all the same. */
	missing(key: string): boolean {
		this.open.delete(key);
		const listed = this.listedKeys.has(key);
		if (listed) this.unreadable.add(key);
		return listed;
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
