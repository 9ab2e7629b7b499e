import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { locator } from '../../../shared/parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get a user',
	description:
		'The public profile of a person, by ID, username or URL. Use it to judge a client; one item.',
	effect: 'read',
	parameters: {
		user: locator({
			displayName: 'User',
			description: 'A person on Kwork',
			searchListMethod: 'searchUsers',
			urlPattern: 'https?://(?:www\\.)?kwork\\.ru/user/([\\w-]+)',
			urlPlaceholder: 'https://kwork.ru/user/shop_owner',
			idPlaceholder: '777001',
			idPattern: /^[\w-]+$/,
		}),
	},
	execute: async ({ client, params: { user }, signal }) =>
		/^\d+$/.test(user)
			? await client.users.get(Number(user), signal)
			: await client.users.getByUsername(user, signal),
	output: { forms: (lib) => lib.kworkForms.user, record: true },
});
