import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many of my jobs',
	description:
		'Postings of the chosen client organization with the number of proposals. One item per posting.',
	effect: 'read',
	parameters: {
		limit: returnAllAndLimit(),
		title: text({ displayName: 'Title', description: 'Only postings with this title' }),
	},
	execute: ({ client: { api }, params: { limit, title }, signal }) =>
		api.buyer.jobs({ filter: title ? { title_eq: title } : {}, limit, signal }),
	output: { forms: (lib) => lib.upworkForms.ownJob, record: false },
});
