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
