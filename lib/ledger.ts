import type { Closable } from './accounts';
import { ServiceError } from './errors';
import { KeyedLock } from './keyedLock';
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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What an account sent in the last day, and one lock per recipient. It lives as long as the
 * process: caps start anew after a restart, and several workers each keep their own.
 */
export class SendLedger implements Closable {
	private sends: Array<{ target: string; at: number }> = [];

	private readonly locks = new KeyedLock<string>();

	constructor(private readonly clock: Clock = systemClock) {}

	/** Runs `work` while nothing else is sent to the same target. */
	async withTarget<T>(target: string, work: () => Promise<T>): Promise<T> {
		return await this.locks.run(target, work);
	}

	/** Throws `SendingRefusedError` with the time to wait where a rule forbids a send now. */
	check(target: string, rules: SendingRules): void {
		const now = this.clock.now();
		this.sends = this.sends.filter(({ at }) => now - at < DAY_MS);
		if (rules.quiet && isQuiet(now, rules.quiet)) {
			throw new SendingRefusedError(
				'It is quiet time, nothing was sent',
				'Run the workflow outside the quiet hours, or change Quiet Hours in Sending Limits.',
			);
		}
		this.checkCap(now, HOUR_MS, rules.maxPerHour, 'Max per Hour');
		this.checkCap(now, DAY_MS, rules.maxPerDay, 'Max per Day');
		const last = this.sends.findLast((send) => send.target === target)?.at;
		const pause = (rules.minIntervalSeconds ?? 0) * 1000;
		if (last !== undefined && now - last < pause) {
			throw new SendingRefusedError(
				`The last send to ${target} was ${Math.round((now - last) / 1000)} s ago, nothing was sent`,
				'Wait, or change Minimum Interval per Recipient in Sending Limits.',
				pause - (now - last),
			);
		}
	}

	/** Notes a send that happened or may have happened. */
	note(target: string): void {
		this.hold(target);
	}

	/** Counts a send that is under way, so that none beside it exceeds a cap, until `release`. */
	hold(target: string): () => void {
		const send = { target, at: this.clock.now() };
		this.sends.push(send);
		return () => {
			this.sends = this.sends.filter((other) => other !== send);
		};
	}

	async close(): Promise<void> {
		await this.locks.settled();
	}

	private checkCap(now: number, windowMs: number, cap: number | undefined, name: string): void {
		if (cap === undefined) return;
		const inWindow = this.sends.filter(({ at }) => now - at < windowMs);
		if (inWindow.length < cap) return;
		const oldest = inWindow[inWindow.length - cap]?.at ?? now;
		throw new SendingRefusedError(
			`${inWindow.length} sends in the last ${windowMs === HOUR_MS ? 'hour' : 'day'}, the limit is ${cap}: nothing was sent`,
			`Wait, or raise ${name} in Sending Limits.`,
			oldest + windowMs - now,
		);
	}
}

function isQuiet(now: number, quiet: { from: number; until: number; timeZone: string }): boolean {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: quiet.timeZone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).formatToParts(now);
	const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value ?? 0);
	const minute = part('hour') * 60 + part('minute');
	return quiet.from <= quiet.until
		? minute >= quiet.from && minute < quiet.until
		: minute >= quiet.from || minute < quiet.until;
}
