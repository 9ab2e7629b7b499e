import { ServiceError, type FailureFacts } from '../errors';
import { scopesFor } from './graphql/scopes';

/**
 * One class per cause. Shapes of Upwork's failures: upwork.md 2.2, 2.3 and 3.6. The request id of
 * the answer is part of `details`, because Upwork's support asks for it.
 */

/** HTTP 401 twice: also after the token was refreshed. */
export class TokenRejectedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Upwork does not accept the access token.', {
			kind: 'authentication',
			remedy:
				'Open the credential and connect it again. Tokens end after 14 days without a run, and at once when the scopes of the API key are changed.',
			...facts,
		});
	}
}

/** The key has no scope for what was asked, and nothing can be left out to go on without it. */
export class ScopeMissingError extends ServiceError {
	/** @param scope the scope of the operation that was refused, in the words of the API Center */
	constructor(
		readonly denied: readonly string[],
		scope: string | undefined,
		facts: FailureFacts = {},
	) {
		const scopes = scopesFor(denied, scope).map((name) => `"${name}"`);
		super(`The API key may not read or do this: ${denied.join(', ')}.`, {
			kind: 'forbidden',
			remedy: `Ask for the scope ${scopes.join(' and ') || 'that covers it'} at https://www.upwork.com/developer/keys/ and connect the credential again afterwards, because a change of scopes ends all tokens of the key.`,
			...facts,
			details: { ...facts.details, denied: [...denied] },
		});
	}
}

/** "Authorization failed", or an organization that is not the user's. */
export class NotAuthorizedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Upwork does not let this account do that.', {
			kind: 'forbidden',
			remedy:
				'Check the organization chosen in the node or the credential. Contract lists and transactions are open only to keys that Upwork approved for them.',
			...facts,
		});
	}
}

/** HTTP 403 with a page instead of JSON: Cloudflare's challenge, or a blocked key. */
export class BlockedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Upwork refuses this connection (HTTP 403).', {
			kind: 'blocked',
			remedy:
				'The account rests for a few minutes. If it stays like this, the address of the machine or the API key is blocked: try a proxy of yours, or look at the state of the key at https://www.upwork.com/developer/keys/.',
			...facts,
		});
	}
}

export class TooManyRequestsError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'rateLimited',
			remedy:
				'Let the workflow run less often, or lower Requests per Minute in the credential. Upwork counts 10 per second and 300 per minute for an address, and 40,000 per day for a key; what else uses them counts, too.',
			...facts,
		});
	}
}

/** A document that the server does not understand. */
export class InvalidDocumentError extends ServiceError {
	constructor(reason: string, facts: FailureFacts = {}) {
		super(`Upwork does not understand the query: ${reason}`, {
			kind: 'validation',
			remedy:
				'Check the names of fields and arguments against the reference of the API, and the variables against their types.',
			...facts,
		});
	}
}

/** A value the service refuses, e.g. VJCA-6. */
export class InvalidValueError extends ServiceError {
	constructor(reason: string, facts: FailureFacts = {}) {
		super(`Upwork refuses a value: ${reason}`, {
			kind: 'validation',
			remedy: 'Check the IDs (numeric ones, not the ~02 form), the organization and the filters.',
			...facts,
		});
	}
}

export class NotFoundError extends ServiceError {
	constructor(what: string, facts: FailureFacts = {}) {
		super(`Upwork knows no ${what}, or does not show it to this account.`, {
			kind: 'notFound',
			remedy:
				'Check the ID and the organization. Closed and invite-only postings, and rooms of another organization, are not shown.',
			...facts,
		});
	}
}

/** Code VJ-JA-10, or an own proposal found before submitting. */
export class AlreadyAppliedError extends ServiceError {
	constructor(jobId: string, facts: FailureFacts = {}) {
		super(`There is already a proposal or an invitation for job ${jobId}.`, {
			kind: 'conflict',
			remedy:
				'Look at it at https://www.upwork.com/nx/proposals/. An invitation is accepted on the website, not answered with a new proposal.',
			...facts,
			details: { ...facts.details, jobId },
		});
	}
}

/** `error` of `createJobProposal`: refused, nothing was spent. */
export class ProposalRefusedError extends ServiceError {
	constructor(reason: string, facts: FailureFacts = {}) {
		super(`Upwork refused the proposal: ${reason}`, {
			kind: /connect/i.test(reason) ? 'funds' : 'conflict',
			remedy:
				'Nothing was spent. Correct what the reason names, run Prepare again and have the new text confirmed.',
			...facts,
		});
	}
}

/** The key may not submit, or the API does not offer it yet; a person can. */
export class SubmitNotOfferedError extends ServiceError {
	constructor(link: string, facts: FailureFacts = {}) {
		super('This API key may not submit proposals.', {
			kind: 'forbidden',
			remedy: `Open ${link} and paste the prepared text, or ask for the scope "Submit Proposal" for the key.`,
			...facts,
			details: { ...facts.details, link },
		});
	}
}

/** A guard of ours: the confirmation is missing, used up, or belongs to something else. */
export class ConfirmationError extends ServiceError {
	constructor(message: string, remedy: string) {
		super(`${message} Nothing was sent.`, { kind: 'refusedLocally', remedy });
	}
}

/** The resolver behind a field broke ("Exception occurred"); HTTP is 200 all the same. */
export class ResolverError extends ServiceError {
	constructor(reason: string, facts: FailureFacts = {}) {
		super(`Upwork could not answer: ${reason}`, {
			kind: 'temporary',
			remedy: 'Try again later, or ask for fewer fields.',
			...facts,
		});
	}
}

/** Everything else that came in `errors`, and HTTP statuses without a meaning of their own. */
export class UpworkError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'temporary',
			remedy: 'Try again later. If it stays, give the request id of the details to Upwork.',
			...facts,
		});
	}
}

/** An answer that is not what Upwork is known to answer. */
export class UnexpectedDataError extends ServiceError {
	constructor(operation: string, facts: FailureFacts = {}) {
		super(`The answer to ${operation} is not what Upwork is known to send.`, {
			kind: 'contract',
			remedy: 'Please report it with the operation and the fields named in the details.',
			...facts,
		});
	}
}

/** A write whose effect is not known and could not be read back. It is never sent again. */
export class WriteOutcomeUnknownError extends ServiceError {
	constructor(what: string, remedy: string, facts: FailureFacts = {}) {
		super(`It is not known whether ${what}.`, { kind: 'outcomeUnknown', remedy, ...facts });
	}
}
