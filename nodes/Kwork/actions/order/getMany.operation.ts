import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { choice, ParameterValueError, returnAllAndLimit } from '../../../shared/parameters';
import { roleField } from '../../parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many orders',
	description:
		'Orders as seller or buyer, by status, newest first. Use it to sync orders and watch deadlines; one item per order.',
	effect: 'read',
	parameters: {
		role: roleField(),
		status: choice({
			displayName: 'Status',
			default: 'all',
			description: 'Which orders to return',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'All', value: 'all' },
				{ name: 'Awaiting Receipt', value: 'awaiting_receipt' },
				{ name: 'Cancelled', value: 'cancelled' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Missing Data', value: 'missing_data' },
				{ name: 'Unpaid', value: 'unpaid' },
			],
		}),
		limit: returnAllAndLimit(),
	},
	execute: ({ client, params: { role, status, limit }, signal }) => {
		const options = { limit, signal };
		if (role === 'seller' && status !== 'missing_data') {
			return client.orders.listAsSeller({ filter: status }, options);
		}
		if (role === 'buyer' && status !== 'awaiting_receipt') {
			return client.orders.listAsBuyer({ filter: status }, options);
		}
		throw new ParameterValueError(
			`"Status" does not exist for the role of a ${role}`,
			'Choose Missing Data for a buyer only and Awaiting Receipt for a seller only.',
		);
	},
	output: { forms: (lib) => lib.kworkForms.order, record: true },
});
