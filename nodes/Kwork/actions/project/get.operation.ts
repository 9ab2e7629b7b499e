import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { projectLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get a project',
	description:
		'One project on the exchange with its full description, budget and buyer. Use it before writing an offer; one item.',
	effect: 'read',
	parameters: { projectId: projectLocator() },
	execute: async ({ client, params, signal }) =>
		await client.projects.get(params.projectId, signal),
	output: { forms: (lib) => lib.kworkForms.project, record: true },
});
