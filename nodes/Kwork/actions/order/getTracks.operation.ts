import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { orderLocator } from '../../parameters';

export const getTracks = defineOperation<KworkClient>()({
	value: 'getTracks',
	name: 'Get Tracks',
	action: 'Get the tracks of an order',
	description:
		'Messages and events of an order, newest first. Use it to see how an order went; one item per entry.',
	effect: 'read',
	parameters: { orderId: orderLocator(), limit: returnAllAndLimit() },
	execute: ({ client, params: { orderId, limit }, signal }) =>
		client.orders.tracks(orderId, { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.track, record: false },
});
