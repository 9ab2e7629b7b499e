import { loadedChoice } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { applicationIds } from '../../parameters';

export const applyAction = defineOperation<AvitoRun>()({
	value: 'applyAction',
	name: 'Apply Action',
	action: 'Move applications to a state',
	description:
		'Moves applications to a state such as interview or rejected. One item with the applications that Avito changed.',
	effect: 'write',
	parameters: {
		applicationIds: applicationIds(),
		state: loadedChoice({
			displayName: 'State Name or ID',
			required: true,
			loadOptionsMethod: 'getApplicationStates',
			description:
				'State to move them to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		}),
	},
	async prepare({ client: { api }, params, signal }) {
		const { applicationIds: ids, state } = params;
		return {
			target: `applications ${ids.slice(0, 3).join(', ')}`,
			request: { path: '/job/v1/applications/apply_actions', action: state, ids },
			send: async () => ({ applies: await api.applications.applyAction(state, ids, signal) }),
		};
	},
});
