import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const getOrganizations = defineOperation<UpworkRun>()({
	value: 'getOrganizations',
	name: 'Get Organizations',
	action: 'Get the organizations of the account',
	description:
		'The personal account, agencies and client companies that the user can act for. One item each.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api } }) => await api.people.organizations(),
	output: { forms: (lib) => lib.upworkForms.organization, record: false },
});
