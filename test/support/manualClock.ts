import type { Clock } from '../../lib/time';

interface Sleeper {
	at: number;
	wake(): void;
}

const nextTurn = async () => await new Promise((resolve) => setImmediate(resolve));

/**
 * A clock that moves only when a test says so. Sockets stay real: give `quiet` as `settle` where the
 * code under test has deadlines for them.
 */
export class ManualClock implements Clock {
	private sleepers: Sleeper[] = [];

	private watchers: Array<{ ms: number; seen(): void }> = [];

	constructor(
		private time = Date.parse('2026-03-01T12:00:00Z'),
		/** What has to happen between one sleeper's waking and the next one's. */
		private readonly settle: () => Promise<unknown> = nextTurn,
	) {}

	now(): number {
		return this.time;
	}

	/** How many sleeps are under way. */
	get sleeping(): number {
		return this.sleepers.length;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		const done = new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.sleepers = this.sleepers.filter((one) => one !== sleeper);
				signal?.removeEventListener('abort', onAbort);
			};
			const onAbort = () => {
				leave();
				reject(signal?.reason);
			};
			const sleeper: Sleeper = {
				at: this.time + ms,
				wake: () => {
					leave();
					resolve();
				},
			};
			this.sleepers.push(sleeper);
			signal?.addEventListener('abort', onAbort, { once: true });
		});
		for (const watcher of this.watchers.filter((one) => one.ms === ms)) watcher.seen();
		return await done;
	}

	/** Resolves as soon as somebody sleeps for exactly `ms`. Ask before it can happen. */
	async untilSleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const watcher = {
				ms,
				seen: () => {
					this.watchers = this.watchers.filter((one) => one !== watcher);
					resolve();
				},
			};
			this.watchers.push(watcher);
		});
	}

	/** Time passes and nobody wakes yet, as on a busy machine. */
	skip(ms: number): void {
		this.time += ms;
	}

	/** Moves time on, waking sleepers in their order and letting what they do happen in between. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		for (;;) {
			const due = this.sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (!due) break;
			this.time = Math.max(this.time, due.at);
			due.wake();
			await this.settle();
		}
		this.time = end;
		await this.settle();
	}
}
