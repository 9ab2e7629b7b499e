import { z } from 'zod';
import { below, document } from '../graphql/document';
import { connectionOf, idSchema, text } from '../schemas/common';
import {
	foundFreelancerSchema,
	freelancerSchema,
	organizationItemSchema,
	statisticsSchema,
	viewerSchema,
} from '../schemas/people';
import { AMOUNT, MONEY, PAGE_INFO } from './selections';

/** `typeTitle` is left out: it is denied to ordinary keys (upwork.md 3.10). */
export const VIEWER = document<Record<string, never>>()({
	name: 'Viewer',
	effect: 'read',
	roots: ['user', 'organization'],
	needs: ['user.id', 'organization.id'],
	scope: 'View UserDetails',
	answer: viewerSchema,
	text: `query Viewer {
		user { id nid rid name email photoUrl ciphertext }
		organization { id rid name type legacyType }
	}`,
});

/** Needs no scope, so that it tells a bad token from a missing scope. */
export const PING = document<Record<string, never>>()({
	name: 'Ping',
	effect: 'read',
	roots: ['__typename'],
	answer: z.looseObject({ __typename: text }),
	text: 'query Ping { __typename }',
});

/**
 * One field under each scope for reading that a freelancer's key can have: Upwork lists every field
 * that the key may not read before it runs anything (upwork.md 2.3). What the fields hold does not
 * matter. Scopes for writing cannot be asked for without writing.
 */
export const SCOPES = document<Record<string, never>>()({
	name: 'Scopes',
	effect: 'read',
	roots: ['user'],
	answer: z.looseObject({}),
	text: `query Scopes {
		user { id }
		companySelector { items { organizationId } }
		marketplaceJobPostingsSearch(
			marketPlaceJobFilter: { pagination_eq: { first: 1, after: "0" } }
		) { pageInfo { hasNextPage } }
		publicMarketplaceJobPostingsSearch(
			marketPlaceJobFilter: { pagination: { pageOffset: 0, pageSize: 1 } }
		) { jobs { id } }
		marketplaceJobPostingsContents(ids: ["1"]) { id }
		vendorProposals(
			filter: { status_eq: Accepted }
			sortAttribute: { field: CREATEDDATETIME, sortOrder: DESC }
			pagination: { first: 1 }
		) { totalCount }
		talentWorkHistory { totalCount }
		freelancerProfileSearchRecords(
			searchFilter: { userType: Freelancer }
			pagination: { first: 1 }
		) { totalCount }
		roomList(pagination: { first: 1 }) { totalCount }
		offer(id: "1") { id }
		contractList(ids: ["1"]) { contracts { id } }
		contractTimeReport(pagination: { first: 1 }) { totalCount }
		accountingEntity { id }
		ontologySkills(limit: 1) { id }
	}`,
});

/** The scope behind each root field of `SCOPES`, by its name in the API Center (upwork.md 1.5). */
export const SCOPE_OF_ROOT: Readonly<Record<string, string>> = {
	user: 'View UserDetails',
	marketplaceJobPostingsSearch: 'Read marketplace Job Postings',
	publicMarketplaceJobPostingsSearch: 'Read public marketplace Job Postings',
	marketplaceJobPostingsContents: 'Job Details - Read-Only',
	vendorProposals: 'Talent Profile - Read and Write public',
	talentWorkHistory: 'Talent Profile - Read and Write public',
	freelancerProfileSearchRecords: 'Freelancer Profile - Read and Write',
	roomList: 'Messaging - Read-Only Access',
	offer: 'Offer - Read-Only Access',
	contractList: 'Contract - Read and Write Access',
	contractTimeReport: 'TimeSheet - Read-Only Access',
	accountingEntity: 'Read transaction data',
	ontologySkills: 'Ontology - Read-Only Access',
};

export const ORGANIZATIONS = document<Record<string, never>>()({
	name: 'Organizations',
	effect: 'read',
	roots: ['companySelector'],
	needs: below('companySelector.items', 'organizationId', 'title'),
	answer: z.looseObject({
		companySelector: z
			.looseObject({ items: z.array(organizationItemSchema.nullish()).nullish() })
			.nullish(),
	}),
	text: `query Organizations {
		companySelector {
			items {
				title
				photoUrl
				organizationId
				organizationRid
				organizationType
				organizationLegacyType
				organizationEnterpriseType
			}
		}
	}`,
});

/** `fullName` and its parts are left out: declared non-null, null for hidden profiles. */
const FREELANCER = `
	userDetails { id nid name ciphertext publicUrl }
	personalData {
		title
		description
		profileUrl
		chargeRate ${MONEY}
		portrait { portrait150 }
	}
	countryDetails { name }
	availability { capacity availabilityDateTime }
	skills { edges { node { id preferredLabel prettyName } } }
	aggregates {
		jobSuccessScore
		topRatedStatus
		topRatedPlusStatus
		totalHours
		totalFixedJobs
		totalHourlyJobs
		totalFeedback
		totalRevenue ${AMOUNT}
		totalEarnings ${AMOUNT}
		currentContracts
		lastWorkedDateTime
	}
`;

export const FREELANCER_BY_KEY = document<{ key: string }>()({
	name: 'FreelancerByKey',
	effect: 'read',
	roots: ['freelancerProfileByProfileKey'],
	needs: below('freelancerProfileByProfileKey', 'userDetails.id', 'personalData.title'),
	scope: 'Freelancer Profile - Read and Write',
	answer: z.looseObject({ freelancerProfileByProfileKey: freelancerSchema.nullish() }),
	text: `query FreelancerByKey($key: String!) {
		freelancerProfileByProfileKey(profileKey: $key) { ${FREELANCER} }
	}`,
});

/** The cheaper own statistics, open to ordinary keys. */
export const OWN_STATISTICS = document<{ personId: string }>()({
	name: 'MyStats',
	effect: 'read',
	roots: ['talentProfile'],
	needs: ['talentProfile.profiles.personId'],
	scope: 'Talent Profile - Read and Write public',
	answer: z.looseObject({
		talentProfile: z
			.looseObject({ profiles: z.array(statisticsSchema.nullish()).nullish() })
			.nullish(),
	}),
	text: `query MyStats($personId: ID!) {
		talentProfile(personId: $personId) {
			profiles {
				personId
				personalData { title description profileUrl chargeRate ${AMOUNT} }
				profileAggregates {
					totalEarnings
					totalJobs
					totalHourlyJobs
					totalFixedJobs
					topRatedStatus
					totalFeedback
					lastWorkedOn
				}
				skills { id skill prettyName }
			}
		}
	}`,
});

export interface FreelancerSearchVariables {
	filter: {
		userType: 'Freelancer' | 'Client';
		keyword?: string;
		occupationIds?: string[];
		location?: { country?: string; state?: string; city?: string };
		weightedOntologyIds?: Array<{ ontologyId: string; weight: number }>;
	};
	page: { first: number; after?: string };
}

export const SEARCH_FREELANCERS = document<FreelancerSearchVariables>()({
	name: 'SearchFreelancers',
	effect: 'read',
	roots: ['freelancerProfileSearchRecords'],
	needs: below('freelancerProfileSearchRecords.edges.node', 'ciphertext', 'title'),
	scope: 'Freelancer Profile - Read and Write',
	answer: z.looseObject({ freelancerProfileSearchRecords: connectionOf(foundFreelancerSchema) }),
	text: `query SearchFreelancers($filter: FreelancerProfileSearchFilter!, $page: Pagination!) {
		freelancerProfileSearchRecords(searchFilter: $filter, pagination: $page) {
			totalCount
			${PAGE_INFO}
			edges {
				cursor
				node {
					__typename
					... on FreelancerProfilesSearchRecord {
						ciphertext
						shortName
						title
						description
						topRatedStatus
						avgFeedbackScore
						hourlyRate ${MONEY}
						location { country city state }
						skills { preferredLabel ontologyId }
					}
					... on UserFreelancerProfilesSearchRecord { ciphertext shortName }
				}
			}
		}
	}`,
});

export const USER_DETAILS = document<{ id: string }>()({
	name: 'UserDetails',
	effect: 'read',
	roots: ['userDetails'],
	needs: ['userDetails.id'],
	scope: 'View UserDetails',
	answer: z.looseObject({ userDetails: z.looseObject({ id: idSchema }).nullish() }),
	text: `query UserDetails($id: ID!) {
		userDetails(id: $id) {
			id
			nid
			name
			firstName
			lastName
			photoUrl
			publicUrl
			location { countryName cityName timezone }
		}
	}`,
});
