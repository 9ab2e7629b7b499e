import { asError, ServiceError } from './errors';
import { defineFailures } from './failures';

interface Told {
	/** What is done, what of the rest is known, and why it stopped. */
	message: string;
	/** How it goes on when it is run again. */
	goesOn: string;
	stepsDone: number;
	steps?: number;
}

const failures = defineFailures('write', {
	stoppedPartway: (cause: ServiceError, { message, goesOn, ...steps }: Told) => ({
		message,
		kind: cause.kind,
		remedy: `${cause.remedy} ${goesOn}`,
		code: cause.code,
		httpStatus: cause.httpStatus,
		retryAfterMs: cause.retryAfterMs,
		details: { ...cause.details, ...steps },
		cause,
	}),
});

/**
 * A write of several steps that stopped on the way: the failure of the step, told with what is done
 * already, so that nobody takes the whole for undone or begins anew.
 *
 * @param tell says it by the step's failure; `isOpen` where the step may have happened
 */
export function stoppedPartway(
	error: unknown,
	tell: (cause: string, isOpen: boolean) => Told,
): Error {
	if (!(error instanceof ServiceError)) return asError(error);
	return failures.stoppedPartway(error, tell(error.message, error.kind === 'outcomeUnknown'));
}
