import { defineOperation } from '../../../shared/operation';
import { textList } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many jobs',
	description: 'Title and text of several postings by ID, in few requests. One item per posting.',
	effect: 'read',
	parameters: {
		jobIds: textList({
			displayName: 'Job IDs',
			required: true,
			placeholder: 'e.g. 1990000000000000001, ~021990000000000000002',
			description: 'Separated by commas',
		}),
	},
	execute: ({ client: { api }, params }) => api.jobs.contents(params.jobIds),
	output: { forms: (lib) => lib.upworkForms.jobContent, record: false },
});
