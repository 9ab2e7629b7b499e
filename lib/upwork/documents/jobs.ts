import { z } from 'zod';
import { below, document } from '../graphql/document';
import type { FieldSet } from '../graphql/selection';
import { ownSelection } from '../graphql/selection';
import { isSet, type LocalJobFilter } from '../jobFilter';
import { connectionOf, idSchema, pageInfoSchema } from '../schemas/common';
import { foundJobSchema, jobContentSchema, jobSchema, publicJobSchema } from '../schemas/jobs';
import {
	FOUND_JOB_FILTERED,
	FOUND_JOB_MINIMAL,
	FOUND_JOB_SEARCHED,
	FOUND_JOB_STANDARD,
	JOB_CLIENT,
	JOB_MINIMAL,
	JOB_STANDARD,
	MONEY,
	PAGE_INFO,
} from './selections';

export interface IntRange {
	rangeStart?: number;
	rangeEnd?: number;
}

/** Every filter of `marketplaceJobPostingsSearch` (upwork.md 3.1). */
export interface JobSearchFilter {
	searchExpression_eq?: string;
	skillExpression_eq?: string;
	titleExpression_eq?: string;
	searchTerm_eq?: {
		andTerms_all?: string[];
		orTerms_any?: string[];
		exactTerms_any?: string[];
		excludeTerms_any?: string[];
	};
	categoryIds_any?: string[];
	subcategoryIds_any?: string[];
	occupationIds_any?: string[];
	ontologySkillIds_all?: string[];
	jobType_eq?: string;
	workload_eq?: string;
	clientHiresRange_eq?: IntRange;
	budgetRange_eq?: IntRange;
	hourlyRate_eq?: IntRange;
	proposalRange_eq?: IntRange;
	verifiedPaymentOnly_eq?: boolean;
	previousClients_eq?: boolean;
	enterpriseOnly_eq?: boolean;
	ptcOnly_eq?: boolean;
	userLocationMatch_eq?: boolean;
	experienceLevel_eq?: string;
	locations_any?: string[];
	timezone_eq?: string;
	visitorCountry_eq?: string;
	preserveFacet_eq?: string;
	area_eq?: { latitude: number; longitude: number; radius: number };
	ptcIds_any?: string[];
	pagination_eq?: { first: number; after?: string };
}

export type JobSort = 'RECENCY' | 'RELEVANCE' | 'CLIENT_TOTAL_CHARGE' | 'CLIENT_RATING';

export interface JobSearchVariables {
	filter: JobSearchFilter;
	sort: Array<{ field: JobSort }>;
}

const FOUND = 'marketplaceJobPostingsSearch.edges.node';

/** What the trigger tells new postings, old ones and re-posts apart by. */
export const WATCHED = below(
	FOUND,
	'description',
	'publishedDateTime',
	'createdDateTime',
	'renewedDateTime',
	'client.companyOrgUid',
);

const searchAnswer = z.looseObject({
	marketplaceJobPostingsSearch: connectionOf(foundJobSchema),
});

function search(selection: string) {
	return document<JobSearchVariables>()({
		name: 'SearchJobs',
		effect: 'read',
		roots: ['marketplaceJobPostingsSearch'],
		needs: below(FOUND, 'id', 'title'),
		scope: 'Read marketplace Job Postings',
		answer: searchAnswer,
		text: `query SearchJobs(
			$filter: MarketplaceJobPostingsSearchFilter
			$sort: [MarketplaceJobPostingSearchSortAttribute]
		) {
			marketplaceJobPostingsSearch(
				marketPlaceJobFilter: $filter
				searchType: USER_JOBS_SEARCH
				sortAttributes: $sort
			) {
				totalCount
				${PAGE_INFO}
				edges { cursor node { ${selection} } }
			}
		}`,
	});
}

export const SEARCH_JOBS = search(FOUND_JOB_STANDARD);
export const SEARCH_JOBS_MINIMAL = search(FOUND_JOB_MINIMAL);
export const SEARCH_JOBS_MINIMAL_FILTERED = search(FOUND_JOB_MINIMAL + FOUND_JOB_SEARCHED);

/** @param local filters that look at the result, so that their fields are needed, too */
export function searchJobsDocument(fields: FieldSet, local: LocalJobFilter | undefined) {
	if (fields.set === 'standard') return SEARCH_JOBS;
	const needed = neededFor(local);
	if (fields.set === 'own') return search(`${ownSelection(fields.fields)} ${needed}`);
	return needed === '' ? SEARCH_JOBS_MINIMAL : search(FOUND_JOB_MINIMAL + needed);
}

function neededFor(local: LocalJobFilter | undefined): string {
	if (!isSet(local)) return '';
	return local.anyWords?.length || local.noWords?.length ? FOUND_JOB_SEARCHED : FOUND_JOB_FILTERED;
}

/** Filters of the public search: fewer than those of the other, but with an age and a rating. */
export interface PublicJobFilter {
	searchExpression_eq?: string;
	clientHiresRange_eq?: IntRange;
	contractorTier_eq?: string;
	daysPosted_eq?: number;
	duration_any?: string[];
	freelancersNeeded_eq?: number;
	enterpriseOnly_eq?: boolean;
	workload_eq?: string;
	proposalRange_eq?: IntRange;
	verifiedPaymentOnly_eq?: boolean;
	occupationIds_any?: string[];
	clientFeedBackRange_eq?: { rangeStart?: number; rangeEnd?: number };
	budgetRange_eq?: IntRange;
	jobType_eq?: string;
	locations_any?: string[];
	area_eq?: { latitude: number; longitude: number; radius: number };
	pagination?: { pageOffset: number; pageSize: number };
}

export const PUBLIC_JOBS = document<{ filter: PublicJobFilter }>()({
	name: 'PublicJobs',
	effect: 'read',
	roots: ['publicMarketplaceJobPostingsSearch'],
	needs: below('publicMarketplaceJobPostingsSearch.jobs', 'id', 'title'),
	scope: 'Read public marketplace Job Postings',
	answer: z.looseObject({
		publicMarketplaceJobPostingsSearch: z
			.looseObject({
				jobs: z.array(publicJobSchema.nullish()).nullish(),
				paging: pageInfoSchema,
			})
			.nullish(),
	}),
	text: `query PublicJobs($filter: PublicMarketplaceJobPostingsSearchFilter!) {
		publicMarketplaceJobPostingsSearch(marketPlaceJobFilter: $filter) {
			jobs {
				id
				ciphertext
				title
				description
				type
				createdDateTime
				publishedDateTime
				contractorTier
				jobStatus
				category
				subcategory
				engagement
				duration
				durationLabel
				totalApplicants
				freelancersToHire
				amount ${MONEY}
				hourlyBudgetType
				hourlyBudgetMin
				hourlyBudgetMax
				skills { name prettyName }
				client {
					totalHires
					totalPostedJobs
					totalReviews
					totalFeedback
					location { country city }
				}
			}
			paging { endCursor hasNextPage }
		}
	}`,
});

function job(selection: string) {
	return document<{ id: string }>()({
		name: 'JobDetails',
		effect: 'read',
		roots: ['marketplaceJobPosting'],
		needs: below('marketplaceJobPosting', 'id', 'content.title'),
		scope: 'Job Details - Read-Only',
		answer: z.looseObject({ marketplaceJobPosting: jobSchema.nullish() }),
		text: `query JobDetails($id: ID!) { marketplaceJobPosting(id: $id) { ${selection} } }`,
	});
}

export const JOB_DETAILS = job(JOB_STANDARD);
export const JOB_DETAILS_MINIMAL = job(JOB_MINIMAL);
export const JOB_DETAILS_CLIENT = job(`id content { title } ${JOB_CLIENT}`);

export function jobDocument(fields: FieldSet) {
	if (fields.set === 'own') return job(ownSelection(fields.fields));
	return fields.set === 'minimal' ? JOB_DETAILS_MINIMAL : JOB_DETAILS;
}

export const JOB_CONTENTS = document<{ ids: string[] }>()({
	name: 'JobContents',
	effect: 'read',
	roots: ['marketplaceJobPostingsContents'],
	needs: below('marketplaceJobPostingsContents', 'id', 'title'),
	scope: 'Job Details - Read-Only',
	answer: z.looseObject({
		marketplaceJobPostingsContents: z.array(jobContentSchema.nullish()).nullish(),
	}),
	text: `query JobContents($ids: [ID!]!) {
		marketplaceJobPostingsContents(ids: $ids) { id ciphertext title description publishedDateTime }
	}`,
});

/** What a company shows of itself; no statistics (upwork.md 3.3). */
export const COMPANY = document<{ id: string }>()({
	name: 'Company',
	effect: 'read',
	roots: ['company'],
	scope: 'Common Entities - Read-Only Access',
	answer: z.looseObject({
		company: z
			.looseObject({ public: z.looseObject({ id: idSchema.nullish() }).nullish() })
			.nullish(),
	}),
	text: `query Company($id: ID!) {
		company(id: $id) { public { id name description legacyType logoURL } }
	}`,
});
