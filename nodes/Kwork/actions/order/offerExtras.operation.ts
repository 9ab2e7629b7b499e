import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { list, number, ParameterValueError } from '../../../shared/parameters';
import { orderLocator } from '../../parameters';

export const offerExtras = defineOperation<KworkClient>()({
	value: 'offerExtras',
	name: 'Offer Extras',
	action: 'Offer extras for an order',
	description:
		'Seller: offers paid extras to the buyer of an order, who may accept or decline them. One item.',
	effect: 'write',
	parameters: {
		orderId: orderLocator(),
		extras: list(
			{ displayName: 'Extras', itemName: 'Extra', description: 'What to offer' },
			{
				id: number({
					displayName: 'Extra ID',
					default: 0,
					description: 'ID of an option of the order',
				}),
				count: number({ displayName: 'Count', default: 1, typeOptions: { minValue: 1 } }),
			},
		),
	},
	prepare: async ({ client, params: { orderId, extras }, signal }) => {
		if (extras.length === 0 || extras.some(({ id, count }) => id <= 0 || count < 1)) {
			throw new ParameterValueError(
				'"Extras" is empty or contains no ID',
				'Add an extra with ID and count.',
			);
		}
		const counts = Object.fromEntries(extras.map(({ id, count }) => [id, count]));
		return {
			target: `order ${orderId}`,
			request: { method: 'offerOrderOptions', parameters: { orderId, options: counts } },
			async send() {
				await client.orders.extras.offer({ orderId, counts }, signal);
				return { orderId, offered: counts };
			},
		};
	},
});
