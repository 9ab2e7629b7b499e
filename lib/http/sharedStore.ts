import type { BudgetLease, BudgetStore, BudgetWindow } from '../memory';
import type { RateWindow } from './types';
import type { RequestStore } from './windows';
import { ProcessStore } from './windows';

/** What several processes ask of one account together. */
export interface SharedBudgets {
	/** What all of them know the account by. */
	account: string;
	/** Rejects where it cannot be reached. */
	store(): Promise<BudgetStore>;
}

/**
 * Turns come free evenly with some in reserve, and a process holds a few of them for a moment. So
 * that all together stay within the limit in any window, they share a little less than it.
 */
const SHARE = 0.86;
const RESERVE = 0.08;

/** Turns that a process takes at once, and how long it holds them: parts of the shortest window. */
const BATCH = 0.02;
const LEAST_HOLD_MS = 20;

/** While an answer of the shared store is on its way. */
const ASKING_MS = 3;

/** How long this process keeps to its own share where the shared store fails. */
const ALONE_MS = 10_000;

/**
 * The windows of one budget, kept over all processes that use the account: a request leaves when
 * both this process's own windows and the shared ones let it. Where the shared ones cannot be reached,
 * each of the `workers` keeps to an equal part.
 */
export class SharedStore implements RequestStore {
	private readonly own: ProcessStore;

	private readonly part: ProcessStore;

	private readonly windows: readonly BudgetWindow[];

	private readonly holdMs: number;

	private readonly batch: number;

	private held = 0;

	private heldUntil = -Infinity;

	/** When asking makes sense again. */
	private askAt = -Infinity;

	private asking = false;

	/** Keeps to its part until then. */
	private aloneUntil = -Infinity;

	private pause?: string;

	/**
	 * @param settings the shortest window first, the longest last
	 * @param elapsed the clock of `now` in all methods
	 */
	constructor(
		settings: readonly RateWindow[],
		private readonly facts: { budget: string; workers: number; elapsed(): number },
		private readonly shared: SharedBudgets,
	) {
		this.own = new ProcessStore(settings, 1);
		this.part = new ProcessStore(settings, facts.workers);
		this.windows = settings.map(({ limit, intervalMs }) => ({
			name: `${facts.budget} ${Math.round(intervalMs)}`,
			limit: limit * SHARE,
			ms: intervalMs,
			burst: Math.max(1, limit * RESERVE),
		}));
		const { limit = 1, intervalMs = 0 } = settings[0] ?? {};
		this.batch = Math.max(1, Math.floor(limit * BATCH));
		this.holdMs = Math.max(LEAST_HOLD_MS, intervalMs * BATCH);
	}

	wait(now: number): number {
		if (now < this.aloneUntil) return this.part.wait(now);
		const own = this.own.wait(now);
		if (own > 0) return own;
		if (this.held > 0 && now < this.heldUntil) return 0;
		if (now < this.askAt) return this.askAt - now;
		this.ask();
		return ASKING_MS;
	}

	take(now: number): void {
		this.held -= 1;
		this.own.take(now);
		this.part.take(now);
	}

	lower(remaining: number, ms: number, now: number): void {
		this.own.lower(remaining, ms, now);
		this.part.lower(remaining, ms, now);
		const [shortest] = this.windows;
		if (!shortest) return;
		if (remaining <= 0) this.held = 0;
		void this.tell(
			async (store) => await store.adjust(this.shared.account, shortest, remaining, ms),
		);
	}

	left(now: number): number {
		return now < this.aloneUntil ? this.part.left(now) : this.own.left(now);
	}

	reason(now: number): string {
		if (now < this.aloneUntil) return this.part.reason(now);
		if (this.own.wait(now) > 0) return this.own.reason(now);
		return this.pause ?? 'all processes of n8n together have used up the requests of this account';
	}

	private ask(): void {
		if (this.asking) return;
		this.asking = true;
		void this.tell(async (store) => {
			this.keep(await store.lease(this.shared.account, this.windows, this.batch));
		}).finally(() => (this.asking = false));
	}

	private keep({ granted, retryAfterMs, pause }: BudgetLease): void {
		const now = this.facts.elapsed();
		this.pause = pause;
		this.held = granted;
		this.heldUntil = now + this.holdMs;
		this.askAt = granted > 0 ? -Infinity : now + retryAfterMs;
	}

	private async tell(what: (store: BudgetStore) => Promise<void>): Promise<void> {
		try {
			await what(await this.shared.store());
		} catch {
			this.aloneUntil = this.facts.elapsed() + ALONE_MS;
		}
	}
}
