import { asError } from '../errors';
import type { ProposalStatus } from './documents/proposals';
import {
	CONNECTS,
	DURATIONS,
	PROPOSAL_STATUSES,
	proposalDocument,
	proposalsDocument,
	PROPOSALS_FOR_JOBS,
	REASONS,
	SUBMIT_OFFERED,
} from './documents/proposals';
import { failures } from './failures';
import { isKind } from './graphql/answer';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { pageOf, present } from './jobs';
import { byCursor } from './paging';
import type { Proposal } from './schemas/work';

/** 41 gives VJCA-6 (upwork.md 3.4). */
const PROPOSAL_PAGE = 40;

/** What Upwork's statuses mean; "Accepted" is not "hired" (upwork.md 3.4). */
export const STATUS_MEANINGS: Readonly<Record<string, string>> = {
	Pending: 'submitted, still being checked',
	Accepted: 'submitted, waiting for the client',
	Activated: 'conversation opened by the client',
	Offered: 'offer received',
	Hired: 'offer accepted',
	Declined: 'declined by the client',
	Withdrawn: 'withdrawn',
	Archived: 'job closed',
};

export interface ProposalListOptions {
	/** Asked one after another, because the service takes one at a time. */
	statuses: readonly ProposalStatus[];
	limit: number;
	jobIds?: string[];
	annotation?: 'Hidden' | 'OnHold';
	sort?: 'CREATEDDATETIME' | 'MODIFIEDDATETIME';
	fields?: FieldSet;
	signal?: AbortSignal;
}

/** Own proposals: reading. Submitting is in `submission.ts`. */
export class UpworkProposals {
	constructor(private readonly executor: GraphqlExecutor) {}

	/** Own proposals by status, newest first within each. */
	async *list(options: ProposalListOptions): AsyncGenerator<Proposal> {
		let left = options.limit;
		for (const status of options.statuses) {
			if (left <= 0) return;
			for await (const proposal of this.byStatus(status, left, options)) {
				left -= 1;
				yield proposal;
			}
		}
	}

	private byStatus(
		status: ProposalStatus,
		limit: number,
		options: ProposalListOptions,
	): AsyncGenerator<Proposal> {
		const { signal, jobIds, annotation, sort = 'CREATEDDATETIME' } = options;
		const document = proposalsDocument(options.fields ?? { set: 'standard' });
		return byCursor(
			async (page) => {
				const answer = await this.executor.run(
					document,
					{
						filter: {
							status_eq: status,
							...(jobIds?.length ? { jobPostingIds_any: jobIds } : {}),
							...(annotation ? { annotations_eq: annotation } : {}),
						},
						sort: { field: sort, sortOrder: 'DESC' },
						page,
					},
					{ signal },
				);
				return pageOf(answer.vendorProposals);
			},
			{ limit, pageSize: PROPOSAL_PAGE, idOf: ({ id }) => id, signal },
		);
	}

	/** Throws `upwork.notFound`. */
	async get(id: string, fields: FieldSet = { set: 'standard' }): Promise<Proposal> {
		const answer = await this.executor.run(
			proposalDocument(fields),
			{ id },
			{ subject: `proposal ${id}` },
		);
		if (!answer.vendorProposal) throw failures.notFound(`proposal ${id}`);
		return answer.vendorProposal;
	}

	/**
	 * One of many that are looked up: null where there is no such proposal, undefined where Upwork
	 * fails on this one alone, which is said in the notices.
	 */
	async find(id: string): Promise<Proposal | null | undefined> {
		try {
			return await this.get(id);
		} catch (error) {
			if (isKind(error, 'notFound')) return null;
			if (!isKind(error, 'forbidden') && !isKind(error, 'temporary')) throw asError(error);
			this.executor.notice(`Proposal ${id} could not be read: ${asError(error).message}`);
			return undefined;
		}
	}

	/** Own proposals for some jobs, whatever became of them, in one request. */
	async forJobs(jobIds: readonly string[]): Promise<Proposal[]> {
		const answer = await this.executor.run(PROPOSALS_FOR_JOBS, { jobIds: [...jobIds] });
		return PROPOSAL_STATUSES.flatMap((status) =>
			present(present(answer[status]?.edges).map(({ node }) => node)),
		).filter((proposal) => jobIds.includes(proposal.marketplaceJobPosting?.id ?? ''));
	}

	async reasons(type: string, all = false) {
		return present((await this.executor.run(REASONS, { type, all })).reasons);
	}

	/** Values for the estimated duration of a proposal. */
	async durations(): Promise<Array<{ id: string; label?: string | null }>> {
		const answer = await this.executor.run(DURATIONS, {});
		return answer.proposalMetadata?.engagementDurationValues ?? [];
	}

	/** The balance of Connects; null where it is not known, which a notice explains. */
	async connects(): Promise<number | null> {
		try {
			const answer = await this.executor.run(CONNECTS, {});
			return answer.connectsSummary?.connectsBalance ?? null;
		} catch (error) {
			if (
				!isKind(error, 'forbidden') &&
				!isKind(error, 'validation') &&
				!isKind(error, 'temporary')
			) {
				throw asError(error);
			}
			this.executor.notice(
				isKind(error, 'temporary')
					? 'The balance of Connects could not be read now, so it is not known.'
					: 'The balance of Connects is not shown to this API key.',
			);
			return null;
		}
	}

	/** Whether the server knows `createJobProposal`; undefined where it does not say. */
	async submitOffered(): Promise<boolean | undefined> {
		const { envelope } = await this.introspect();
		if (envelope.data && '__type' in envelope.data) return envelope.data.__type !== null;
		return undefined;
	}

	private async introspect() {
		const { name, text, effect } = SUBMIT_OFFERED;
		return { envelope: await this.executor.raw({ name, text, effect, variables: {} }) };
	}
}
