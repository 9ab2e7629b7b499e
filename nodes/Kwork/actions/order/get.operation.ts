import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { orderLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get an order',
	description: 'One order: parties, price, deadline, stages and what can be done now. One item.',
	effect: 'read',
	parameters: { orderId: orderLocator() },
	execute: async ({ client, params, signal }) => await client.orders.get(params.orderId, signal),
	output: { forms: (lib) => lib.kworkForms.orderDetails, record: false },
});
