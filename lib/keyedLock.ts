/** Lets work on the same key run one after another; other keys are not held up. */
export class KeyedLock<K> {
	private readonly last = new Map<K, Promise<unknown>>();

	async run<T>(key: K, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const mine = before.then(work, work);
		const settled = mine.catch(() => {});
		this.last.set(key, settled);
		try {
			return await mine;
		} finally {
			if (this.last.get(key) === settled) this.last.delete(key);
		}
	}

	/** Resolves when all work that was given until now has ended. */
	async settled(): Promise<void> {
		await Promise.all(this.last.values());
	}
}
