import { defineOperation } from '../../../shared/operation';
import {
	choice,
	collection,
	optionalNumber,
	returnAllAndLimit,
	text,
	textList,
} from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const searchPublic = defineOperation<UpworkRun>()({
	value: 'searchPublic',
	name: 'Search Public',
	action: 'Search public jobs',
	description:
		'The public search: fewer facts about the client, but open to API keys that the other search refuses, and with an age filter. One item per posting.',
	effect: 'read',
	parameters: {
		searchExpression: text({
			displayName: 'Search',
			placeholder: 'e.g. n8n automation',
			description: 'Words with AND, OR, NOT, quotes and brackets',
		}),
		limit: returnAllAndLimit(),
		publicFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				daysPosted: optionalNumber({ displayName: 'Posted Within (Days)' }),
				jobType: choice({
					displayName: 'Job Type',
					default: 'HOURLY' as const,
					description: 'How the work is paid',
					options: [
						{ name: 'Fixed Price', value: 'FIXED' as const },
						{ name: 'Hourly', value: 'HOURLY' as const },
					],
				}),
				ratingFrom: optionalNumber({ displayName: 'Client Rating From' }),
				hiresFrom: optionalNumber({ displayName: 'Client Hires From' }),
				budgetFrom: optionalNumber({ displayName: 'Budget From' }),
				locations: textList({
					displayName: 'Client Locations',
					description: 'Countries or cities, separated by commas',
				}),
				occupationIds: textList({
					displayName: 'Occupation IDs',
					description: 'Separated by commas',
				}),
			},
		),
	},
	execute({ client: { api }, params: { searchExpression, publicFilters: given, limit }, signal }) {
		const filter = {
			...(searchExpression.trim() ? { searchExpression_eq: searchExpression.trim() } : {}),
			...(given.daysPosted ? { daysPosted_eq: given.daysPosted } : {}),
			...(given.jobType ? { jobType_eq: given.jobType } : {}),
			...(given.ratingFrom ? { clientFeedBackRange_eq: { rangeStart: given.ratingFrom } } : {}),
			...(given.hiresFrom ? { clientHiresRange_eq: { rangeStart: given.hiresFrom } } : {}),
			...(given.budgetFrom ? { budgetRange_eq: { rangeStart: given.budgetFrom } } : {}),
			...(given.locations?.length ? { locations_any: given.locations } : {}),
			...(given.occupationIds?.length ? { occupationIds_any: given.occupationIds } : {}),
		};
		return api.jobs.searchPublic({ filter, limit, signal });
	},
	output: { forms: (lib) => lib.upworkForms.publicJob, record: true },
});
