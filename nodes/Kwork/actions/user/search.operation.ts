import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit, text } from '../../../shared/parameters';
import { notEmpty } from '../../parameters';

export const search = defineOperation<KworkClient>()({
	value: 'search',
	name: 'Search',
	action: 'Search users',
	description:
		"People whose login or name matches a text. Use it to find somebody's ID; one item per person.",
	effect: 'read',
	parameters: {
		query: text({ displayName: 'Search Text', required: true, placeholder: 'e.g. shop' }),
		limit: returnAllAndLimit(),
	},
	execute: ({ client, params: { query, limit }, signal }) =>
		client.users.search(notEmpty(query, 'Search Text'), { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.foundUser, record: false },
});
