import {
	collection,
	loadedChoice,
	optionalId,
	returnAllAndLimit,
	textList,
} from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { numberList } from '../../parameters';

export const search = defineOperation<AvitoRun>()({
	value: 'search',
	name: 'Search',
	action: 'Search vacancies of all employers',
	description:
		'Vacancies on the whole site, e.g. to see what others pay; up to 5,000 per search. One item each.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				businessArea: loadedChoice({
					displayName: 'Business Area Name or ID',
					loadOptionsMethod: 'getBusinessAreas',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				}),
				employerIds: numberList(
					textList({
						displayName: 'Employer IDs',
						description: 'Up to 100 IDs of employers, separated by commas',
					}),
					'Employer IDs',
				),
				location: optionalId({
					displayName: 'Location ID',
					description: "ID of a region or city from Avito's public list of locations",
				}),
			},
		),
	},
	execute({ client: { api }, params: { limit, filters }, signal }) {
		const { businessArea, ...rest } = filters;
		const area = businessArea ? Number(businessArea) : undefined;
		return api.vacancyMarket.search({ ...rest, businessArea: area }, { limit, signal });
	},
	output: { forms: (lib) => lib.avitoForms.foundVacancy, record: true },
});
