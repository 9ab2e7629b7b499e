import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { fieldParameters, fieldSetOf, keepingOwn, marked, proposalLocator } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a proposal',
	description: 'One of your proposals with its text, terms and status. One item.',
	effect: 'read',
	parameters: { proposalId: proposalLocator(), ...fieldParameters() },
	async execute({ client: { api }, params }) {
		const fields = fieldSetOf(params);
		return marked(await api.proposals.get(params.proposalId, fields), fields);
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.proposal), record: true },
});
