import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { choice, collection, optionalId, returnAllAndLimit } from '../../../shared/parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many gigs',
	description:
		'Your kworks (gigs), or those of another seller, by status. Use it to know what is on sale; one item per kwork.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				status: choice({
					displayName: 'Status',
					default: '7',
					options: [
						{ name: 'Active', value: '7' },
						{ name: 'Drafts', value: '6' },
						{ name: 'Hidden', value: '5' },
						{ name: 'In Moderation', value: '1' },
						{ name: 'Paused', value: '4' },
						{ name: 'Stopped', value: '3' },
						{ name: 'To Be Corrected', value: '2' },
					],
				}),
				userId: optionalId({
					displayName: 'User ID',
					description: 'Another seller; your own gigs when empty',
				}),
			},
		),
	},
	execute: ({ client, params: { limit, filters }, signal }) =>
		client.gigs.list(
			{
				userId: filters.userId,
				statusId: filters.status === undefined ? undefined : Number(filters.status),
			},
			{ limit, signal },
		),
	output: { forms: (lib) => lib.kworkForms.gig, record: false },
});
