import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit, text } from '../../../shared/parameters';
import { checkedLength } from '../../parameters';

export const search = defineOperation<KworkClient>()({
	value: 'search',
	name: 'Search',
	action: 'Search dialogs',
	description:
		'Dialogs that contain a text of two characters or more. Use it to find who wrote about something; one item per dialog.',
	effect: 'read',
	parameters: {
		query: text({
			displayName: 'Search Text',
			required: true,
			placeholder: 'e.g. invoice',
			description: 'At least two characters',
		}),
		limit: returnAllAndLimit(),
	},
	execute: ({ client, params: { query, limit }, signal }) =>
		client.dialogs.search(checkedLength(query, 'Search Text', 2, 200), { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.dialog, record: true },
});
