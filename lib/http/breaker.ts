import { backoffDelay } from '../backoff';
import type { ServiceError } from '../errors';
import type { Clock } from '../time';
import { failures } from './failures';
import type { BreakerSettings, HttpStatistics } from './types';

export const DEFAULT_BREAKER: BreakerSettings = { failures: 10, restMs: 30_000, capMs: 600_000 };

/**
 * Stops calls of an account that cannot succeed: told so by a client (block, captcha), or by
 * itself after many failures in a row. When the rest is over one call goes ahead as a probe; its
 * end decides for the others.
 */
export class Breaker {
	private failures = 0;

	private rests = 0;

	private reason?: ServiceError;

	private untilMs = 0;

	private probing = false;

	constructor(
		private readonly clock: Clock,
		private readonly settings: BreakerSettings,
	) {}

	/**
	 * Lets a call pass or throws `http.resting`. `true` means that the call is the probe and has to
	 * report `succeeded`, `failed` or `undecided`.
	 */
	enter(name: string): boolean {
		if (!this.reason) return false;
		if (this.clock.now() >= this.untilMs && !this.probing) {
			this.probing = true;
			return true;
		}
		throw this.resting(name, this.reason);
	}

	get open(): boolean {
		return this.reason !== undefined && !this.probing;
	}

	succeeded(): void {
		this.failures = 0;
		// A call that began before the rest does not end it.
		if (this.reason && !this.probing) return;
		this.probing = false;
		this.reason = undefined;
		this.rests = 0;
	}

	/** @param last what the call ended with, for the words of a rest */
	failed(last: Pick<ServiceError, 'message'> & Partial<Pick<ServiceError, 'remedy'>>): void {
		this.failures += 1;
		if (this.reason && !this.probing) return;
		if (!this.probing && this.failures < this.settings.failures) return;
		this.rests += 1;
		const { restMs: baseMs, capMs } = this.settings;
		const ms = backoffDelay(this.rests, { baseMs, capMs });
		this.rest(
			this.probing && this.reason ? this.reason : failures.manyFailures(this.failures, last),
			this.clock.now() + ms,
		);
	}

	/** The probe ended without telling anything, e.g. cancelled: the next call is the probe. */
	undecided(): void {
		this.probing = false;
	}

	rest(reason: ServiceError, untilMs: number): void {
		this.probing = false;
		if (this.reason && this.untilMs > untilMs) return;
		this.reason = reason;
		this.untilMs = untilMs;
	}

	statistics(): HttpStatistics['breaker'] {
		if (!this.reason || (this.clock.now() >= this.untilMs && !this.probing)) return { open: false };
		return { open: true, reason: this.reason.message, untilMs: this.untilMs };
	}

	private resting(name: string, reason: ServiceError): ServiceError {
		const until = new Date(this.untilMs).toISOString();
		const leftMs = Math.max(0, this.untilMs - this.clock.now());
		return failures.resting(name, until, reason, leftMs);
	}
}
