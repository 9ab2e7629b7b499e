import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const getBalance = defineOperation<AvitoRun>()({
	value: 'getBalance',
	name: 'Get Balance',
	action: 'Get the balance',
	description: 'Balance of the account in roubles, real and bonus. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api }, signal }) => await api.account.balance(signal),
});
