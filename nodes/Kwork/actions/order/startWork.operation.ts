import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { orderLocator } from '../../parameters';

export const startWork = defineOperation<KworkClient>()({
	value: 'startWork',
	name: 'Start Work',
	action: 'Start work on an order',
	description:
		'Seller: starts work on a new order before the time to accept it runs out. One item.',
	effect: 'write',
	parameters: { orderId: orderLocator() },
	prepare: async ({ client, params: { orderId }, signal }) => ({
		target: `order ${orderId}`,
		request: { method: 'workerInprogress', parameters: { order_id: orderId } },
		send: async () => {
			await client.orders.work.start(orderId, { signal });
			return { orderId, inWork: true };
		},
	}),
});
