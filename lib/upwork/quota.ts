import type { Clock } from '../time';
import { TooManyRequestsError } from './errors';

export interface QuotaLimits {
	perSecond: number;
	perMinute: number;
	perDay: number;
}

/**
 * Upwork allows 10 a second and 300 a minute per address, and 40,000 a day per key; 5 a second is the
 * safe default (upwork.md 2.4). Half of what is allowed also covers requests that leave apart and
 * arrive together.
 */
export const UPWORK_LIMITS: QuotaLimits = { perSecond: 5, perMinute: 300, perDay: 40_000 };

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** A little longer than Upwork's own, because its clock and the way there are not ours. */
const SECOND_MS = 1_100;
const MINUTE_MS = 60_500;

interface Window {
	limit: number;
	ms: number;
}

/** The part of one process: a share below one request is one request in a longer time. */
function shareOf(limit: number, ms: number, workers: number): Window {
	return { limit: Math.max(1, Math.floor(limit / workers)), ms: ms * Math.max(1, workers / limit) };
}

/**
 * Paces the requests of one account so that none of Upwork's three limits is met. Windows slide, so
 * that no second and no minute, wherever it begins, holds more than allowed. The day is counted by
 * the hour and lives as long as the process.
 */
export class RequestQuota {
	private readonly windows: readonly Window[];

	private readonly perDay: number;

	/** Times of the requests that still count, oldest first. */
	private recent: number[] = [];

	private hours = new Map<number, number>();

	private queue: Promise<void> = Promise.resolve();

	constructor(
		{ perSecond, perMinute, perDay }: QuotaLimits,
		private readonly clock: Clock,
		workers = 1,
	) {
		this.windows = [shareOf(perSecond, SECOND_MS, workers), shareOf(perMinute, MINUTE_MS, workers)];
		this.perDay = Math.max(1, Math.floor(perDay / workers));
	}

	/** Resolves when a request may leave; throws `TooManyRequestsError` when the day is used up. */
	async take(signal?: AbortSignal): Promise<void> {
		const mine = this.queue.then(async () => await this.wait(signal));
		this.queue = mine.catch(() => {});
		await mine;
	}

	/** Requests left today. */
	get leftToday(): number {
		return this.perDay - this.usedToday();
	}

	private async wait(signal?: AbortSignal): Promise<void> {
		this.checkDay();
		for (;;) {
			signal?.throwIfAborted();
			const now = this.clock.now();
			const longest = Math.max(...this.windows.map(({ ms }) => ms));
			// A clock that was set back must not make the past look like the future.
			this.recent = this.recent.map((at) => Math.min(at, now)).filter((at) => now - at < longest);
			const free = Math.max(...this.windows.map((window) => this.freeAt(window)));
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
	private freeAt({ limit, ms }: Window): number {
		const blocking = this.recent[this.recent.length - limit];
		return blocking === undefined ? 0 : blocking + ms;
	}

	/** An hour counts until all of it is more than a day ago; one of the future is the present one. */
	private usedToday(): number {
		const now = Math.floor(this.clock.now() / HOUR_MS);
		const counted = new Map<number, number>();
		let used = 0;
		for (const [hour, count] of this.hours) {
			if (hour < now - DAY_HOURS) continue;
			const at = Math.min(hour, now);
			counted.set(at, (counted.get(at) ?? 0) + count);
			used += count;
		}
		this.hours = counted;
		return used;
	}

	private checkDay(): void {
		if (this.leftToday > 0) return;
		const first = Math.min(...this.hours.keys());
		throw new TooManyRequestsError(
			`${this.perDay} requests were made in the last 24 hours, which is what this process may make of Upwork's limit for a key.`,
			{
				retryAfterMs: (first + DAY_HOURS + 1) * HOUR_MS - this.clock.now(),
				details: { sent: false },
			},
		);
	}
}
