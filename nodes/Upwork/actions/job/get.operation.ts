import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { fieldParameters, fieldSetOf, jobLocator, keepingOwn, marked } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get a job',
	description:
		'One posting with its screening questions, terms, activity and attachments. Client statistics are in Client > Get. One item.',
	effect: 'read',
	parameters: { jobId: jobLocator(), ...fieldParameters() },
	async execute({ client: { api }, params }) {
		const fields = fieldSetOf(params);
		return marked(await api.jobs.get(params.jobId, fields), fields);
	},
	output: { forms: keepingOwn((lib) => lib.upworkForms.job), record: true },
});
