import type { Clock } from '../time';
import { TooManyRequestsError } from './errors';

export interface QuotaLimits {
	perSecond: number;
	perMinute: number;
	perDay: number;
}

/** upwork.md 2.4: the first two per address, the last per key. */
export const UPWORK_LIMITS: QuotaLimits = { perSecond: 10, perMinute: 300, perDay: 40_000 };

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/**
 * Paces the requests of one account so that none of Upwork's three limits is met. Windows slide, so
 * that no second and no minute, wherever it begins, holds more than allowed. The day is counted by
 * the hour and lives as long as the process.
 */
export class RequestQuota {
	/** Times of the requests of the last minute, oldest first. */
	private recent: number[] = [];

	private readonly hours = new Map<number, number>();

	private queue: Promise<void> = Promise.resolve();

	constructor(
		private readonly limits: QuotaLimits,
		private readonly clock: Clock,
	) {}

	/** Resolves when a request may leave; throws `TooManyRequestsError` when the day is used up. */
	async take(signal?: AbortSignal): Promise<void> {
		const mine = this.queue.then(async () => await this.wait(signal));
		this.queue = mine.catch(() => {});
		await mine;
	}

	/** Requests left today. */
	get leftToday(): number {
		return this.limits.perDay - this.usedToday();
	}

	private async wait(signal?: AbortSignal): Promise<void> {
		this.checkDay();
		for (;;) {
			signal?.throwIfAborted();
			const now = this.clock.now();
			this.recent = this.recent.filter((at) => now - at < MINUTE_MS);
			const free = Math.max(
				this.freeAt(this.limits.perSecond, SECOND_MS),
				this.freeAt(this.limits.perMinute, MINUTE_MS),
			);
			if (free <= now) {
				this.recent.push(now);
				const hour = Math.floor(now / HOUR_MS);
				this.hours.set(hour, (this.hours.get(hour) ?? 0) + 1);
				return;
			}
			await this.clock.sleep(free - now, signal);
		}
	}

	/** When the request that is `limit` back in the row leaves the window. */
	private freeAt(limit: number, windowMs: number): number {
		const blocking = this.recent[this.recent.length - limit];
		return blocking === undefined ? 0 : blocking + windowMs;
	}

	private usedToday(): number {
		const oldest = Math.floor(this.clock.now() / HOUR_MS) - DAY_HOURS;
		let used = 0;
		for (const [hour, count] of this.hours) {
			if (hour <= oldest) this.hours.delete(hour);
			else used += count;
		}
		return used;
	}

	private checkDay(): void {
		if (this.leftToday > 0) return;
		const first = Math.min(...this.hours.keys());
		throw new TooManyRequestsError(
			`${this.limits.perDay} requests were made in the last 24 hours, which is Upwork's limit for a key.`,
			{ retryAfterMs: (first + DAY_HOURS + 1) * HOUR_MS - this.clock.now() },
		);
	}
}
