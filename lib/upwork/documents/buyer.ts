import { z } from 'zod';
import { below, document } from '../graphql/document';
import { connectionOf, flag, idSchema } from '../schemas/common';
import { ownJobSchema } from '../schemas/jobs';
import { clientProposalSchema } from '../schemas/work';
import { MONEY, PAGE_INFO } from './selections';
import { OWN_JOB_STANDARD } from './workSelections';

const POSTINGS_SCOPE = 'Management Job Postings';

export interface OwnJobsVariables {
	filter: {
		pagination_eq: { first: number; after?: string };
		title_eq?: string;
		contractType_eq?: string;
		createdDateTimeFrom_eq?: string;
		createdDateTimeTo_eq?: string;
	};
}

/** Postings of the organization in the tenant header. */
export const OWN_JOBS = document<OwnJobsVariables>()({
	name: 'OwnJobs',
	effect: 'read',
	roots: ['organization'],
	needs: below('organization.jobPosting.edges.node', 'id', 'content.title'),
	scope: POSTINGS_SCOPE,
	answer: z.looseObject({
		organization: z.looseObject({ jobPosting: connectionOf(ownJobSchema) }).nullish(),
	}),
	text: `query OwnJobs($filter: JobPostingsFilter!) {
		organization {
			id
			jobPosting(jobPostingFilter: $filter) {
				totalCount
				${PAGE_INFO}
				edges { cursor node { ${OWN_JOB_STANDARD} } }
			}
		}
	}`,
});

export const OWN_JOB = document<{ id: string }>()({
	name: 'OwnJob',
	effect: 'read',
	roots: ['jobPosting'],
	needs: below('jobPosting', 'id', 'content.title'),
	scope: POSTINGS_SCOPE,
	answer: z.looseObject({ jobPosting: ownJobSchema.nullish() }),
	text: `query OwnJob($id: ID!) { jobPosting(jobPostingId: $id) { ${OWN_JOB_STANDARD} } }`,
});

export interface CreateJobRequest {
	organizationId: string;
	jobPostingInfo: {
		title: string;
		description: string;
		type: 'HOURLY' | 'FIXED_PRICE';
		status?: 'REQUESTED' | 'DRAFT';
		access?: 'PUBLIC_INDEX' | 'ACCESS_PUBLIC' | 'ACCESS_PRIVATE';
		amount?: string;
		hourlyBudgetType?: 'MANUAL' | 'NOT_PROVIDED';
		hourlyBudgetMin?: string;
		hourlyBudgetMax?: string;
		engagementType?: string;
		experienceLevel?: string;
		freelancersToHire?: number;
		categoryId?: string;
		coverLetterRequired?: boolean;
	};
	questions?: Array<{ question: string }>;
}

export const CREATE_JOB = document<{ request: CreateJobRequest }>()({
	name: 'CreateJob',
	effect: 'write',
	roots: ['createJobPosting'],
	needs: ['createJobPosting.id'],
	scope: POSTINGS_SCOPE,
	answer: z.looseObject({
		createJobPosting: z
			.looseObject({ id: idSchema, questionsSaved: flag, skillsSaved: flag })
			.nullish(),
	}),
	text: `mutation CreateJob($request: JobPostingCreateRequest!) {
		createJobPosting(jobPostingRequest: $request) { id questionsSaved skillsSaved version }
	}`,
});

export interface ClientProposalsVariables {
	jobId: string;
	filter: { status_eq?: string; textQuery_eq?: string };
	page: { first: number; after?: string };
}

export const CLIENT_PROPOSALS = document<ClientProposalsVariables>()({
	name: 'ClientProposals',
	effect: 'read',
	roots: ['clientProposals'],
	needs: ['clientProposals.edges.node.id'],
	scope: 'Client Proposals',
	answer: z.looseObject({ clientProposals: connectionOf(clientProposalSchema) }),
	text: `query ClientProposals($jobId: ID!, $filter: ClientProposalFilter, $page: Pagination) {
		clientProposals(
			jobPostingId: $jobId
			filter: $filter
			sortAttribute: { field: CREATEDDATETIME, sortOrder: DESC }
			pagination: $page
		) {
			totalCount
			${PAGE_INFO}
			edges {
				cursor
				node {
					id
					coverLetter
					status { status reason { id reason } }
					annotations
					user { id name ciphertext }
					organization { id name }
					terms { chargeRate ${MONEY} estimatedDuration { id label } }
					auditDetails { createdDateTime { rawValue } modifiedDateTime { rawValue } }
				}
			}
		}
	}`,
});
