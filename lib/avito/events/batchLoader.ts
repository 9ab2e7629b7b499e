import type { Clock } from '../../time';

/** How long to wait for others before one call is made for all. */
const WINDOW_MS = 50;

interface Waiter<V> {
	resolve(value: V | undefined): void;
	reject(reason: unknown): void;
}

/** Collects single look-ups that come shortly after each other into one call. */
export class BatchLoader<K, V> {
	private waiting = new Map<K, Array<Waiter<V>>>();

	constructor(
		private readonly clock: Clock,
		private readonly loadAll: (keys: K[]) => Promise<Map<K, V>>,
	) {}

	/** `undefined` for a key that the call did not find. */
	async load(key: K): Promise<V | undefined> {
		const isFirst = this.waiting.size === 0;
		const answer = new Promise<V | undefined>((resolve, reject) => {
			const waiters = this.waiting.get(key) ?? [];
			waiters.push({ resolve, reject });
			this.waiting.set(key, waiters);
		});
		if (isFirst) void this.flushSoon();
		return await answer;
	}

	private async flushSoon(): Promise<void> {
		await this.clock.sleep(WINDOW_MS);
		const batch = this.waiting;
		this.waiting = new Map();
		try {
			const found = await this.loadAll([...batch.keys()]);
			for (const [key, waiters] of batch) {
				for (const { resolve } of waiters) resolve(found.get(key));
			}
		} catch (error) {
			for (const waiters of batch.values()) for (const { reject } of waiters) reject(error);
		}
	}
}
