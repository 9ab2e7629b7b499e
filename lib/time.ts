/**
 * Time, randomness and waiting, passed in everywhere so that tests need no waiting.
 * All times are milliseconds since 1970 unless a name says otherwise.
 */
export interface Clock {
	now(): number;
	/** Like `now` from an unknown beginning, but no setting of the machine's clock moves it. */
	elapsed?(): number;
	/** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Uniform in [0, 1). */
export type Random = () => number;

/**
 * Why a wait ends that nobody needs any more. Given to `abort`, because a controller that makes a
 * reason of its own takes a stack trace each time, which cost a tenth of a call.
 */
export const NOT_NEEDED = new Error('No longer needed');

/** The machine's own clock. Its timers do not keep a process alive longer than its work. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	async sleep(ms, signal) {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const onAbort = () => {
				clearTimeout(timer);
				reject(signal?.reason);
			};
			const timer = setTimeout(() => {
				signal?.removeEventListener('abort', onAbort);
				resolve();
			}, ms);
			signal?.addEventListener('abort', onAbort, { once: true });
		});
	},
};

/** What `work` gives, or the signal's reason as soon as it aborts. The work itself goes on. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let onAbort = () => {};
	const aborted = new Promise<never>((_, reject) => {
		onAbort = () => reject(signal.reason);
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		signal.throwIfAborted();
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
