import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { orderLocator, roleField } from '../../parameters';

export const rejectCancellation = defineOperation<KworkClient>()({
	value: 'rejectCancellation',
	name: 'Reject Cancellation',
	action: 'Reject the cancellation of an order',
	description:
		"Refuses the other side's request to cancel an order, which then continues. One item.",
	effect: 'write',
	parameters: { orderId: orderLocator(), role: roleField() },
	prepare: async ({ client, params: { orderId, role }, signal }) => ({
		target: `order ${orderId}`,
		request: {
			method:
				role === 'seller' ? 'rejectCancelOrderRequestByWorker' : 'rejectCancelOrderRequestByPayer',
			parameters: { order_id: orderId },
		},
		send: async () => {
			await client.orders.cancellations.reject(orderId, role, signal);
			return { orderId, cancellationRejected: true };
		},
	}),
});
