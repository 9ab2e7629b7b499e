import { createHash } from 'node:crypto';
import type { Closable } from './accounts';
import { ServiceError } from './errors';
import type { JournalEntry, Lease, LimitReached, Memory, SendIntent, SendOutcome } from './memory';
import { memoryOver, processStores } from './memory';
import type { Clock } from './time';
import { systemClock } from './time';

export interface SendingRules {
	maxPerHour?: number;
	maxPerDay?: number;
	minIntervalSeconds?: number;
	/** Minutes since midnight in `timeZone` (IANA); `from` may be later than `until`. */
	quiet?: { from: number; until: number; timeZone: string };
}

/** A guard of ours said no; nothing was sent. */
export class SendingRefusedError extends ServiceError {
	constructor(message: string, remedy: string, retryAfterMs?: number) {
		super(message, { kind: 'refusedLocally', remedy, retryAfterMs });
	}
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;
const DAY_MS = 24 * HOUR_MS;

/**
 * The name of an account in the memory, 16 hex digits.
 * @param name login or key of its credential
 * @param where the simulator's address, and who signed in where the key does not tell
 */
export function accountNameOf(
	name: string,
	{ simulatorUrl = '', signedIn = '' }: { simulatorUrl?: string; signedIn?: string } = {},
): string {
	const facts = JSON.stringify([name, simulatorUrl, signedIn]);
	return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}

/** What the ledger adds to an intent by itself. */
export type LedgerAccount = Pick<SendIntent, 'service' | 'account'>;

/**
 * What an account sends: one at a time to each recipient, within its rules, and noted before it
 * leaves. It is as lasting as its memory: without one given it ends with the process, caps start anew
 * after a restart, and several workers each keep their own.
 */
export class SendLedger implements Closable {
	private pending: Promise<unknown> = Promise.resolve();

	/** @param memory asked for at each send; where it rejects, nothing is sent */
	constructor(
		private readonly clock: Clock = systemClock,
		private readonly memory: () => Promise<Memory> = ofThisProcess(clock),
		private readonly owner: LedgerAccount = { service: 'process', account: 'account' },
	) {}

	/** Runs `work` while nothing else is sent to the same target. */
	async withTarget<T>(target: string, work: (lease: Lease) => Promise<T>): Promise<T> {
		const { service, account } = this.owner;
		const key = `send ${service} ${account} ${target}`;
		const done = this.memory().then(async (memory) => await memory.lock(key, work));
		this.pending = Promise.allSettled([this.pending, done]);
		return await done;
	}

	/**
	 * Notes a send that is about to leave, and counts it from now on.
	 * @throws SendingRefusedError with the time to wait where a rule forbids a send now
	 */
	async intend(
		intent: Omit<SendIntent, keyof LedgerAccount>,
		rules: SendingRules,
		lease?: Lease,
	): Promise<number> {
		const quietMs = rules.quiet ? quietFor(this.clock.now(), rules.quiet) : 0;
		if (quietMs > 0) {
			throw new SendingRefusedError(
				'It is quiet time, nothing was sent',
				'Run the workflow outside the quiet hours, or change Quiet Hours in Sending Limits.',
				quietMs,
			);
		}
		const windows: Array<[ms: number, max: number | undefined]> = [
			[HOUR_MS, rules.maxPerHour],
			[DAY_MS, rules.maxPerDay],
		];
		const caps = windows.flatMap(([ms, max]) => (max === undefined ? [] : [{ ms, max }]));
		const limits = { caps, minIntervalMs: (rules.minIntervalSeconds ?? 0) * 1000 };
		const { journal } = await this.memory();
		const noted = await journal.intend({ ...this.owner, ...intent }, { limits, lease });
		if ('limit' in noted) throw refusalOf(noted, intent.target);
		return noted.id;
	}

	/** What came of it; `refused` means that it did not happen and does not count. */
	async settle(id: number, outcome: Exclude<SendOutcome, 'open'>, sentId?: string): Promise<void> {
		await (await this.memory()).journal.settle(id, outcome, sentId);
	}

	/** Sends to the target that a process left without an outcome. Only under the target's lock. */
	async leftOpen(target: string): Promise<JournalEntry[]> {
		const { journal } = await this.memory();
		const entries = await journal.unsettled(this.owner.account, target);
		return entries.filter(({ outcome }) => outcome === 'open');
	}

	async close(): Promise<void> {
		await this.pending;
	}
}

function ofThisProcess(clock: Clock): () => Promise<Memory> {
	const memory = memoryOver(processStores(clock), { clock });
	return async () => await Promise.resolve(memory);
}

function refusalOf(reached: LimitReached, target: string): SendingRefusedError {
	if (reached.limit === 'interval') {
		return new SendingRefusedError(
			`The last send to ${target} was ${Math.round(reached.agoMs / 1000)} s ago, nothing was sent`,
			'Wait, or change Minimum Interval per Recipient in Sending Limits.',
			reached.retryAfterMs,
		);
	}
	const hour = reached.windowMs === HOUR_MS;
	return new SendingRefusedError(
		`${reached.sent} sends in the last ${hour ? 'hour' : 'day'}, the limit is ${reached.max}: nothing was sent`,
		`Wait, or raise ${hour ? 'Max per Hour' : 'Max per Day'} in Sending Limits.`,
		reached.retryAfterMs,
	);
}

/** Milliseconds until the quiet hours end, 0 outside them. */
function quietFor(now: number, quiet: { from: number; until: number; timeZone: string }): number {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: quiet.timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(now);
	const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value ?? 0);
	const minute = part('hour') * 60 + part('minute');
	const isQuiet =
		quiet.from <= quiet.until
			? minute >= quiet.from && minute < quiet.until
			: minute >= quiet.from || minute < quiet.until;
	const minutes = (quiet.until - minute + DAY_MINUTES) % DAY_MINUTES;
	return isQuiet ? minutes * MINUTE_MS - (now % MINUTE_MS) : 0;
}
