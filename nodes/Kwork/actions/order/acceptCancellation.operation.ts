import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { orderLocator, roleField } from '../../parameters';

export const acceptCancellation = defineOperation<KworkClient>()({
	value: 'acceptCancellation',
	name: 'Accept Cancellation',
	action: 'Accept the cancellation of an order',
	description: "Agrees to the other side's request to cancel an order, which ends it. One item.",
	effect: 'write',
	parameters: { orderId: orderLocator(), role: roleField() },
	prepare: async ({ client, params: { orderId, role }, signal }) => ({
		target: `order ${orderId}`,
		request: {
			method:
				role === 'seller'
					? 'confirmCancelOrderRequestByWorker'
					: 'confirmCancelOrderRequestByPayer',
			parameters: { order_id: orderId },
		},
		send: async () => {
			await client.orders.cancellations.confirm({ orderId, role }, signal);
			return { orderId, cancellationAccepted: true };
		},
	}),
});
