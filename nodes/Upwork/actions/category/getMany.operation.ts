import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many categories',
	description:
		'All categories with their subcategories and services, with the IDs that filters take. One item per category.',
	effect: 'read',
	once: true,
	parameters: {},
	execute: async ({ client: { api } }) => await api.reference.categories(),
});
