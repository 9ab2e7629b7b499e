import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { ownJobLocator } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get one of my jobs',
	description: 'One of your postings with status, visibility and counts of proposals. One item.',
	effect: 'read',
	parameters: { myJobId: ownJobLocator() },
	execute: async ({ client: { api }, params }) => await api.buyer.job(params.myJobId),
	output: { forms: (lib) => lib.upworkForms.ownJob, record: false },
});
