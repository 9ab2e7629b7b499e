import { flag } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { applicationIds } from '../../parameters';

export const markViewed = defineOperation<AvitoRun>()({
	value: 'markViewed',
	name: 'Mark Viewed',
	action: 'Mark applications viewed',
	description: 'Marks applications as opened or not opened. One item.',
	effect: 'write',
	parameters: {
		applicationIds: applicationIds(),
		viewed: flag({
			displayName: 'Viewed',
			default: true,
			description: 'Whether the applications count as viewed afterwards',
		}),
	},
	async prepare({ client: { api }, params, signal }) {
		const { applicationIds: ids, viewed } = params;
		return {
			target: `applications ${ids.slice(0, 3).join(', ')}`,
			request: { path: '/job/v1/applications/set_is_viewed', ids, is_viewed: viewed },
			send: async () => ({ applies: await api.applications.setViewed(viewed, ids, signal) }),
		};
	},
});
