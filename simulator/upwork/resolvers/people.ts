import { skills } from '../data/ontology';
import { notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import type { Person } from '../types';
import {
	freelancerProfile,
	organizationView,
	skillView,
	talentProfile,
	userView,
} from '../views/people';
import { connection, money } from '../views/values';
import { ownPostings } from './buyer';
import { timeReports } from './work';

interface SearchArguments {
	searchFilter: {
		userType: 'Freelancer' | 'Client';
		keyword?: string | null;
		location?: { country?: string | null; city?: string | null } | null;
	};
	pagination: { first: number; after?: string | null };
}

const LEGACY_TYPES = { personal: 'Vendor', agency: 'Vendor', client: 'Client' } as const;

/** Roots of upwork.md 3.3 and 3.10. */
export function peopleRoots(call: GraphQLCall) {
	const { state } = call.world;
	const byKey = (key: string) => {
		const person = [...state.people.values()].find(({ ciphertext }) => ciphertext === key);
		if (person === undefined) throw notFound('Profile');
		return person;
	};
	return {
		user: () => ({
			...userView(state, state.viewer),
			contractTimeReport: (args: {
				timeReportDate_bt: { rangeStart?: string | null; rangeEnd?: string | null };
				pagination?: { first: number; after?: string | null } | null;
			}) => timeReports(call, { ...args, organizationId: null, contractIds: null }),
		}),
		organization: () => ({
			...organizationView(call.tenant),
			jobPosting: (args: { jobPostingFilter: Parameters<typeof ownPostings>[1] }) =>
				ownPostings(call, args.jobPostingFilter),
		}),
		companySelector: {
			items: state.organizations.map((organization) => ({
				title: organization.name,
				photoUrl: null,
				organizationId: organization.id,
				organizationRid: organization.rid,
				organizationType: organization.kind === 'personal' ? 'SoleProprietor' : 'Business',
				organizationLegacyType: LEGACY_TYPES[organization.kind],
				organizationEnterpriseType: 'Standard',
				typeTitle: 'Freelancer',
			})),
		},
		userDetails: ({ id }: { id: string }) => {
			const person = state.people.get(id);
			if (person === undefined) throw notFound('User');
			return userView(state, person);
		},
		company: ({ id }: { id: string }) => {
			const client = state.clients.find(({ organizationId }) => organizationId === id);
			if (client === undefined) return null;
			const { organizationId, name } = client;
			return {
				public: {
					id: organizationId,
					name,
					description: null,
					legacyType: 'CLIENT',
					logoURL: null,
				},
			};
		},
		freelancerProfileByProfileKey: ({ profileKey }: { profileKey: string }) =>
			freelancerProfile(state, byKey(profileKey)),
		talentProfile: ({ personId }: { personId: string }) => {
			const person = state.people.get(personId);
			return { profiles: person === undefined ? [] : [talentProfile(state, person)] };
		},
		freelancerProfileSearchRecords: (args: SearchArguments) => searchPeople(call, args),
	};
}

function searchPeople(call: GraphQLCall, { searchFilter, pagination }: SearchArguments) {
	const wanted = (searchFilter.keyword ?? '').toLowerCase();
	const title = 'Automation engineer: n8n, TypeScript, integrations';
	const country = searchFilter.location?.country?.toLowerCase();
	const found = [...call.world.state.people.values()].filter(
		(person) =>
			`${person.firstName} ${person.lastName} ${title}`.toLowerCase().includes(wanted) &&
			(country === undefined || person.country.toLowerCase() === country),
	);
	const record = (person: Person) => ({
		__typename:
			searchFilter.userType === 'Freelancer'
				? 'FreelancerProfilesSearchRecord'
				: 'UserFreelancerProfilesSearchRecord',
		ciphertext: person.ciphertext,
		shortName: `${person.firstName} ${person.lastName.charAt(0)}.`,
		title,
		description: 'I connect systems and take care of what happens when one of them fails.',
		topRatedStatus: 'top_rated',
		avgFeedbackScore: 4.9,
		hourlyRate: money(55),
		location: { country: person.country, city: person.city, state: null },
		skills: skills.slice(0, 4).map(skillView),
	});
	return connection(found, pagination, { fallback: 10, most: 50 }, record);
}
