import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { collection, returnAllAndLimit, textList } from '../../../shared/parameters';
import { ids } from '../../parameters';

const ARCHIVE = -1;

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many of your projects',
	description:
		'Projects that you published as a buyer, by status, with the number of offers. One item per project.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters', placeholder: 'Add Filter' },
			{
				statusIds: textList({
					displayName: 'Status IDs',
					placeholder: 'e.g. 1, -1',
					description: 'IDs of statuses, separated by commas; -1 is the archive',
				}),
			},
		),
	},
	execute: ({ client, params: { limit, filters }, signal }) =>
		client.myProjects.list(
			{ statusIds: ids(filters.statusIds, 'Status IDs', [ARCHIVE]) },
			{ limit, signal },
		),
	output: { forms: (lib) => lib.kworkForms.ownProject, record: false },
});
