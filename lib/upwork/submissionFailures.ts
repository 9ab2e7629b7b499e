import { asError, ServiceError } from '../errors';
import {
	AlreadyAppliedError,
	ConfirmationError,
	ProposalRefusedError,
	SubmitNotOfferedError,
} from './errors';
import { isKind } from './graphql/answer';
import { jobUrl } from './ids';

export function usedUp(jobId: string): ConfirmationError {
	return new ConfirmationError(
		`The confirmation for job ${jobId} was used before.`,
		'A confirmation is good for one attempt. Look at https://www.upwork.com/nx/proposals/; if the proposal is not there, run Prepare again and let a person confirm.',
	);
}

/** The failure of a submission in words of the job. */
export function explained(error: unknown, jobId: string): Error {
	if (error instanceof AlreadyAppliedError) {
		return new AlreadyAppliedError(jobId, { code: error.code, cause: error });
	}
	if (isKind(error, 'forbidden') || isUnknownMutation(error)) {
		return new SubmitNotOfferedError(jobUrl(jobId), { cause: error });
	}
	return asError(error);
}

/** The code of a duplicate may stand in the result, too (upwork.md 8). */
export function refused(reason: string, jobId: string): Error {
	return reason.includes('VJ-JA-10')
		? new AlreadyAppliedError(jobId, { code: 'VJ-JA-10' })
		: new ProposalRefusedError(reason.slice(0, 300));
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
