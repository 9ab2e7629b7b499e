import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';

export const setOffline = defineOperation<KworkClient>()({
	value: 'setOffline',
	name: 'Set Offline',
	action: 'Show the account as offline',
	description: 'Shows the account as offline to others, e.g. outside working hours. One item.',
	effect: 'write',
	parameters: {},
	prepare: async ({ client, signal }) => ({
		target: 'account',
		request: { method: 'offline', parameters: {} },
		send: async () => {
			await client.account.setOffline(signal);
			return { offline: true };
		},
	}),
});
