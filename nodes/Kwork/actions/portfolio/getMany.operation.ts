import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { collection, optionalId, returnAllAndLimit } from '../../../shared/parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many portfolio works',
	description:
		'Works in your portfolio, or in that of another person. Use it to name examples in an offer; one item per work.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				userId: optionalId({
					displayName: 'User ID',
					description: 'Another person; your own portfolio when empty',
				}),
			},
		),
	},
	execute: ({ client, params: { limit, filters }, signal }) =>
		client.portfolio.list({ userId: filters.userId }, { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.portfolio, record: false },
});
