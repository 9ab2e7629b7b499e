import { skills } from '../data/ontology';
import type { UpworkState } from '../state';
import type { ClientFacts, Organization, Person } from '../types';
import { money } from './values';

/** `GenericUser`, `CurrentUser` and `PiiUser` in one; a deleted user has no name. */
export function userView(state: UpworkState, person: Person): Record<string, unknown> {
	const url = `https://www.upwork.com/freelancers/${person.ciphertext}`;
	return {
		id: person.id,
		nid: person.nid,
		rid: person.rid,
		name: person.name,
		firstName: person.name === null ? null : person.firstName,
		lastName: person.name === null ? null : person.lastName,
		email: person.email,
		photoUrl: `https://img.example.test/${person.nid}.png`,
		publicUrl: url,
		ciphertext: person.ciphertext,
		location: {
			countryName: person.country,
			cityName: person.city,
			timezone: person.timezone,
		},
		freelancerProfile: () => freelancerProfile(state, person),
		talentProfile: () => talentProfile(state, person),
	};
}

export function personById(state: UpworkState, id: string): Record<string, unknown> | null {
	const person = state.people.get(id);
	return person === undefined ? null : userView(state, person);
}

/** `GenericOrganization` and `CurrentOrganization` of one of the viewer's organizations. */
export function organizationView(organization: Organization): Record<string, unknown> {
	return {
		id: organization.id,
		rid: organization.rid,
		name: organization.name,
		type: organization.kind === 'personal' ? 'SOLE_PROPRIETOR' : 'BUSINESS',
		legacyType: organization.kind === 'client' ? 'CLIENT' : 'VENDOR',
	};
}

export function clientOrganization(client: ClientFacts): Record<string, unknown> {
	return {
		id: client.organizationId,
		name: client.name,
	};
}

/** An organization by id, the viewer's or a client's. */
export function organizationById(state: UpworkState, id: string): Record<string, unknown> {
	const own = state.organizations.find((organization) => organization.id === id);
	if (own !== undefined) return organizationView(own);
	const client = state.clients.find(({ organizationId }) => organizationId === id);
	return client === undefined ? { id, name: null } : clientOrganization(client);
}

function ownContracts(state: UpworkState, person: Person) {
	return [...state.contracts.values()].filter((contract) => contract.personId === person.id);
}

const profileSkills = skills.slice(0, 6);

/** The public profile behind `~01...` (upwork.md 3.10). */
export function freelancerProfile(state: UpworkState, person: Person): Record<string, unknown> {
	const contracts = ownContracts(state, person);
	const earned = contracts.reduce((sum, contract) => sum + contract.totalCharge, 0);
	return {
		userDetails: () => userView(state, person),
		fullName: person.name,
		firstName: person.firstName,
		lastName: person.lastName,
		personalData: {
			title: 'Automation engineer: n8n, TypeScript, integrations',
			description: 'I connect systems and take care of what happens when one of them fails.',
			profileUrl: `https://www.upwork.com/freelancers/${person.ciphertext}`,
			chargeRate: money(55),
			portrait: { portrait150: `https://img.example.test/${person.nid}-150.png` },
		},
		countryDetails: { name: person.country, twoLetterAbbreviation: 'RS' },
		availability: { capacity: 'partTime', availabilityDateTime: null },
		skills: { edges: profileSkills.map((skill) => ({ node: skillView(skill) })) },
		languages: { edges: [{ node: { id: '1' } }, { node: { id: '2' } }] },
		aggregates: {
			jobSuccessScore: 97,
			topRatedStatus: 'top_rated',
			topRatedPlusStatus: 'not_top_rated_plus',
			totalHours: contracts.reduce((sum, contract) => sum + contract.hours, 0),
			totalFixedJobs: contracts.filter(({ type }) => type === 'FIXED').length,
			totalHourlyJobs: contracts.filter(({ type }) => type === 'HOURLY').length,
			totalFeedback: 4.96,
			totalRevenue: money(earned),
			totalEarnings: money(earned),
			currentContracts: contracts.filter(({ status }) => status === 'ACTIVE').length,
			lastWorkedDateTime: state.workDays[0]?.day ?? null,
		},
	};
}

/** The person's own statistics (`talentProfile`). */
export function talentProfile(state: UpworkState, person: Person): Record<string, unknown> {
	const contracts = ownContracts(state, person);
	return {
		personId: person.id,
		personalData: {
			title: 'Automation engineer: n8n, TypeScript, integrations',
			description: 'I connect systems and take care of what happens when one of them fails.',
			profileUrl: `https://www.upwork.com/freelancers/${person.ciphertext}`,
			chargeRate: money(55),
		},
		profileAggregates: {
			totalEarnings: contracts.reduce((sum, contract) => sum + contract.totalCharge, 0),
			totalJobs: contracts.length,
			totalHourlyJobs: contracts.filter(({ type }) => type === 'HOURLY').length,
			totalFixedJobs: contracts.filter(({ type }) => type === 'FIXED').length,
			topRatedStatus: 'top_rated',
			totalFeedback: 4.96,
			lastWorkedOn: state.workDays[0]?.day ?? null,
		},
		skills: profileSkills.map(({ id, name, label }) => ({ id, skill: name, prettyName: label })),
	};
}

/** A skill of the ontology. */
export function skillView(skill: { id: string; name: string; label: string }) {
	return {
		__typename: 'Skill',
		id: skill.id,
		ontologyId: `upworkOccupation:${skill.name.replaceAll('-', '')}`,
		type: ['SKILL'],
		entityStatus: 'ACTIVE',
		preferredLabel: skill.label,
		prettyName: skill.label,
		legacySkillNid: skill.name,
	};
}
