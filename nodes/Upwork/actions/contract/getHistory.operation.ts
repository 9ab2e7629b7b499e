import { defineOperation } from '../../../shared/operation';
import { choices, returnAllAndLimit } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getHistory = defineOperation<UpworkRun>()({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the contract history',
	description:
		'Your contracts, running and ended, with what was charged and the feedback both ways. One item per contract.',
	effect: 'read',
	parameters: {
		contractStatuses: choices({
			displayName: 'Statuses',
			description: 'All if none is chosen',
			options: [
				{ name: 'Active', value: 'ACTIVE' },
				{ name: 'Closed', value: 'CLOSED' },
				{ name: 'Paused', value: 'PAUSED' },
			],
		}),
		limit: returnAllAndLimit(),
	},
	execute: ({ client: { api }, params: { contractStatuses: status, limit }, signal }) =>
		api.business.history({ status, limit, signal }),
	output: { forms: (lib) => lib.upworkForms.work, record: true },
});
