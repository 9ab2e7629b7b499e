import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { choices } from '../../../shared/parameters';
import { ids } from '../../parameters';

export const setFavourites = defineOperation<KworkClient>()({
	value: 'setFavourites',
	name: 'Set Favourites',
	action: 'Set the favourite categories',
	description: 'Replaces the favourite categories of the exchange by the ones given. One item.',
	effect: 'write',
	parameters: {
		categories: choices({
			displayName: 'Category Names or IDs',
			loadOptionsMethod: 'getCategories',
			required: true,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		}),
	},
	prepare: async ({ client, params, signal }) => {
		const categories = ids(params.categories, 'Category Names or IDs') ?? [];
		return {
			target: 'account',
			request: { calls: await client.projects.favouriteChanges(categories, signal) },
			async send() {
				await client.projects.setFavouriteCategories(categories, [], signal);
				return { categories };
			},
		};
	},
});
