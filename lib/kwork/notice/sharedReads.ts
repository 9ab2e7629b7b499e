import { NOT_NEEDED, untilAborted } from '../../time';

/**
 * Reads that several triggers of one account want at the same moment, done once. After a reconnect
 * all of them list the dialogs, and a new message sends all of them into the same dialog. Whoever
 * comes before the first request is made joins it; later ones start a read of their own, because
 * what they look for may be newer than what is on its way.
 */
export class SharedReads<T> {
	private readonly starting = new Map<string, SharedRead<T>>();

	/**
	 * @param key equal for reads that give the same
	 * @param open starts the read; the signal aborts when nobody follows it any more
	 */
	follow(
		key: string,
		open: (signal: AbortSignal) => AsyncIterable<T>,
		signal: AbortSignal,
	): AsyncIterable<T> {
		const known = this.starting.get(key);
		if (known) return known.follow(signal);
		const read = new SharedRead(open);
		this.starting.set(key, read);
		setImmediate(() => {
			this.starting.delete(key);
			read.start();
		});
		return read.follow(signal);
	}
}

/** One read and those who follow it. What all of them have taken is dropped. */
class SharedRead<T> {
	private readonly abort = new AbortController();

	private readonly followers = new Set<{ at: number }>();

	private items: T[] = [];

	/** Index of the first item that is still kept. */
	private first = 0;

	private iterator?: AsyncIterator<T>;

	private pulling?: Promise<void>;

	private end?: { error?: unknown };

	private readonly started: Promise<void>;

	start: () => void = () => {};

	constructor(private readonly open: (signal: AbortSignal) => AsyncIterable<T>) {
		this.started = new Promise((resolve) => (this.start = resolve));
	}

	follow(signal: AbortSignal): AsyncIterable<T> {
		const me = { at: 0 };
		this.followers.add(me);
		return this.iterate(me, signal);
	}

	private async *iterate(me: { at: number }, signal: AbortSignal): AsyncGenerator<T, void> {
		try {
			await this.started;
			for (;;) {
				signal.throwIfAborted();
				const item = this.items[me.at - this.first];
				if (item !== undefined) {
					me.at += 1;
					this.forget();
					yield item;
				} else if (this.end) {
					if (this.end.error !== undefined) throw this.end.error;
					return;
				} else {
					// A follower that is closed must not wait for a request that others still want.
					await untilAborted((this.pulling ??= this.pull()), signal);
				}
			}
		} finally {
			this.followers.delete(me);
			this.forget();
			if (this.followers.size === 0) this.abort.abort(NOT_NEEDED);
		}
	}

	private async pull(): Promise<void> {
		this.iterator ??= this.open(this.abort.signal)[Symbol.asyncIterator]();
		const next = await this.iterator.next().then(
			(result) => ({ result, error: undefined }),
			(error: unknown) => ({ result: undefined, error }),
		);
		if (next.result === undefined) this.end = { error: next.error };
		else if (next.result.done) this.end = {};
		else this.items.push(next.result.value);
		this.pulling = undefined;
	}

	private forget(): void {
		const slowest = Math.min(...[...this.followers].map(({ at }) => at));
		if (!Number.isFinite(slowest) || slowest <= this.first) return;
		this.items.splice(0, slowest - this.first);
		this.first = slowest;
	}
}
