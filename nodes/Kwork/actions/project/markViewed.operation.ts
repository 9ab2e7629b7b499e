import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { projectLocator } from '../../parameters';

export const markViewed = defineOperation<KworkClient>()({
	value: 'markViewed',
	name: 'Mark as Viewed',
	action: 'Mark a project as viewed',
	description:
		'Marks a project as viewed, so that it no longer counts as new on the site. One item.',
	effect: 'write',
	parameters: { projectId: projectLocator() },
	prepare: async ({ client, params: { projectId }, signal }) => ({
		target: `project ${projectId}`,
		request: { method: 'POST', url: 'https://kwork.ru/api/offer/addview', wantIds: [projectId] },
		send: async () => {
			await client.projects.markViewed([projectId], signal);
			return { projectId, viewed: true };
		},
	}),
});
