import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { plainId } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a contract',
	description:
		'One contract with its terms. Many API keys may not read it; Get History is open to them. One item.',
	effect: 'read',
	parameters: { contractId: plainId('Contract', 'A contract', '41000001') },
	execute: async ({ client: { api }, params }) => await api.business.contract(params.contractId),
	output: { forms: (lib) => lib.upworkForms.contract, record: true },
});
