import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';

export const getConnects = defineOperation<KworkClient>()({
	value: 'getConnects',
	name: 'Get Connects',
	action: 'Get the connects of the account',
	description:
		'How many connects are left, how many you get per month and when they are refilled. One offer costs one. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client, signal }) => {
		const connects = await client.account.connects(signal);
		return {
			left: connects?.active_connects ?? null,
			monthly: connects?.all_connects ?? null,
			refillAt:
				connects?.update_time !== undefined && connects.update_time > 0
					? new Date(connects.update_time * 1000).toISOString()
					: null,
		};
	},
});
