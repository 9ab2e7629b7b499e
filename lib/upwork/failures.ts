import type { FailureFacts } from '../errors';
import { defineFailures } from '../failures';
import { scopesFor } from './graphql/scopes';

/** A guard of ours: nothing was sent. */
const nothingSent = (message: string, remedy: string) =>
	({ kind: 'refusedLocally', message: `${message} Nothing was sent.`, remedy }) as const;

/**
 * Every way in which Upwork fails, one row per cause. Shapes of its failures: upwork.md 2.2, 2.3 and
 * 3.6. The request id of the answer is part of `details`, because Upwork's support asks for it.
 */
export const failures = defineFailures('upwork', {
	/** HTTP 401 twice: also after the token was refreshed. */
	tokenRejected: {
		kind: 'authentication',
		message: 'Upwork does not accept the access token.',
		remedy:
			'Open the credential and connect it again. Tokens end after 14 days without a run, and at once when the scopes of the API key are changed.',
	},
	/**
	 * The key has no scope for what was asked, and nothing can be left out to go on without it.
	 * `scope` is that of the operation that was refused, in the words of the API Center.
	 */
	scopeMissing: (
		denied: readonly string[],
		scope: string | undefined,
		facts: FailureFacts = {},
	) => {
		const scopes = scopesFor(denied, scope).map((name) => `"${name}"`);
		return {
			kind: 'forbidden',
			message: `The API key may not read or do this: ${denied.join(', ')}.`,
			remedy: `Ask for the scope ${scopes.join(' and ') || 'that covers it'} at https://www.upwork.com/developer/keys/ and connect the credential again afterwards, because a change of scopes ends all tokens of the key.`,
			...facts,
			details: { ...facts.details, denied: [...denied] },
		};
	},
	/** "Authorization failed", or an organization that is not the user's. */
	notAuthorized: {
		kind: 'forbidden',
		message: 'Upwork does not let this account do that.',
		remedy:
			'Check the organization chosen in the node or the credential. Contract lists and transactions are open only to keys that Upwork approved for them.',
	},
	/** The key may not submit, or the API does not offer it yet; a person can. */
	submitNotOffered: (link: string, facts: FailureFacts = {}) => ({
		kind: 'forbidden',
		message: 'This API key may not submit proposals.',
		remedy: `Open ${link} and paste the prepared text, or ask for the scope "Submit Proposal" for the key.`,
		...facts,
		details: { ...facts.details, link },
	}),
	/** HTTP 403 with a page instead of JSON: Cloudflare's challenge, or a blocked key. */
	blocked: {
		kind: 'blocked',
		message: 'Upwork refuses this connection (HTTP 403).',
		remedy:
			'The account rests for a few minutes. If it stays like this, the address of the machine or the API key is blocked: try a proxy of yours, or look at the state of the key at https://www.upwork.com/developer/keys/.',
	},
	tooManyRequests: {
		kind: 'rateLimited',
		message: 'Upwork asks for fewer requests (HTTP 429).',
		remedy:
			'Let the workflow run less often, or lower Requests per Minute in the credential. Upwork counts 10 per second and 300 per minute for an address, and 40,000 per day for a key; what else uses them counts, too.',
	},
	/** A document that the server does not understand. */
	invalidDocument: (reason: string, facts: FailureFacts = {}) => ({
		kind: 'validation',
		message: `Upwork does not understand the query: ${reason}`,
		remedy:
			'Check the names of fields and arguments against the reference of the API, and the variables against their types.',
		...facts,
	}),
	/** A value the service refuses, e.g. VJCA-6. */
	invalidValue: (reason: string, facts: FailureFacts = {}) => ({
		kind: 'validation',
		message: `Upwork refuses a value: ${reason}`,
		remedy: 'Check the IDs (numeric ones, not the ~02 form), the organization and the filters.',
		...facts,
	}),
	notFound: (what: string, facts: FailureFacts = {}) => ({
		kind: 'notFound',
		message: `Upwork knows no ${what}, or does not show it to this account.`,
		remedy:
			'Check the ID and the organization. Closed and invite-only postings, and rooms of another organization, are not shown.',
		...facts,
	}),
	/** Code VJ-JA-10, or an own proposal found before submitting. */
	alreadyApplied: (jobId: string, facts: FailureFacts = {}) => ({
		kind: 'conflict',
		message: `There is already a proposal or an invitation for job ${jobId}.`,
		remedy:
			'Look at it at https://www.upwork.com/nx/proposals/. An invitation is accepted on the website, not answered with a new proposal.',
		...facts,
		details: { ...facts.details, jobId },
	}),
	/** `error` of `createJobProposal`: refused, nothing was spent. */
	proposalRefused: (reason: string) => ({
		kind: /connect/i.test(reason) ? 'funds' : 'conflict',
		message: `Upwork refused the proposal: ${reason}`,
		remedy:
			'Nothing was spent. Correct what the reason names, run Prepare again and have the new text confirmed.',
	}),
	unconfirmed: nothingSent(
		'The proposal has no confirmation.',
		'Run Prepare, let a person decide (n8n: Send and Wait for Response), and hand over the confirmation value that Prepare returned.',
	),
	confirmedOtherwise: nothingSent(
		'The confirmation does not belong to this job, text and terms.',
		'Hand over text, answers and terms exactly as Prepare returned them. After a change run Prepare again and let a person confirm the new version.',
	),
	confirmedTooLongAgo: nothingSent(
		'The confirmation is older than seven days.',
		'Run Prepare again: the posting, its questions or your balance may have changed.',
	),
	/** A confirmation is good for one attempt. */
	confirmationUsed: (jobId: string) =>
		nothingSent(
			`The confirmation for job ${jobId} was used before.`,
			'A confirmation is good for one attempt. Look at https://www.upwork.com/nx/proposals/; if the proposal is not there, run Prepare again and let a person confirm.',
		),
	preparedPartly: (fields: readonly string[]) =>
		nothingSent(
			`The prepared proposal is not complete: ${fields.slice(0, 5).join(', ')}.`,
			'Hand over the whole item that Prepare returned, unchanged.',
		),
	submittedOnlyConfirmed: nothingSent(
		'A proposal is submitted only after a person confirmed it.',
		'Use Proposal > Prepare and Proposal > Submit.',
	),
	/** The resolver behind a field broke ("Exception occurred"); HTTP is 200 all the same. */
	resolver: (reason: string, facts: FailureFacts = {}) => ({
		kind: 'temporary',
		message: `Upwork could not answer: ${reason}`,
		remedy: 'Try again later, or ask for fewer fields.',
		...facts,
	}),
	/** Everything else that came in `errors`, and HTTP statuses without a meaning of their own. */
	other: (message: string, facts: FailureFacts = {}) => ({
		kind: 'temporary',
		message,
		remedy: 'Try again later. If it stays, give the request id of the details to Upwork.',
		...facts,
	}),
	/** An answer that is not what Upwork is known to answer. */
	unknownAnswer: (operation: string, facts: FailureFacts = {}) => ({
		kind: 'contract',
		message: `The answer to ${operation} is not what Upwork is known to send.`,
		remedy: 'Please report it with the operation and the fields named in the details.',
		...facts,
	}),
	/** A write whose effect is not known and could not be read back. It is never sent again. */
	outcomeUnknown: (what: string, remedy: string, facts: FailureFacts = {}) => ({
		kind: 'outcomeUnknown',
		message: `It is not known whether ${what}.`,
		remedy,
		...facts,
	}),
});
