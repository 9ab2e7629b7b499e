import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get the account',
	description:
		'The signed-in user and the organization that calls are made for, with their IDs. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api } }) => await api.people.viewer(),
	output: { forms: (lib) => lib.upworkForms.viewer, record: false },
});
