import type { Clock } from '../../time';
import { LeaseLostError } from '../errors';
import type { LockQueue } from '../locks';
import { KEEP_MS } from '../memory';
import type {
	Journal,
	JournalEntry,
	JournalQuery,
	Lease,
	LimitReached,
	SendIntent,
	SendLimits,
	SendOutcome,
	Span,
} from '../types';
import { checkNames, COUNTED_MS, ERASED, pageOf } from '../values';

/** About 40 MB; the oldest go first. */
const MOST_ENTRIES = 100_000;

export class ProcessJournal implements Journal {
	/** In the order of their ids. */
	private entries: JournalEntry[] = [];

	private lastId = 0;

	constructor(
		private readonly clock: Clock,
		private readonly queue: LockQueue,
	) {}

	async intend(intent: SendIntent, { limits, lease }: { limits?: SendLimits; lease?: Lease } = {}) {
		checkNames(intent.service, intent.account, intent.target, intent.operation);
		lease?.check();
		if (lease && !(await this.queue.beat(lease.fence))) throw new LeaseLostError(intent.target);
		const reached = limits && this.limitOf(intent, limits);
		if (reached) return reached;
		const entry = {
			...intent,
			id: (this.lastId += 1),
			at: this.clock.now(),
			outcome: 'open' as const,
		};
		this.entries.push(entry);
		return { id: entry.id };
	}

	async settle(id: number, outcome: Exclude<SendOutcome, 'open'>, sentId?: string): Promise<void> {
		const entry = this.entries.find((one) => one.id === id);
		if (!entry || (outcome === 'unknown' && entry.outcome !== 'open')) return;
		entry.outcome = outcome;
		entry.sentId = sentId;
	}

	async unsettled(account: string, target: string): Promise<JournalEntry[]> {
		return this.entries
			.filter((one) => one.account === account && one.target === target)
			.filter(({ outcome }) => outcome === 'open' || outcome === 'unknown')
			.map((one) => ({ ...one }));
	}

	async sent({ account, target, contentHash, ms }: Span) {
		const found = this.counted(account, ms).filter(
			(one) =>
				(target === undefined || one.target === target) &&
				(contentHash === undefined || one.contentHash === contentHash),
		);
		return found.length === 0
			? { count: 0 }
			: { count: found.length, lastAt: Math.max(...found.map(({ at }) => at)) };
	}

	async list(query: JournalQuery) {
		const { limit, after } = pageOf(query);
		const equal = (['account', 'service', 'target', 'operation', 'outcome'] as const).filter(
			(name) => query[name] !== undefined,
		);
		const found = this.entries
			.filter((one) => equal.every((name) => one[name] === query[name]))
			.filter(({ at }) => at >= (query.from ?? -Infinity) && at < (query.until ?? Infinity))
			.sort((a, b) => b.at - a.at || b.id - a.id)
			.filter(({ at, id }) => !after || at < after.at || (at === after.at && id < after.id));
		const entries = found.slice(0, limit).map((one) => ({ ...one }));
		const last = found.length > limit ? entries.at(-1) : undefined;
		return { entries, ...(last ? { next: `${last.at}.${last.id}` } : {}) };
	}

	async erase(account: string, target?: string): Promise<number> {
		const now = this.clock.now();
		const mine = (one: JournalEntry) =>
			one.account === account && (target === undefined || one.target === target);
		const touched = this.entries.filter(mine);
		this.entries = this.entries.filter((one) => !mine(one) || one.at > now - COUNTED_MS);
		for (const one of touched) {
			Object.assign(one, { target: ERASED, contentHash: undefined, sentId: undefined });
			if (one.outcome === 'open') one.outcome = 'unknown';
		}
		return touched.length;
	}

	purge(): void {
		const now = this.clock.now();
		this.entries = this.entries.filter(({ at }) => at >= now - KEEP_MS).slice(-MOST_ENTRIES);
	}

	private counted(account: string, ms: number): JournalEntry[] {
		const now = this.clock.now();
		return this.entries.filter(
			(one) => one.account === account && one.at > now - ms && one.outcome !== 'refused',
		);
	}

	private limitOf(
		{ account, target }: SendIntent,
		{ caps = [], minIntervalMs = 0 }: SendLimits,
	): LimitReached | undefined {
		const now = this.clock.now();
		for (const { ms, max } of caps) {
			const times = this.counted(account, ms)
				.map(({ at }) => at)
				.sort((a, b) => b - a);
			if (times.length < max) continue;
			const retryAfterMs = (times[max - 1] ?? now) + ms - now;
			return { limit: 'cap', windowMs: ms, max, sent: times.length, retryAfterMs };
		}
		const last = this.counted(account, minIntervalMs)
			.filter((one) => one.target === target)
			.map(({ at }) => at);
		if (last.length === 0) return undefined;
		const agoMs = now - Math.max(...last);
		return { limit: 'interval', agoMs, retryAfterMs: minIntervalMs - agoMs };
	}
}
