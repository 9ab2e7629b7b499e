import { defineOperation } from '../../../shared/operation';
import { locator } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getByKey = defineOperation<UpworkRun>()({
	value: 'getByKey',
	name: 'Get by Key',
	action: 'Get a profile by key',
	description:
		"A freelancer's public profile with skills, rate and totals, by the key in its URL. One item.",
	effect: 'read',
	parameters: {
		profileKey: locator({
			displayName: 'Profile',
			description: 'A freelancer',
			urlPattern: 'https?://www\\.upwork\\.com/freelancers/(~01\\w+)',
			urlPlaceholder: 'https://www.upwork.com/freelancers/~0123456789abcdef01',
			idPlaceholder: '~0123456789abcdef01',
			idPattern: /^~01\w+$/,
		}),
	},
	execute: async ({ client: { api }, params }) => await api.people.freelancer(params.profileKey),
	output: { forms: (lib) => lib.upworkForms.freelancer, record: true },
});
