import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { collection, flag, returnAllAndLimit } from '../../../shared/parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many dialogs',
	description:
		'Dialogs with people, latest message first. Use it to see who waits for an answer; one item per dialog.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				unreadOnly: flag({
					displayName: 'Unread Only',
					default: true,
					description: 'Whether to return only dialogs with unread messages',
				}),
			},
		),
	},
	execute: ({ client, params: { limit, filters }, signal }) =>
		client.dialogs.list(filters, { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.dialog, record: true },
});
