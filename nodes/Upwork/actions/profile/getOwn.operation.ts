import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';

export const getOwn = defineOperation<UpworkRun>()({
	value: 'getOwn',
	name: 'Get Own',
	action: 'Get your profile',
	description: 'Your freelancer profile with earnings, jobs, rating and skills. One item.',
	effect: 'read',
	parameters: {},
	execute: async ({ client: { api } }) => await api.people.ownProfile(),
	output: { forms: (lib) => lib.upworkForms.ownProfile, record: false },
});
