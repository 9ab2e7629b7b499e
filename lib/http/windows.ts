import type { RateWindow } from './types';

/** A tenth of the limit may go at once unless told otherwise. */
const DEFAULT_BURST_SHARE = 0.1;

/**
 * A timer wakes once a millisecond at best, later in a busy process. What comes free meanwhile is
 * kept, else a large limit could never be used up; a usual one frees less than one turn in that time.
 */
const TIMER_SLACK_MS = 10;

/** Sums of fractions of a millisecond must not cost a turn. */
const ROUNDING_MS = 0.1;

/**
 * A published limit, kept over a span that is a little longer than the service's: its clock and the
 * way there are not ours, so requests arrive less evenly than they leave.
 */
export function withMargin(window: RateWindow): RateWindow {
	const { intervalMs } = window;
	return { ...window, intervalMs: Math.max(intervalMs / 0.99, intervalMs + 100) };
}

/**
 * Where the requests of one budget are counted. `now` is the milliseconds of `Clock.elapsed`. All
 * answers come at once, so that a call with nothing to wait for costs no promise: a store that is
 * shared by several processes leases requests in batches, gives them out here, and fetches the next
 * batch in time; while it has none, `wait` says when to ask again.
 */
export interface RequestStore {
	/** Milliseconds until a request may leave; 0: it may leave at once. */
	wait(now: number): number;
	/** Counts one that leaves. Only after a `wait` of 0. */
	take(now: number): void;
	/** The service's own count: `remaining` for the next `ms`. It only ever lowers what is left. */
	lower(remaining: number, ms: number, now: number): void;
	/** Requests left in the longest window, 0 while the service allows none. */
	left(now: number): number;
	/** What `wait` waits for, in words. */
	reason(now: number): string;
}

/** The windows of one budget, counted by this process; several workers take an equal share each. */
export class ProcessStore implements RequestStore {
	private readonly windows: readonly Window[];

	private pausedUntil = -Infinity;

	/** @param settings the shortest window first, the longest last */
	constructor(
		settings: readonly RateWindow[],
		private readonly workers: number,
	) {
		this.windows = settings.map((one) => new Window(one, workers));
	}

	wait(now: number): number {
		let ms = Math.max(0, this.pausedUntil - now);
		for (const window of this.windows) ms = Math.max(ms, window.wait(now));
		return ms;
	}

	take(now: number): void {
		for (const window of this.windows) window.take(now);
	}

	lower(remaining: number, ms: number, now: number): void {
		if (remaining <= 0) this.pausedUntil = Math.max(this.pausedUntil, now + ms);
		// The shortest one only: a long one would give what it holds back one by one, for hours.
		this.windows[0]?.lower(Math.max(0, remaining) / this.workers, now);
	}

	left(now: number): number {
		return this.pausedUntil > now ? 0 : (this.windows.at(-1)?.left(now) ?? 0);
	}

	reason(now: number): string {
		const wait = this.wait(now);
		const full = this.windows.find((window) => window.wait(now) >= wait);
		return full ? full.words : 'the service asks for a pause';
	}
}

/**
 * A window that slides, so that none holds more than its limit, wherever it begins; after a burst it
 * lets one through after the other (GCRA).
 */
class Window {
	readonly words: string;

	private readonly limit: number;

	private readonly intervalMs: number;

	private readonly stepMs: number;

	/** Between two requests once the burst is used up. */
	private readonly spacingMs: number;

	private readonly burst: number;

	/** Requests by the end of the step they were made in, oldest first. */
	private readonly steps = new Map<number, number>();

	private used = 0;

	/** When the oldest step leaves the window. */
	private freesAt = -Infinity;

	/** When the whole burst is there again. */
	private restedAt = -Infinity;

	constructor({ limit, intervalMs, burst, stepMs = 1 }: RateWindow, workers: number) {
		this.limit = Math.max(1, Math.floor(limit / workers));
		// A share below one request is one request in a longer time.
		this.intervalMs = intervalMs * Math.max(1, workers / limit);
		this.stepMs = stepMs;
		this.spacingMs = this.intervalMs / this.limit;
		const share = (burst ?? limit * DEFAULT_BURST_SHARE) / workers;
		this.burst = Math.max(1, share, TIMER_SLACK_MS / this.spacingMs);
		this.words = `${this.limit} requests in ${Math.round(this.intervalMs / 1000)} s are used up`;
	}

	wait(now: number): number {
		if (now >= this.freesAt) this.forget(now);
		const untilSpaced = this.restedAt - (this.burst - 1) * this.spacingMs - now - ROUNDING_MS;
		return this.used < this.limit ? untilSpaced : Math.max(untilSpaced, this.freesAt - now);
	}

	take(now: number): void {
		const end = Math.ceil(now / this.stepMs) * this.stepMs;
		if (this.used === 0) this.freesAt = end + this.intervalMs;
		this.steps.set(end, (this.steps.get(end) ?? 0) + 1);
		this.used += 1;
		this.restedAt = Math.max(this.restedAt, now) + this.spacingMs;
	}

	lower(remaining: number, now: number): void {
		this.restedAt = Math.max(this.restedAt, now + (this.burst - remaining) * this.spacingMs);
	}

	left(now: number): number {
		this.forget(now);
		const unrestedMs = Math.max(0, this.restedAt - now - ROUNDING_MS);
		return Math.min(Math.floor(this.burst - unrestedMs / this.spacingMs), this.limit - this.used);
	}

	private forget(now: number): void {
		for (const [end, count] of this.steps) {
			this.freesAt = end + this.intervalMs;
			if (this.freesAt > now) return;
			this.steps.delete(end);
			this.used -= count;
		}
	}
}
