import { defineOperation } from '../../../shared/operation';
import { choice, collection, returnAllAndLimit, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { ownJobLocator } from '../../parameters';

export const getProposals = defineOperation<UpworkRun>()({
	value: 'getProposals',
	name: 'Get Proposals',
	action: 'Get proposals to my job',
	description:
		'Proposals of freelancers to one of your postings, newest first. One item per proposal.',
	effect: 'read',
	parameters: {
		myJobId: ownJobLocator(),
		limit: returnAllAndLimit(),
		proposalFilters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				status: choice({
					displayName: 'Status',
					default: 'Activated' as const,
					description: 'Where the proposal stands',
					options: [
						{ name: 'Activated', value: 'Activated' as const },
						{ name: 'Archived', value: 'Archived' as const },
						{ name: 'Created', value: 'Created' as const },
						{ name: 'Declined', value: 'Declined' as const },
						{ name: 'Hired', value: 'Hired' as const },
						{ name: 'Offered', value: 'Offered' as const },
						{ name: 'Withdrawn', value: 'Withdrawn' as const },
					],
				}),
				text: text({ displayName: 'Text', description: 'Words the proposal contains' }),
			},
		),
	},
	execute: ({ client: { api }, params: { myJobId, limit, proposalFilters }, signal }) =>
		api.buyer.proposals(myJobId, {
			filter: {
				...(proposalFilters.status ? { status_eq: proposalFilters.status } : {}),
				...(proposalFilters.text ? { textQuery_eq: proposalFilters.text } : {}),
			},
			limit,
			signal,
		}),
	output: { forms: (lib) => lib.upworkForms.clientProposal, record: false },
});
