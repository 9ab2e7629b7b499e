import {
	choices,
	collection,
	dateTime,
	optionalId,
	returnAllAndLimit,
} from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const STATUSES = [
	{ name: 'Active', value: 'active' },
	{ name: 'Blocked', value: 'blocked' },
	{ name: 'Old', value: 'old' },
	{ name: 'Rejected', value: 'rejected' },
	{ name: 'Removed', value: 'removed' },
];

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many items',
	description: 'Your items of all kinds, including vacancies (category 111). One item each.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				category: optionalId({
					displayName: 'Category ID',
					description: "Avito's number of the category, 111 for vacancies",
				}),
				statuses: choices({
					displayName: 'Statuses',
					options: STATUSES,
					default: ['active'],
					description: 'Without this filter, active items only',
				}),
				updatedFrom: dateTime({
					displayName: 'Updated From',
					description: "Changed on this day or later; Avito's days start at midnight Moscow time",
				}),
			},
		),
	},
	execute({ client: { api }, params: { limit, filters }, signal }) {
		const { updatedFrom, ...rest } = filters;
		return api.items.list({ ...rest, updatedFromMs: updatedFrom?.toMillis() }, { limit, signal });
	},
	output: { forms: (lib) => lib.avitoForms.item, record: false },
});
