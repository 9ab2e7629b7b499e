import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { ownProjectLocator } from '../../parameters';

export const restart = defineOperation<KworkClient>()({
	value: 'restart',
	name: 'Restart',
	action: 'Restart your project',
	description: 'Publishes your project again, so that it takes offers. One item.',
	effect: 'write',
	parameters: { projectId: ownProjectLocator() },
	prepare: async ({ client, params: { projectId }, signal }) => ({
		target: `project ${projectId}`,
		request: { method: 'restartWant', parameters: { id: projectId } },
		send: async () => {
			await client.myProjects.restart(projectId, signal);
			return { projectId, restarted: true };
		},
	}),
});
