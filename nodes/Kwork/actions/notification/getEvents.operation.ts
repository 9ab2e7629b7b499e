import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';

export const getEvents = defineOperation<KworkClient>()({
	value: 'getEvents',
	name: 'Get Events',
	action: 'Get the waiting events',
	description:
		'Events that wait in the queue of the account until Mark Received takes them off. One item per event.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit() },
	execute: ({ client, params: { limit }, signal }) =>
		client.notifications.events({ limit, signal }),
});
