import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get the account',
	description: 'Your account: login, role, rating, balance and unread counters. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client, signal }) => await client.account.actor(signal),
	output: { forms: (lib) => lib.kworkForms.account, record: false },
});
