import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { notEmpty, orderLocator, roleField } from '../../parameters';

export const requestCancellation = defineOperation<KworkClient>()({
	value: 'requestCancellation',
	name: 'Request Cancellation',
	action: 'Request the cancellation of an order',
	description:
		'Cancels an order or asks the other side to agree, depending on the reason. One item.',
	effect: 'write',
	parameters: {
		orderId: orderLocator(),
		role: roleField(),
		reasonId: text({
			displayName: 'Reason ID',
			required: true,
			placeholder: 'e.g. worker_no_time',
			description: 'ID from Get Cancellation Reasons',
		}),
		message: text({ displayName: 'Message', rows: 2, description: 'For the other side' }),
	},
	prepare: async ({ client, params: { orderId, role, reasonId, message }, signal }) => ({
		target: `order ${orderId}`,
		content: message,
		request: {
			method: role === 'seller' ? 'cancelOrderByWorker' : 'cancelOrderByPayer',
			parameters: { order_id: orderId, reason_type: reasonId, message },
		},
		send: async () => {
			await client.orders.cancellations.request(
				{ orderId, role, reasonId: notEmpty(reasonId, 'Reason ID'), message },
				signal,
			);
			return { orderId, cancellationRequested: true };
		},
	}),
});
