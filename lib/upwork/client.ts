import type { TokenSource, UpworkAccount } from './account';
import { UpworkBusiness } from './business';
import { UpworkBuyer } from './buyer';
import { failures } from './failures';
import type { FunnelRow, Period } from './funnel';
import { proposalFunnel } from './funnel';
import { noticeOf, toServiceError } from './graphql/envelope';
import { GraphqlExecutor } from './graphql/executor';
import { checkDocument } from './graphql/selection';
import { UpworkJobs } from './jobs';
import { UpworkMessages } from './messages';
import { UpworkPeople } from './people';
import { UpworkProposals } from './proposals';
import { UpworkReference } from './reference';
import { UpworkRooms } from './rooms';
import { UpworkSubmission } from './submission';

export interface UpworkClientOptions {
	account: UpworkAccount;
	tokens: TokenSource;
	/** Organization the calls act for; left out, Upwork takes the personal one. */
	organizationId?: string;
	/** Secret behind confirmation values, e.g. the key's client secret. */
	confirmationSecret: string;
	signal?: AbortSignal;
	/** Told about everything that is missing from otherwise good answers. */
	onNotice?: (notice: string) => void;
}

/**
 * Upwork's GraphQL API for one execution: cheap to make, while `UpworkAccount` is shared by all that
 * use the same key. Errors are `ServiceError`s out of `errors.ts`; what an answer lacks is in
 * `notices`.
 */
export class UpworkClient {
	readonly people: UpworkPeople;

	readonly jobs: UpworkJobs;

	readonly proposals: UpworkProposals;

	readonly submission: UpworkSubmission;

	readonly rooms: UpworkRooms;

	readonly messages: UpworkMessages;

	readonly business: UpworkBusiness;

	readonly buyer: UpworkBuyer;

	readonly reference: UpworkReference;

	private readonly executor: GraphqlExecutor;

	constructor(options: UpworkClientOptions) {
		const { confirmationSecret, ...rest } = options;
		const executor = new GraphqlExecutor(rest);
		this.executor = executor;
		this.people = new UpworkPeople(executor);
		this.jobs = new UpworkJobs(executor);
		this.proposals = new UpworkProposals(executor);
		this.submission = new UpworkSubmission({
			executor,
			jobs: this.jobs,
			people: this.people,
			proposals: this.proposals,
			secret: confirmationSecret,
		});
		this.rooms = new UpworkRooms(executor);
		this.messages = new UpworkMessages(executor, this.people);
		this.business = new UpworkBusiness(executor, this.people);
		this.buyer = new UpworkBuyer(executor);
		this.reference = new UpworkReference(executor);
	}

	/** What was left out or came back incomplete so far. */
	get notices(): readonly string[] {
		return this.executor.notices;
	}

	/** Tells what is missing from what a caller gets although nothing failed as a whole. */
	notice(text: string): void {
		this.executor.notice(text);
	}

	async funnel(options: {
		since?: string;
		until?: string;
		period: Period;
		timeZone?: string;
		signal?: AbortSignal;
	}): Promise<FunnelRow[]> {
		return await proposalFunnel(this.proposals, options);
	}

	/**
	 * A user's own document, sent exactly as it is after a check of its syntax. `effect` has to fit
	 * what the document does, so that nothing is written by a read.
	 */
	async graphql(call: {
		text: string;
		variables: Record<string, unknown>;
		operationName?: string;
		effect: 'read' | 'write';
		signal?: AbortSignal;
	}): Promise<Record<string, unknown>> {
		const { text, variables, effect, signal } = call;
		const operationName = checkedOperation(text, call.operationName, effect);
		const name = effect === 'read' ? 'OwnQuery' : 'OwnMutation';
		const request = { name, text, variables, effect, operationName };
		const { data, errors } = await this.executor.raw(request, { signal, once: effect === 'write' });
		const empty = !data || Object.values(data).every((value) => value === null);
		if (errors?.length && empty) {
			throw toServiceError(errors, { httpStatus: 200, details: { operation: name } });
		}
		for (const error of errors ?? []) this.executor.notice(noticeOf(error));
		return data ?? {};
	}
}

/** Checks syntax and effect of a user's document; returns the operation to run. */
export function checkedOperation(
	text: string,
	operationName: string | undefined,
	effect: 'read' | 'write',
): string | undefined {
	const { operations, fields } = checkDocument(text);
	if (fields.has('createJobProposal')) {
		throw failures.submittedOnlyConfirmed();
	}
	const chosen = operationName
		? operations.find(({ name }) => name === operationName)
		: operations[0];
	if (!chosen || (operations.length > 1 && !operationName)) {
		throw failures.invalidDocument(
			'it has several operations; say in Operation Name which one is meant.',
		);
	}
	if (chosen.effect !== effect) {
		throw failures.invalidDocument(
			effect === 'read'
				? 'it is a mutation; use Run Mutation for it.'
				: 'it is a query; use Run Query for it.',
		);
	}
	return chosen.name;
}
