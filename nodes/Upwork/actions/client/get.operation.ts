import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { jobLocator } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get the client of a job',
	description:
		'What is known about the client behind a posting: country, payment, spending, hires, hire rate, rating. Upwork has no call for a client by ID; reviews and rates paid are not shown. One item.',
	effect: 'read',
	parameters: { jobId: jobLocator() },
	execute: async ({ client: { api }, params }) => await api.jobs.clientOf(params.jobId),
});
