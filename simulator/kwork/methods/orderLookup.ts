import { type MethodCall, notFound, notNow } from '../call';
import type { Order, OrderStatus, Track } from '../model';

/** The order of a parameter, when the caller is its seller or buyer. */
export function orderById({ parameters, user, world }: MethodCall, name: string): Order {
	const order = world.orders.get(parameters.int(name));
	if (order === undefined || ![order.workerId, order.payerId].includes(user.id)) {
		throw notFound('Заказ');
	}
	return order;
}

export interface Need {
	/** Parameter that names the order. */
	by: 'id' | 'orderId' | 'order_id';
	side?: 'worker' | 'payer';
	status?: readonly OrderStatus[];
}

/** The order, when the caller is on that side of it and it is in one of the states. */
export function orderFor(call: MethodCall, { by, side, status }: Need): Order {
	const order = orderById(call, by);
	const own = side === 'worker' ? order.workerId : order.payerId;
	if (side !== undefined && own !== call.user.id) throw notNow('Недостаточно прав');
	if (status !== undefined && !status.includes(order.status)) {
		throw notNow('Действие недоступно в этом состоянии заказа');
	}
	return order;
}

/** A track of one of the caller's orders. */
export function trackFor(call: MethodCall, name: string): { order: Order; track: Track } {
	const found = call.world.trackById(call.parameters.int(name));
	if (found === undefined || ![found.order.workerId, found.order.payerId].includes(call.user.id)) {
		throw notFound('Трек');
	}
	return found;
}

/** What a buying call needs; too little money answers like `balance_deficit` (kwork.md 4.7). */
export const deficit = (orderId: number, amount: number) => ({
	response: {
		orderId,
		amount,
		service_fee_type: 'percent',
		service_fee_min: 50,
		service_fee_percent: 5,
		service_fee_min_percent_sum: 1000,
		service_fee_fixed: 0,
		currency: 'RUB',
		payment_type_available_collection: [
			{
				type: 'paymore_card',
				name: 'Банковская карта',
				country_group_code: null,
				country_groups: null,
				amount_limits: null,
				consent_url: '',
				lock_refill_sum: false,
			},
		],
		paymentUrlWebView: 'https://kwork.ru/balance/example',
	},
});
