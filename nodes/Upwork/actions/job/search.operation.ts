import { defineOperation } from '../../../shared/operation';
import { choice, returnAllAndLimit, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { fieldParameters, fieldSetOf, keepingOwn, markedAll } from '../../parameters';
import { qualityFilters, searchFilters } from './filters';
import { toLocalFilter, toSearchFilter } from './toFilter';

export const search = defineOperation<UpworkRun>()({
	value: 'search',
	name: 'Search',
	action: 'Search jobs',
	description:
		'Job postings by words and filters, newest first, with what is known about the client. Keep searches narrow: Upwork does not allow reading its whole market. One item per posting.',
	effect: 'read',
	parameters: {
		searchExpression: text({
			displayName: 'Search',
			placeholder: 'e.g. n8n AND (automation OR workflow)',
			description: 'Words with AND, OR, NOT, quotes and brackets',
		}),
		limit: returnAllAndLimit(),
		searchFilters: searchFilters(),
		qualityFilters: qualityFilters(),
		sort: choice({
			displayName: 'Sort By',
			default: 'RECENCY' as const,
			description: 'Which postings come first',
			options: [
				{ name: 'Client Rating', value: 'CLIENT_RATING' as const },
				{ name: 'Client Spending', value: 'CLIENT_TOTAL_CHARGE' as const },
				{ name: 'Newest', value: 'RECENCY' as const },
				{ name: 'Relevance', value: 'RELEVANCE' as const },
			],
		}),
		...fieldParameters(),
	},
	execute({ client: { api }, params, signal }) {
		const fields = fieldSetOf(params);
		const jobs = api.jobs.search({
			filter: toSearchFilter(params.searchExpression, params.searchFilters),
			local: toLocalFilter(params.qualityFilters, params.searchFilters),
			sort: params.sort,
			limit: params.limit,
			fields,
			signal,
		});
		return markedAll(jobs, fields);
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.foundJob), record: true },
});
