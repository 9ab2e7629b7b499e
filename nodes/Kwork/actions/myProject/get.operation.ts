import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { ownProjectLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get your project',
	description: 'One project that you published as a buyer: status, views, offers. One item.',
	effect: 'read',
	parameters: { projectId: ownProjectLocator() },
	execute: async ({ client, params, signal }) =>
		await client.myProjects.get(params.projectId, signal),
	output: { forms: (lib) => lib.kworkForms.ownProject, record: false },
});
