import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const getStatus = defineOperation<UpworkRun>()({
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of the connection',
	description:
		'Whether the token works, which scopes for reading the API key lacks (those for writing show only when used), and how many requests are left today. Use it to watch the connection: a refresh token ends after 14 days without a run. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api } }) => await api.people.status(),
});
