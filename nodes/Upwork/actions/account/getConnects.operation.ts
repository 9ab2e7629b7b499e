import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const getConnects = defineOperation<UpworkRun>()({
	value: 'getConnects',
	name: 'Get Connects',
	action: 'Get the balance of connects',
	description:
		'How many Connects are left; null where the API key may not read it. The price of a proposal is shown only on the website. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api } }) => ({ connectsBalance: await api.proposals.connects() }),
});
