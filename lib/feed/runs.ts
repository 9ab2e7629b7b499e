import type { FeedEvent } from './types';

/** Keys whose last execution is remembered over restarts. */
const REMEMBERED_KEYS = 200;

/**
 * When executions of each key ran. An own message of that time may be what they sent: whether it
 * answers what came in meanwhile as well, nobody knows. Any other own message is an answer.
 */
export class Runs {
	private readonly running = new Map<string, number>();

	/** When the last one ended, by this machine's clock; the one that ended last is last. */
	private readonly ended: Map<string, number>;

	/** How far the service's clock is ahead of this machine's, as far as events have shown it. */
	private aheadMs = 0;

	/** @param marginMs how long after an execution a message may still be its own */
	constructor(
		ended: Readonly<Record<string, number>> = {},
		private readonly marginMs = 60_000,
	) {
		this.ended = new Map(Object.entries(ended));
	}

	begin(key: string): void {
		this.running.set(key, (this.running.get(key) ?? 0) + 1);
	}

	end(key: string, now: number): void {
		const left = (this.running.get(key) ?? 1) - 1;
		if (left > 0) this.running.set(key, left);
		else this.running.delete(key);
		this.ended.delete(key);
		this.ended.set(key, now);
		for (const oldest of this.ended.keys()) {
			if (this.ended.size <= REMEMBERED_KEYS) break;
			this.ended.delete(oldest);
		}
	}

	/**
	 * Says of each event when the account answered it, where it did: by a later message of its own in
	 * the same thread that no execution of the key can have sent.
	 *
	 * @param events of one key, oldest first
	 */
	answered<T>(
		events: ReadonlyArray<FeedEvent<T>>,
		now: number,
	): Array<FeedEvent<T> & { answeredAt?: number }> {
		for (const { time } of events) this.aheadMs = Math.max(this.aheadMs, time - now);
		const answers = new Map<string, number>();
		const marked = events.toReversed().map((event) => {
			const { key, thread = key, time } = event;
			const answeredAt = answers.get(thread);
			if (event.own && !this.mayHaveSent(key, time)) answers.set(thread, time);
			return { ...event, ...(answeredAt !== undefined && { answeredAt }) };
		});
		return marked.reverse();
	}

	private mayHaveSent(key: string, time: number): boolean {
		if (this.running.has(key)) return true;
		const ended = this.ended.get(key);
		return ended !== undefined && time <= ended + this.aheadMs + this.marginMs;
	}

	toJSON(): Record<string, number> {
		return Object.fromEntries(this.ended);
	}
}
