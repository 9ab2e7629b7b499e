import { asError, ServiceError } from '../errors';
import { failures } from './failures';
import { isKind } from './graphql/answer';
import { jobUrl } from './ids';

/** The failure of a submission in words of the job. */
export function explained(error: unknown, jobId: string): Error {
	if (failures.alreadyApplied.is(error)) {
		return failures.alreadyApplied(jobId, { code: error.code, cause: error });
	}
	if (isKind(error, 'forbidden') || isUnknownMutation(error)) {
		return failures.submitNotOffered(jobUrl(jobId), { cause: error });
	}
	return asError(error);
}

/** The code of a duplicate may stand in the result, too (upwork.md 8). */
export function refused(reason: string, jobId: string): Error {
	return reason.includes('VJ-JA-10')
		? failures.alreadyApplied(jobId, { code: 'VJ-JA-10' })
		: failures.proposalRefused(reason.slice(0, 300));
}

/** Nothing of the request reached Upwork, or Upwork turned it away at the door. */
export function neverLeft(error: unknown): boolean {
	if (!(error instanceof ServiceError)) return false;
	return (
		error.details?.sent === false || error.kind === 'rateLimited' || error.kind === 'authentication'
	);
}

function isUnknownMutation(error: unknown): boolean {
	return (
		isKind(error, 'validation') &&
		error instanceof Error &&
		/createJobProposal|CreateJobProposalInput/.test(error.message)
	);
}
