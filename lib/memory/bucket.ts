import type { BudgetLease, BudgetWindow } from './types';

/** A budget window as it is kept: turns that are there, as of a time. */
export interface BucketState {
	name: string;
	tokens: number;
	filledAt: number;
	/** Nobody takes turns before; 0: no pause. */
	pausedUntil: number;
	reason?: string;
}

/** A tenth of the limit may go at once, so that no window sees much more than the limit. */
const DEFAULT_BURST_SHARE = 0.1;

/** How long turns may be used that were taken in advance. */
const VALID_MS = 10_000;

/** The name of the account's own pause beside its windows. */
export const WHOLE_ACCOUNT = '';

const capacityOf = ({ limit, burst }: BudgetWindow): number =>
	Math.max(1, burst ?? limit * DEFAULT_BURST_SHARE);

/** The bucket at `now`; a clock that was set back fills nothing. */
function filled(window: BudgetWindow, before: BucketState | undefined, now: number): BucketState {
	const { name, limit, ms } = window;
	if (!before) return { name, tokens: capacityOf(window), filledAt: now, pausedUntil: 0 };
	const passed = Math.max(0, now - before.filledAt);
	const tokens = Math.min(capacityOf(window), before.tokens + (passed * limit) / ms);
	return { ...before, tokens, filledAt: now };
}

/** Up to `want` turns out of every window at once, and the windows after that. */
export function grant(
	windows: readonly BudgetWindow[],
	kept: readonly BucketState[],
	want: number,
	now: number,
): { lease: BudgetLease; after: BucketState[] } {
	const stateOf = (name: string) => kept.find((state) => state.name === name);
	const whole = stateOf(WHOLE_ACCOUNT);
	const after = windows.map((window) => filled(window, stateOf(window.name), now));
	const paused = [whole, ...after]
		.filter((state) => state !== undefined && state.pausedUntil > now)
		.sort((a, b) => Number(b?.pausedUntil) - Number(a?.pausedUntil))[0];
	if (paused) {
		const retryAfterMs = paused.pausedUntil - now;
		const lease = { granted: 0, validMs: 0, retryAfterMs, pause: paused.reason };
		return { lease, after };
	}
	// A rounding error of the filling must not cost a turn.
	const there = after.map(({ tokens }) => Math.floor(tokens + 1e-9));
	const granted = Math.max(0, Math.min(Math.floor(want), ...there));
	if (granted === 0) {
		const waits = windows.map(({ limit, ms }, index) =>
			Math.ceil(((1 - (after[index]?.tokens ?? 0)) * ms) / limit),
		);
		return { lease: { granted, validMs: 0, retryAfterMs: Math.max(1, ...waits) }, after };
	}
	for (const state of after) state.tokens = Math.max(0, state.tokens - granted);
	const validMs = Math.min(VALID_MS, ...windows.map(({ ms }) => ms));
	return { lease: { granted, validMs, retryAfterMs: 0 }, after };
}

/** The window after the service said what is left of it. */
export function adjusted(
	window: BudgetWindow,
	before: BucketState | undefined,
	{ remaining, forMs, now }: { remaining: number; forMs: number; now: number },
): BucketState {
	const state = filled(window, before, now);
	const pausedUntil = remaining > 0 ? 0 : now + Math.ceil(forMs);
	return {
		...state,
		tokens: Math.min(state.tokens, Math.max(0, remaining)),
		pausedUntil: Math.max(state.pausedUntil, pausedUntil),
	};
}

/** The account's own pause; a longer one stays. */
export function paused(
	before: BucketState | undefined,
	{ reason, forMs, now }: { reason: string; forMs: number; now: number },
): BucketState {
	const pausedUntil = now + Math.ceil(forMs);
	if (before && before.pausedUntil >= pausedUntil) return before;
	return { name: WHOLE_ACCOUNT, tokens: 0, filledAt: now, pausedUntil, reason };
}
