import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { ParameterValueError, textList } from '../../../shared/parameters';
import { ids } from '../../parameters';

export const markReceived = defineOperation<KworkClient>()({
	value: 'markReceived',
	name: 'Mark Received',
	action: 'Mark events as received',
	description: "Removes events that Get Events has read from the account's queue. One item.",
	effect: 'write',
	parameters: {
		ids: textList({
			displayName: 'Event IDs',
			required: true,
			placeholder: 'e.g. 70001, 70002',
			description: 'IDs from Get Events, separated by commas',
		}),
	},
	prepare: async ({ client, params, signal }) => {
		const eventIds = ids(params.ids, 'Event IDs');
		if (!eventIds)
			throw new ParameterValueError('"Event IDs" is empty', 'Enter the IDs from Get Events.');
		return {
			target: `events ${eventIds.join(', ')}`,
			request: { method: 'notificationsReceived', parameters: { ids: eventIds } },
			async send() {
				await client.notifications.confirmEvents(eventIds, signal);
				return { received: eventIds };
			},
		};
	},
});
