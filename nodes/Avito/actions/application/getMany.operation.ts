import {
	choice,
	collection,
	dateTime,
	loadedChoice,
	ParameterValueError,
	returnAllAndLimit,
} from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { vacancyIds } from '../../parameters';

export const getMany = defineOperation<AvitoRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many applications',
	description:
		'Applications with all details since a date, newest first. Use it to collect candidates; one item per application. Phone numbers in them are free.',
	effect: 'read',
	parameters: {
		updatedSince: dateTime({
			displayName: 'Updated Since',
			description: 'Changed at or after this time. Either this or "Created Since" is required.',
		}),
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				createdSince: dateTime({
					displayName: 'Created Since',
					description: 'Received at or after this time',
				}),
				state: loadedChoice({
					displayName: 'State Name or ID',
					loadOptionsMethod: 'getApplicationStates',
					description:
						'State of the application. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				}),
				viewed: choice({
					displayName: 'Viewed',
					default: 'all',
					description: 'Whether someone in the account has opened it',
					options: [
						{ name: 'All', value: 'all' },
						{ name: 'Not Viewed', value: 'no' },
						{ name: 'Viewed', value: 'yes' },
					],
				}),
				vacancyIds: vacancyIds(),
			},
		),
	},
	execute({ client: { api }, params, signal }) {
		const { createdSince, viewed = 'all', state, vacancyIds } = params.filters;
		const updatedSinceMs = params.updatedSince?.toMillis();
		const createdSinceMs = createdSince?.toMillis();
		if ((updatedSinceMs ?? createdSinceMs) === undefined) {
			throw new ParameterValueError(
				'Avito lists applications only since a date',
				'Fill in "Updated Since" or add the filter "Created Since".',
			);
		}
		const isViewed = viewed === 'all' ? undefined : viewed === 'yes';
		const filters = { updatedSinceMs, createdSinceMs, isViewed, state, vacancyIds };
		return api.applications.list(filters, { limit: params.limit, signal });
	},
	output: { forms: (lib) => lib.avitoForms.application, record: true },
});
