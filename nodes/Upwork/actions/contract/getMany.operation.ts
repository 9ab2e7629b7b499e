import { defineOperation } from '../../../shared/operation';
import { textList } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contracts',
	description:
		'Contracts by ID, as found in rooms and the history. Many API keys may not read them; Get History is open to those. One item per contract.',
	effect: 'read',
	parameters: {
		contractIds: textList({
			displayName: 'Contract IDs',
			required: true,
			placeholder: 'e.g. 41000001, 41000002',
			description: 'Separated by commas',
		}),
	},
	execute: ({ client: { api }, params, signal }) =>
		api.business.contracts(params.contractIds, signal),
	output: { forms: (lib) => lib.upworkForms.contract, record: true },
});
