import type { ServiceError } from '../errors';
import type { Clock } from '../time';
import { NOT_NEEDED } from '../time';
import type { Deadline, Deadlines } from './deadlines';
import { LONGEST_SLEEP_MS } from './deadlines';
import { failures } from './failures';
import { SharedStore } from './sharedStore';
import type { HttpClientOptions, HttpStatistics, RateWindow, ServiceCount } from './types';
import type { RequestStore } from './windows';
import { ProcessStore } from './windows';

interface Waiter extends Deadline {
	/** Leaves the queue, with its turn or with an error. */
	end(error?: Error): void;
}

export interface Turn {
	name: string;
	/** When the call gives up. */
	totalAt: number;
	signal?: AbortSignal;
}

/** The queue before one store: calls take their turn in the order they came. */
class Budget {
	private readonly waiters = new Set<Waiter>();

	private alarm?: AbortController;

	constructor(
		private readonly store: RequestStore,
		private readonly clock: Clock,
		private readonly deadlines: Deadlines,
	) {}

	/** `undefined` when the turn is there at once, which spares the usual call a promise. */
	take(turn: Turn): Promise<void> | undefined {
		const now = this.elapsed();
		const wait = this.store.wait(now);
		if (wait === 0 && this.waiters.size === 0) {
			this.store.take(now);
			return undefined;
		}
		if (wait > 0 && this.clock.now() + wait >= turn.totalAt) throw this.exhausted(turn, wait);
		return new Promise((resolve, reject) => this.enqueue(turn, resolve, reject));
	}

	adjust({ remaining, resetAtMs }: ServiceCount): void {
		this.store.lower(remaining, resetAtMs - this.clock.now(), this.elapsed());
	}

	left(): number {
		return this.store.left(this.elapsed());
	}

	refuseAll(error: Error): void {
		for (const waiter of this.waiters) waiter.end(error);
	}

	/** No setting of the machine's clock may free or block a turn. */
	private elapsed(): number {
		return this.clock.elapsed?.() ?? this.clock.now();
	}

	private enqueue(turn: Turn, resolve: () => void, reject: (error: Error) => void): void {
		const waiter: Waiter = {
			at: turn.totalAt,
			end: (error) => {
				this.waiters.delete(waiter);
				this.deadlines.remove(waiter);
				turn.signal?.removeEventListener('abort', onAbort);
				if (this.waiters.size === 0) this.alarm?.abort(NOT_NEEDED);
				if (error) reject(error);
				else resolve();
			},
			expire: () => waiter.end(failures.noTurn(turn.name)),
		};
		const onAbort = () => {
			const text = `${turn.name} was cancelled while it waited for its turn`;
			waiter.end(failures.cancelled(text, { details: { sent: false } }));
		};
		this.waiters.add(waiter);
		this.deadlines.add(waiter);
		turn.signal?.addEventListener('abort', onAbort, { once: true });
		if (turn.signal?.aborted) onAbort();
		else if (this.waiters.size === 1) this.pump();
	}

	/** Grants what is there, then sleeps until the next turn. */
	private pump(): void {
		for (const waiter of this.waiters) {
			const now = this.elapsed();
			const wait = this.store.wait(now);
			if (wait > 0) {
				this.wakeIn(Math.min(LONGEST_SLEEP_MS, Math.max(1, Math.ceil(wait))));
				return;
			}
			this.store.take(now);
			waiter.end();
		}
	}

	private wakeIn(ms: number): void {
		const alarm = new AbortController();
		this.alarm = alarm;
		this.clock.sleep(ms, alarm.signal).then(
			() => {
				if (!alarm.signal.aborted) this.pump();
			},
			() => {},
		);
	}

	private exhausted({ name }: Turn, wait: number): ServiceError {
		const until = new Date(this.clock.now() + wait).toISOString();
		const reason = this.store.reason(this.elapsed());
		return failures.noCallsBefore(name, until, reason, wait);
	}
}

/** The rate budgets of one account by name; a name without settings falls to `default`. */
export class Budgets {
	private readonly budgets = new Map<string, Budget>();

	constructor(
		private readonly settings: Record<string, readonly RateWindow[]>,
		{ workers = 1, sharedBudgets }: Pick<HttpClientOptions, 'workers' | 'sharedBudgets'>,
		clock: Clock,
		deadlines: Deadlines,
	) {
		for (const [name, windows] of Object.entries(settings)) {
			const elapsed = () => clock.elapsed?.() ?? clock.now();
			const facts = { budget: name, workers: Math.max(1, workers), elapsed };
			const store = sharedBudgets
				? new SharedStore(windows, facts, sharedBudgets)
				: new ProcessStore(windows, facts.workers);
			this.budgets.set(name, new Budget(store, clock, deadlines));
		}
	}

	/**
	 * Waits for a turn; nothing to wait for when `undefined`.
	 * @throws `http.noCallsBefore` at once where none comes before the call gives up
	 */
	take(budget: string | undefined, turn: Turn): Promise<void> | undefined {
		return this.find(budget)?.take(turn);
	}

	/** What the service says is left until `resetAtMs`. Unknown names are the default. */
	adjust(budget: string | undefined, seen: ServiceCount): void {
		this.find(budget)?.adjust(seen);
	}

	/** What is left, and of how many, in the longest window of each. */
	statistics(): HttpStatistics['budgets'] {
		const entries = [...this.budgets].map(([name, budget]) => {
			const { limit = 0, intervalMs = 0 } = this.settings[name]?.at(-1) ?? {};
			return [name, { available: budget.left(), limit, intervalMs }] as const;
		});
		return Object.fromEntries(entries);
	}

	refuseAll(error: Error): void {
		for (const budget of this.budgets.values()) budget.refuseAll(error);
	}

	private find(budget: string | undefined): Budget | undefined {
		return this.budgets.get(budget ?? 'default') ?? this.budgets.get('default');
	}
}
