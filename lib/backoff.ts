import { needsPerson, type ServiceError } from './errors';
import type { Random } from './time';

export interface BackoffOptions {
	/** Upper bound of the first wait, in ms. */
	baseMs: number;
	/** No wait is longer, in ms. */
	capMs: number;
	/** The part of a wait that chance decides; 1 unless told. */
	jitter?: number;
}

/**
 * How long to wait before the next attempt: exponential with jitter, so that a thousand
 * clients do not come back in the same second (n8n.md 3.2, rule 3).
 *
 * @param failures attempts that failed in a row, 1 for the first
 * @param random left out, the whole wait
 */
export function backoffDelay(
	failures: number,
	options: BackoffOptions,
	random: Random = () => 1,
): number {
	const ceiling = Math.min(options.capMs, options.baseMs * 2 ** Math.min(failures - 1, 30));
	const { jitter = 1 } = options;
	return Math.round((1 - jitter + jitter * random()) * ceiling);
}

/** Where only a person can help, e.g. with a dead key, the service is not to be hammered meanwhile. */
const REFUSED = { capMs: 30 * 60_000, jitter: 0.25 };

/** The back-off after an error: longer, and less left to chance, where a person has to act. */
export function backoffAfter(
	error: ServiceError | undefined,
	options: BackoffOptions,
): BackoffOptions {
	return error && needsPerson(error) ? { ...options, ...REFUSED } : options;
}
