import { KeyedLock } from '../keyedLock';
import { NOT_NEEDED, type Clock } from '../time';
import { LeaseLostError, LockBusyError } from './errors';
import type { Lease, LockOptions } from './types';

/** A place in the queue of a key. Places are given in ascending order and never again. */
export interface Place {
	place: number;
	/** How often its owner has shown to be alive. */
	beat: number;
}

/**
 * The queues of all keys, kept by a store; each step happens whole or not at all. Whoever has the
 * lowest place holds the key.
 */
export interface LockQueue {
	/** Takes a place at the end. `first` is the lowest one after that. */
	join(key: string): Promise<{ mine: number; first: Place }>;
	/** The lowest place. */
	look(key: string): Promise<Place | undefined>;
	/** The owner of a place is alive. `false`: the place is gone. */
	beat(place: number): Promise<boolean>;
	leave(place: number): Promise<void>;
	/** Takes a place from an owner that has not shown itself since. */
	evict(dead: Place): Promise<void>;
}

/** How long an owner may be silent before others pass it over. */
export const LEASE_MS = 10_000;

const beatEvery = (leaseMs: number): number => Math.floor(leaseMs / 3);

const WAIT_MS = 10 * 60_000;

/** Between two looks at a queue; a look is a read. */
const LONGEST_PAUSE_MS = 250;

/**
 * Locks over a queue. No clock of any machine is compared with another one's: whoever waits has to
 * see the same beat for a whole lease, measured by its own waiting, before it passes an owner over;
 * the owner gives up a tenth earlier, counted from before it sent its last beat. So a clock that is
 * set, a slow store or a lost answer lets nobody in too early. The price: after a crash the first to
 * come waits for a lease.
 */
export class Locks {
	private readonly local = new KeyedLock<string>();

	constructor(
		private readonly queue: LockQueue,
		private readonly clock: Clock,
		private readonly leaseMs = LEASE_MS,
	) {}

	async run<T>(
		key: string,
		work: (lease: Lease) => Promise<T>,
		{ signal, waitMs = WAIT_MS }: LockOptions = {},
	): Promise<T> {
		signal?.throwIfAborted();
		const wait = new AbortController();
		const cancel = () => wait.abort(signal?.reason);
		signal?.addEventListener('abort', cancel, { once: true });
		this.clock.sleep(waitMs, wait.signal).then(
			() => wait.abort(new LockBusyError(key, waitMs)),
			() => {},
		);
		let done: (() => void) | undefined;
		let held: HeldLease;
		try {
			// Of one process only one at a time stands in the queue, so that others get their turn.
			done = await this.turn(key, wait.signal);
			held = await this.enter(key, wait.signal);
		} catch (error) {
			done?.();
			return await Promise.reject(error);
		} finally {
			signal?.removeEventListener('abort', cancel);
			wait.abort(NOT_NEEDED);
		}
		try {
			return await work(held);
		} finally {
			held.end();
			// A place that stays is passed over after a lease.
			await this.queue.leave(held.fence).catch(() => {});
			done();
		}
	}

	/** Resolves when all work that was given until now has ended. */
	async settled(): Promise<void> {
		await this.local.settled();
	}

	private async turn(key: string, wait: AbortSignal): Promise<() => void> {
		return await new Promise((resolve, reject) => {
			const onAbort = () => reject(wait.reason);
			wait.addEventListener('abort', onAbort, { once: true });
			void this.local.run(key, async () => {
				wait.removeEventListener('abort', onAbort);
				if (!wait.aborted) await new Promise<void>((done) => resolve(done));
			});
		});
	}

	private async enter(key: string, wait: AbortSignal): Promise<HeldLease> {
		let { mine, first } = await this.queue.join(key);
		let seen: Place | undefined;
		let unchangedMs = 0;
		let unbeatenMs = 0;
		let pauseMs = 5;
		try {
			for (;;) {
				if (first.place === mine) {
					const held = new HeldLease(key, mine, this.queue, this.clock, this.leaseMs);
					const alive = await held.begin();
					if (alive === true && !held.signal.aborted) return held;
					held.end();
					if (alive === false) ({ mine, first } = await this.queue.join(key));
				} else if (first.place > mine) {
					// Passed over: this process was taken for dead.
					({ mine, first } = await this.queue.join(key));
				}
				if (seen?.place !== first.place || seen.beat !== first.beat) {
					seen = first;
					unchangedMs = 0;
				} else if (unchangedMs >= this.leaseMs && first.place < mine) {
					await this.queue.evict(seen);
				}
				await this.clock.sleep(pauseMs, wait);
				unchangedMs += pauseMs;
				unbeatenMs += pauseMs;
				pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
				if (unbeatenMs >= beatEvery(this.leaseMs)) {
					await this.queue.beat(mine);
					unbeatenMs = 0;
				}
				first = (await this.queue.look(key)) ?? { place: Infinity, beat: 0 };
			}
		} catch (error) {
			await this.queue.leave(mine).catch(() => {});
			return await Promise.reject(error);
		}
	}
}

/** A held place, with its heart. Whoever gives it up sooner than others take it over is safe. */
class HeldLease implements Lease {
	private readonly lost = new AbortController();

	private readonly ended = new AbortController();

	/** When the last beat left that arrived. */
	private beatAt = -Infinity;

	private fuse?: AbortController;

	constructor(
		private readonly key: string,
		readonly fence: number,
		private readonly queue: LockQueue,
		private readonly clock: Clock,
		private readonly leaseMs: number,
	) {}

	get signal(): AbortSignal {
		return this.lost.signal;
	}

	check(): void {
		if (this.clock.now() - this.beatAt >= this.safeMs) this.lose();
		this.signal.throwIfAborted();
	}

	/** The first beat: whether the place is still there. Rejects where the store does. */
	async begin(): Promise<boolean> {
		try {
			const alive = await this.beat();
			if (alive) void this.keep();
			return alive;
		} catch (error) {
			this.end();
			return await Promise.reject(error);
		}
	}

	end(): void {
		this.ended.abort(NOT_NEEDED);
		this.fuse?.abort(NOT_NEEDED);
	}

	private get safeMs(): number {
		return this.leaseMs * 0.9;
	}

	private lose(): void {
		if (!this.signal.aborted) this.lost.abort(new LeaseLostError(this.key));
	}

	private async keep(): Promise<void> {
		for (;;) {
			try {
				await this.clock.sleep(beatEvery(this.leaseMs), this.ended.signal);
			} catch {
				return;
			}
			// Where the store cannot say, the fuse of the last beat goes on burning.
			if ((await this.beat().catch(() => undefined)) === false) this.lose();
			if (this.signal.aborted || this.ended.signal.aborted) return;
		}
	}

	private async beat(): Promise<boolean> {
		const at = this.clock.now();
		const fuse = new AbortController();
		this.clock.sleep(this.safeMs, fuse.signal).then(
			() => this.lose(),
			() => {},
		);
		this.fuse ??= fuse;
		try {
			if (!(await this.queue.beat(this.fence))) return false;
			this.beatAt = at;
			if (this.fuse !== fuse) this.fuse.abort(NOT_NEEDED);
			this.fuse = fuse;
			return true;
		} finally {
			if (this.fuse !== fuse || this.ended.signal.aborted) fuse.abort(NOT_NEEDED);
		}
	}
}
