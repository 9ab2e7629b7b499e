import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { orderLocator } from '../../parameters';

export const getCancelReasons = defineOperation<KworkClient>()({
	value: 'getCancelReasons',
	name: 'Get Cancellation Reasons',
	action: 'Get the cancellation reasons of an order',
	description:
		'Reasons with which the order can be cancelled now; Request Cancellation takes their ID. One item per reason.',
	effect: 'read',
	parameters: { orderId: orderLocator() },
	execute: async ({ client, params, signal }) =>
		await client.orders.cancellations.reasons(params.orderId, signal),
});
