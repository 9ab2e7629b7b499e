import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';

export const getFavourites = defineOperation<KworkClient>()({
	value: 'getFavourites',
	name: 'Get Favourites',
	action: 'Get the favourite categories',
	description: 'Categories that are marked as favourites on the exchange. One item per category.',
	effect: 'read',
	parameters: {},
	execute: async ({ client, signal }) => await client.projects.favouriteCategories(signal),
});
