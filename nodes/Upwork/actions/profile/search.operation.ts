import { defineOperation } from '../../../shared/operation';
import { collection, returnAllAndLimit, text, textList } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const search = defineOperation<UpworkRun>()({
	value: 'search',
	name: 'Search',
	action: 'Search profiles',
	description:
		'Freelancers by words, occupation, skills and location. Use it to know the competition or to invite people; one item per person.',
	effect: 'read',
	parameters: {
		keyword: text({ displayName: 'Search', placeholder: 'e.g. n8n automation' }),
		limit: returnAllAndLimit(),
		profileFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				country: text({ displayName: 'Country' }),
				state: text({ displayName: 'State' }),
				city: text({ displayName: 'City' }),
				occupationIds: textList({
					displayName: 'Occupation IDs',
					description: 'Separated by commas',
				}),
				skillIds: textList({
					displayName: 'Skill Ontology IDs',
					placeholder: 'e.g. skill:typescript',
					description: 'The ontologyId of skills, separated by commas',
				}),
			},
		),
	},
	execute({ client: { api }, params: { keyword, limit, profileFilters }, signal }) {
		const { country, state, city, occupationIds, skillIds } = profileFilters;
		const location = {
			...(country ? { country } : {}),
			...(state ? { state } : {}),
			...(city ? { city } : {}),
		};
		const filter = {
			userType: 'Freelancer' as const,
			...(keyword.trim() ? { keyword: keyword.trim() } : {}),
			...(Object.keys(location).length > 0 ? { location } : {}),
			...(occupationIds?.length ? { occupationIds } : {}),
			...(skillIds?.length
				? { weightedOntologyIds: skillIds.map((ontologyId) => ({ ontologyId, weight: 1 })) }
				: {}),
		};
		return api.people.searchFreelancers({ filter, limit, signal });
	},
	output: { forms: (lib) => lib.upworkForms.foundFreelancer, record: true },
});
