import type { Clock } from '../time';
import { NOT_NEEDED } from '../time';
import type { Deadline, Deadlines } from './deadlines';
import { LONGEST_SLEEP_MS } from './deadlines';
import { CancelledError, RestingError } from './errors';
import type { BudgetSettings, HttpStatistics } from './types';

interface Waiter extends Deadline {
	grant(): void;
	refuse(error: Error): void;
}

export interface Turn {
	name: string;
	/** When the call gives up. */
	totalAt: number;
	signal?: AbortSignal;
}

/** A tenth of the limit may go at once, so that no window sees much more than the limit. */
const DEFAULT_BURST_SHARE = 0.1;

/**
 * A timer wakes once a millisecond at best, later in a busy process. What fills meanwhile is kept,
 * else a large budget could never be used up; a usual one fills less than one turn in that time.
 */
const TIMER_SLACK_MS = 10;

/** Token bucket: calls take their turn in the order they came. */
class Bucket {
	private readonly perMs: number;

	private readonly capacity: number;

	private tokens: number;

	private filledAt: number;

	private pausedUntil = 0;

	private readonly waiters: Waiter[] = [];

	private alarm?: AbortController;

	constructor(
		private readonly settings: BudgetSettings,
		private readonly workers: number,
		private readonly clock: Clock,
		private readonly deadlines: Deadlines,
	) {
		this.perMs = settings.limit / workers / settings.intervalMs;
		const burst = settings.burst ?? settings.limit * DEFAULT_BURST_SHARE;
		this.capacity = Math.max(1, burst / workers, this.perMs * TIMER_SLACK_MS);
		this.tokens = this.capacity;
		this.filledAt = clock.now();
	}

	/** `undefined` when the turn is there at once, which spares the usual call a promise. */
	take(turn: Turn): Promise<void> | undefined {
		if (this.pausedUntil >= turn.totalAt) throw this.exhausted(turn);
		if (this.waiters.length === 0 && this.tryTake()) return undefined;
		return new Promise((resolve, reject) => this.enqueue(turn, resolve, reject));
	}

	adjust(seen: { remaining: number; resetAtMs: number }): void {
		this.fill();
		this.tokens = Math.min(this.tokens, Math.max(0, seen.remaining) / this.workers);
		if (seen.remaining <= 0) this.pausedUntil = Math.max(this.pausedUntil, seen.resetAtMs);
		if (this.waiters.length > 0) this.pump();
	}

	statistics(): HttpStatistics['budgets'][string] {
		this.fill();
		const paused = this.pausedUntil > this.clock.now();
		const { limit, intervalMs } = this.settings;
		return { available: paused ? 0 : Math.floor(this.tokens), limit, intervalMs };
	}

	refuseAll(error: Error): void {
		for (const waiter of [...this.waiters]) waiter.refuse(error);
	}

	private fill(): void {
		const now = this.clock.now();
		this.tokens = Math.min(this.capacity, this.tokens + (now - this.filledAt) * this.perMs);
		this.filledAt = now;
	}

	private tryTake(): boolean {
		this.fill();
		// A rounding error of the filling must not cost a turn.
		if (this.tokens < 1 - 1e-9 || this.pausedUntil > this.clock.now()) return false;
		this.tokens = Math.max(0, this.tokens - 1);
		return true;
	}

	private enqueue(turn: Turn, resolve: () => void, reject: (error: Error) => void): void {
		const leave = () => {
			const index = this.waiters.indexOf(waiter);
			if (index >= 0) this.waiters.splice(index, 1);
			this.deadlines.remove(waiter);
			turn.signal?.removeEventListener('abort', onAbort);
			if (this.waiters.length === 0) this.alarm?.abort(NOT_NEEDED);
		};
		const waiter: Waiter = {
			at: turn.totalAt,
			grant: () => {
				leave();
				resolve();
			},
			refuse: (error) => {
				leave();
				reject(error);
			},
			expire: () => {
				waiter.refuse(this.noTurn(turn));
			},
		};
		const onAbort = () => {
			const text = `${turn.name} was cancelled while it waited for its turn`;
			waiter.refuse(new CancelledError(text, { details: { sent: false } }));
		};
		this.waiters.push(waiter);
		this.deadlines.add(waiter);
		turn.signal?.addEventListener('abort', onAbort, { once: true });
		if (this.waiters.length === 1) this.pump();
	}

	/** Grants what is there, then sleeps until the next turn. */
	private pump(): void {
		this.alarm?.abort(NOT_NEEDED);
		while (this.waiters.length > 0 && this.tryTake()) this.waiters[0]?.grant();
		if (this.waiters.length === 0) return;
		const now = this.clock.now();
		const untilToken = Math.ceil((1 - this.tokens) / this.perMs);
		const alarm = new AbortController();
		this.alarm = alarm;
		const ms = Math.min(LONGEST_SLEEP_MS, Math.max(1, untilToken, this.pausedUntil - now));
		this.clock.sleep(ms, alarm.signal).then(
			() => {
				if (this.alarm === alarm) this.pump();
			},
			() => {},
		);
	}

	private noTurn(turn: Turn): RestingError {
		return new RestingError(`${turn.name}: no turn within the rate budget in time`, 'rateLimited', {
			remedy: 'Nothing was sent. Run less at once, or raise the requests per minute if you may.',
			details: { sent: false },
		});
	}

	private exhausted(turn: Turn): RestingError {
		const until = new Date(this.pausedUntil).toISOString();
		return new RestingError(
			`${turn.name}: the service allows no calls before ${until}`,
			'rateLimited',
			{
				remedy: 'Nothing was sent. Wait, or lower the requests per minute in the credential.',
				retryAfterMs: this.pausedUntil - this.clock.now(),
				details: { sent: false },
			},
		);
	}
}

/** The rate budgets of one account by name; a name without settings falls to `default`. */
export class Budgets {
	private readonly buckets = new Map<string, Bucket>();

	constructor(
		settings: Record<string, BudgetSettings>,
		workers: number,
		clock: Clock,
		deadlines: Deadlines,
	) {
		for (const [name, budget] of Object.entries(settings)) {
			this.buckets.set(name, new Bucket(budget, Math.max(1, workers), clock, deadlines));
		}
	}

	/** Waits for a turn; nothing to wait for when `undefined`. */
	take(budget: string | undefined, turn: Turn): Promise<void> | undefined {
		return this.find(budget)?.take(turn);
	}

	/** What the service says is left until `resetAtMs`. Unknown names are ignored. */
	adjust(budget: string | undefined, seen: { remaining: number; resetAtMs: number }): void {
		this.find(budget)?.adjust(seen);
	}

	statistics(): HttpStatistics['budgets'] {
		return Object.fromEntries([...this.buckets].map(([name, one]) => [name, one.statistics()]));
	}

	refuseAll(error: Error): void {
		for (const bucket of this.buckets.values()) bucket.refuseAll(error);
	}

	private find(budget: string | undefined): Bucket | undefined {
		return this.buckets.get(budget ?? 'default') ?? this.buckets.get('default');
	}
}
