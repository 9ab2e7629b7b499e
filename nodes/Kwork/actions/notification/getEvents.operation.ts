import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';

export const getEvents = defineOperation<KworkClient>()({
	value: 'getEvents',
	name: 'Get Events',
	action: 'Get the waiting events',
	description:
		"Events that wait in the account's queue until Mark Received removes them. One item per event.",
	effect: 'read',
	parameters: { limit: returnAllAndLimit() },
	execute: ({ client, params: { limit }, signal }) =>
		client.notifications.events({ limit, signal }),
});
