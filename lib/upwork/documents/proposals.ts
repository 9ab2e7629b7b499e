import { z } from 'zod';
import { below, document } from '../graphql/document';
import type { FieldSet } from '../graphql/selection';
import { ownSelection } from '../graphql/selection';
import { connectionOf, count, idSchema, text } from '../schemas/common';
import { proposalSchema, reasonSchema } from '../schemas/work';
import { PAGE_INFO } from './selections';
import { PROPOSAL_MINIMAL, PROPOSAL_STANDARD } from './workSelections';

/** What a filter may ask for; the meaning of each: upwork.md 3.4. */
export const PROPOSAL_STATUSES = [
	'Pending',
	'Accepted',
	'Activated',
	'Offered',
	'Hired',
	'Declined',
	'Withdrawn',
	'Archived',
] as const;

export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

const SCOPE = 'Talent Profile - Read and Write public';

export interface ProposalsVariables {
	filter: {
		status_eq: ProposalStatus;
		annotations_eq?: 'Hidden' | 'OnHold';
		freelancerId_eq?: string;
		organizationId_eq?: string;
		jobPostingIds_any?: string[];
	};
	sort: { field: 'CREATEDDATETIME' | 'MODIFIEDDATETIME'; sortOrder: 'ASC' | 'DESC' };
	page: { first: number; after?: string };
}

function proposals(selection: string) {
	return document<ProposalsVariables>()({
		name: 'MyProposals',
		effect: 'read',
		roots: ['vendorProposals'],
		needs: below('vendorProposals.edges.node', 'id', 'status.status'),
		scope: SCOPE,
		answer: z.looseObject({ vendorProposals: connectionOf(proposalSchema) }),
		text: `query MyProposals(
			$filter: VendorProposalFilter!
			$sort: VendorProposalSortAttribute!
			$page: Pagination!
		) {
			vendorProposals(filter: $filter, sortAttribute: $sort, pagination: $page) {
				totalCount
				${PAGE_INFO}
				edges { cursor node { ${selection} } }
			}
		}`,
	});
}

export const MY_PROPOSALS = proposals(PROPOSAL_STANDARD);
export const MY_PROPOSALS_MINIMAL = proposals(PROPOSAL_MINIMAL);

export function proposalsDocument(fields: FieldSet) {
	if (fields.set === 'own') return proposals(ownSelection(fields.fields));
	return fields.set === 'minimal' ? MY_PROPOSALS_MINIMAL : MY_PROPOSALS;
}

function proposal(selection: string) {
	return document<{ id: string }>()({
		name: 'MyProposal',
		effect: 'read',
		roots: ['vendorProposal'],
		needs: below('vendorProposal', 'id', 'status.status'),
		scope: SCOPE,
		answer: z.looseObject({ vendorProposal: proposalSchema.nullish() }),
		text: `query MyProposal($id: ID!) { vendorProposal(id: $id) { ${selection} } }`,
	});
}

export const MY_PROPOSAL = proposal(PROPOSAL_STANDARD);
export const MY_PROPOSAL_MINIMAL = proposal(PROPOSAL_MINIMAL);

export function proposalDocument(fields: FieldSet) {
	if (fields.set === 'own') return proposal(ownSelection(fields.fields));
	return fields.set === 'minimal' ? MY_PROPOSAL_MINIMAL : MY_PROPOSAL;
}

const byStatus = connectionOf(proposalSchema);

/**
 * Own proposals for given jobs in every state, in one request: the filter takes one status, so that
 * there is one alias per status. Ten aliases in a request are safe (upwork.md 2.1).
 */
export const PROPOSALS_FOR_JOBS = document<{ jobIds: string[] }>()({
	name: 'ProposalsForJobs',
	effect: 'read',
	roots: [...PROPOSAL_STATUSES],
	needs: below('vendorProposals.edges.node', 'id', 'status.status', 'marketplaceJobPosting.id'),
	scope: SCOPE,
	answer: z.looseObject(
		Object.fromEntries(PROPOSAL_STATUSES.map((status) => [status, byStatus])) as Record<
			ProposalStatus,
			typeof byStatus
		>,
	),
	text: `query ProposalsForJobs($jobIds: [ID!]) {
		${PROPOSAL_STATUSES.map(
			(status) => `${status}: vendorProposals(
				filter: { status_eq: ${status}, jobPostingIds_any: $jobIds }
				sortAttribute: { field: CREATEDDATETIME, sortOrder: DESC }
				pagination: { first: 40 }
			) { edges { node { ${PROPOSAL_MINIMAL} proposalCoverLetter } } }`,
		).join('\n')}
	}`,
});

export type ReasonType =
	| 'PROPOSAL_DECLINE'
	| 'PROPOSAL_WITHDRAW'
	| 'PROPOSAL_REJECT'
	| 'OFFER_DECLINE'
	| 'INVITATION_WITHDRAW'
	| 'JOB_POSTING_CLOSE'
	| 'CONTRACT_END_HOURLY'
	| 'CONTRACT_END_FIXED';

export const REASONS = document<{ type: string; all?: boolean }>()({
	name: 'Reasons',
	effect: 'read',
	roots: ['reasons'],
	needs: ['reasons.id'],
	answer: z.looseObject({ reasons: z.array(reasonSchema).nullish() }),
	text: `query Reasons($type: ReasonType!, $all: Boolean) {
		reasons(reasonType: $type, all: $all) { id reason alias }
	}`,
});

export const DURATIONS = document<Record<string, never>>()({
	name: 'ProposalDurations',
	effect: 'read',
	roots: ['proposalMetadata'],
	needs: ['proposalMetadata.engagementDurationValues.id'],
	answer: z.looseObject({
		proposalMetadata: z
			.looseObject({
				engagementDurationValues: z.array(z.looseObject({ id: idSchema, label: text })).nullish(),
			})
			.nullish(),
	}),
	text: 'query ProposalDurations { proposalMetadata { engagementDurationValues { id label } } }',
});

/** Balance only; the price of a proposal is not readable (upwork.md 3.6 and 3.12). */
export const CONNECTS = document<Record<string, never>>()({
	name: 'Connects',
	effect: 'read',
	roots: ['connectsSummary'],
	needs: ['connectsSummary.connectsBalance'],
	scope: 'Ad Credits and Connects',
	answer: z.looseObject({
		connectsSummary: z.looseObject({ connectsBalance: count }).nullish(),
	}),
	text: 'query Connects { connectsSummary { connectsBalance } }',
});

/** Whether this server knows `createJobProposal` at all; one `__type` per query. */
export const SUBMIT_OFFERED = document<Record<string, never>>()({
	name: 'SubmitOffered',
	effect: 'read',
	roots: ['__type'],
	answer: z.looseObject({ __type: z.looseObject({ name: text }).nullish() }),
	text: 'query SubmitOffered { __type(name: "CreateJobProposalInput") { name } }',
});

/** Input of `createJobProposal` (upwork.md 3.6). Amounts are what the client is charged, in USD. */
export interface CreateJobProposalInput {
	jobReference: string;
	chargedAmount: number;
	coverLetter: string;
	teamOrgId: string;
	selectedContractor: { id: string; oDeskUserID: string };
	questions?: Array<{ question: string; answer: string }>;
	attachments?: string[];
	boostBidAmount?: number;
	estimatedDuration?: number;
	milestones?: Array<{ amount: number; description: string; dueDate?: string }>;
	occupationId?: string;
	agencyOrgId?: string;
}

export const SUBMIT_PROPOSAL = document<{ input: CreateJobProposalInput }>()({
	name: 'SubmitProposal',
	effect: 'write',
	roots: ['createJobProposal'],
	needs: ['createJobProposal.newProposalId'],
	scope: 'Submit Proposal',
	answer: z.looseObject({
		createJobProposal: z
			.looseObject({ newProposalId: idSchema.nullish(), status: text, error: text })
			.nullish(),
	}),
	text: `mutation SubmitProposal($input: CreateJobProposalInput!) {
		createJobProposal(input: $input) { newProposalId status error }
	}`,
});
