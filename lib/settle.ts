import { asError, ServiceError } from './errors';
import type { Clock } from './time';

/**
 * How long to wait before each look for a write whose answer was lost: at once, and then while the
 * service may still be busy with it.
 */
export const READ_BACK_WAITS_MS: readonly number[] = [0, 1000, 3000, 6000];

export interface ReadBack<T> {
	clock: Clock;
	/**
	 * Looks for the effect of the write. It must not take for it what was there before: know that
	 * before the write starts. `undefined` means "not seen so far".
	 */
	find(): Promise<T | undefined>;
	waitsMs?: readonly number[];
	/** Whether a failure leaves open what happened; by default an `outcomeUnknown`. */
	isOpen?(error: unknown): boolean;
	/** Told when a look fails, which does not end the looking. */
	onLookFailed?(error: unknown): void;
	/** The error where nothing was seen; by default the failure of the write itself. */
	unsettled?(cause: Error): Error;
}

/**
 * Sends a write once. Where its outcome is not known, the service is read until the effect is seen;
 * where it is not seen, the outcome stays unknown and nothing is sent again. The looks go on when
 * the execution is cancelled, because what was sent has to be told truly.
 */
export async function settleByReading<T>(
	write: () => Promise<T>,
	{
		clock,
		find,
		waitsMs = READ_BACK_WAITS_MS,
		isOpen = isOutcomeUnknown,
		onLookFailed,
		unsettled = (cause) => cause,
	}: ReadBack<T>,
): Promise<T> {
	try {
		return await write();
	} catch (error) {
		const cause = asError(error);
		if (!isOpen(cause)) throw cause;
		for (const waitMs of waitsMs) {
			if (waitMs > 0) await clock.sleep(waitMs);
			try {
				const found = await find();
				if (found !== undefined) return found;
			} catch (failure) {
				onLookFailed?.(failure);
			}
		}
		throw unsettled(cause);
	}
}

export const isOutcomeUnknown = (error: unknown): boolean =>
	error instanceof ServiceError && error.kind === 'outcomeUnknown';
