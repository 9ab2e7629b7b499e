import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { ownProjectLocator } from '../../parameters';

export const stop = defineOperation<KworkClient>()({
	value: 'stop',
	name: 'Stop',
	action: 'Stop your project',
	description: 'Stops taking offers on your project; Restart opens it again. One item.',
	effect: 'write',
	parameters: { projectId: ownProjectLocator() },
	prepare: async ({ client, params: { projectId }, signal }) => ({
		target: `project ${projectId}`,
		request: { method: 'stopWant', parameters: { id: projectId } },
		send: async () => {
			await client.myProjects.stop(projectId, signal);
			return { projectId, stopped: true };
		},
	}),
});
