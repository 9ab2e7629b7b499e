import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { ownProjectLocator } from '../../parameters';

export const deleteProject = defineOperation<KworkClient>()({
	value: 'delete',
	name: 'Delete',
	action: 'Delete your project',
	description: 'Deletes a project that you published as a buyer. One item.',
	effect: 'write',
	parameters: { projectId: ownProjectLocator() },
	prepare: async ({ client, params: { projectId }, signal }) => ({
		target: `project ${projectId}`,
		request: { method: 'deleteWant', parameters: { id: projectId } },
		send: async () => {
			await client.myProjects.delete(projectId, signal);
			return { projectId, deleted: true };
		},
	}),
});
