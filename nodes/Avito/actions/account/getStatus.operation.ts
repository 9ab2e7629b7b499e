import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const getStatus = defineOperation<AvitoRun>()({
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of the account',
	description:
		'Which parts of the API the subscription covers (Job, messenger), and how the calls of this process are doing: budgets, latencies, errors. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api }, signal }) => ({
		...(await api.account.status(signal)),
		connection: api.statistics(),
	}),
});
