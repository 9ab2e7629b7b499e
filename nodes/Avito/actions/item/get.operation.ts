import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { itemLocator } from '../../parameters';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get an item',
	description: 'State, dates and promotion of one of your items, e.g. a vacancy. One item.',
	effect: 'read',
	parameters: { itemId: itemLocator() },
	execute: async ({ client: { api }, params, signal }) => ({
		id: params.itemId,
		...(await api.items.get(params.itemId, signal)),
	}),
	output: { forms: (lib) => lib.avitoForms.itemState, record: false },
});
