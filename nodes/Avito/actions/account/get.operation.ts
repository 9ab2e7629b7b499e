import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

export const get = defineOperation<AvitoRun>()({
	value: 'get',
	name: 'Get Self',
	action: 'Get your account',
	description: 'ID, name and profile of the account behind the credential. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api }, signal }) => await api.account.self(signal),
	output: { forms: (lib) => lib.avitoForms.account, record: false },
});
