import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many categories',
	description:
		'All categories and sub-categories with their IDs and parents, for use in filters. One item per category.',
	effect: 'read',
	parameters: {},
	async execute({ client, signal }) {
		const flat: object[] = [];
		const add = (
			categories: Awaited<ReturnType<typeof client.categories.tree>>,
			parentId: number | null,
		) => {
			for (const { id, name, subcategories = [] } of categories) {
				flat.push({ id, name: name ?? null, parentId });
				add(subcategories, id);
			}
		};
		add(await client.categories.tree(signal), null);
		return flat;
	},
});
