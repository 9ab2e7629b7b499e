import type { Clock } from '../../time';

/**
 * Calls at once, then once in `ms` at the most; what comes meanwhile is one call at the end of it.
 *
 * @param signal nothing is called any more once it aborts
 */
export function paced(ms: number, clock: Clock, signal: AbortSignal, act: () => void): () => void {
	let isResting = false;
	let isWanted = false;
	const run = () => {
		if (signal.aborted) return;
		isResting = true;
		isWanted = false;
		act();
		void clock
			.sleep(ms, signal)
			.then(() => {
				isResting = false;
				if (isWanted) run();
			})
			.catch(() => {});
	};
	return () => {
		if (isResting) isWanted = true;
		else run();
	};
}
