import { badValue, done, type MethodCall, notFound, notNow, ok, type Responder } from '../call';
import type { Order, OrderOption } from '../model';
import { trackView } from '../views/orders';
import { interlocutorView } from '../views/users';
import { pay } from './orders';
import { orderById, orderFor, trackFor } from './orderLookup';

const DAY = 86_400;

/** What can be added to every order of the seed. */
const EXTRAS = [
	{ id: 11, name: 'Срочное выполнение', price: 500, days: -1 },
	{ id: 12, name: 'Исходные файлы', price: 300, days: 0 },
	{ id: 13, name: 'Поддержка месяц', price: 1500, days: 2 },
];

function chosenExtras({ parameters, world }: MethodCall, name: string): OrderOption[] {
	return Object.entries(parameters.map(name)).map(([id, count]) => {
		const extra = EXTRAS.find((candidate) => candidate.id === Number(id));
		const amount = Number(count);
		if (extra === undefined || !(amount > 0)) throw badValue();
		return {
			id: world.nextId('option'),
			extraId: extra.id,
			name: extra.name,
			count: amount,
			duration: extra.days * DAY,
			price: extra.price * amount,
			deletingRequested: false,
		};
	});
}

const priceOf = (options: OrderOption[]) => options.reduce((sum, { price }) => sum + price, 0);

const decline =
	(side: 'worker' | 'payer'): Responder =>
	(call) => {
		orderFor(call, { by: 'order_id', side });
		const { track } = trackFor(call, 'track_id');
		if (track.decision !== 'open') throw notNow();
		track.decision = 'declined';
		return done;
	};

const removal =
	(change: (order: Order, option: OrderOption) => void): Responder =>
	(call) => {
		const { order } = trackFor(call, 'track_id');
		const option = order.options.find(({ deletingRequested }) => deletingRequested);
		if (option === undefined) throw notFound('Запрос на удаление опции');
		change(order, option);
		return done;
	};

const remove = (order: Order, option: OrderOption) =>
	order.options.splice(order.options.indexOf(option), 1);
const keep = (_order: Order, option: OrderOption) => {
	option.deletingRequested = false;
};

function ownOption({ parameters, user, world }: MethodCall) {
	for (const order of world.orders.values()) {
		const option = order.options.find(({ id }) => id === parameters.int('extra_id'));
		if (option !== undefined && [order.workerId, order.payerId].includes(user.id)) {
			return { order, option };
		}
	}
	throw notFound('Опция');
}

/** Options of an order (kwork.md 3.9). */
export const extras: Record<string, Responder> = {
	getExtrasAvailableForOrder: (call) => {
		orderById(call, 'orderId');
		return ok(
			EXTRAS.map(({ id, name, price, days }) => ({
				id,
				name,
				payer_price: price,
				worker_price: price * 0.8,
				is_additional_kwork_extra: true,
				currency: 'RUB',
				time: days,
				is_extra_volume: false,
				volume: [],
			})),
		);
	},
	getOrderedExtras: (call) =>
		ok(
			orderById(call, 'orderId').options.map((option) => ({
				id: option.id,
				extra_id: option.extraId,
				name: option.name,
				count: option.count,
				duration: option.duration,
				price: option.price,
				is_deleting_requested: option.deletingRequested,
			})),
		),
	getCustomOptionsPresets: (call) => {
		orderById(call, 'order_id');
		return ok([
			{
				extra_limit_price: 50_000,
				time_upper_bound_in_days: 30,
				price_range: [
					{ payer_price: 500, worker_price: 400 },
					{ payer_price: 1000, worker_price: 800 },
				],
			},
		]);
	},
	offerOrderOptions: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'worker', status: [1] });
		const track = call.world.addTrack(order, {
			type: 31,
			title: 'Предложены опции',
			fromId: call.user.id,
			extras: chosenExtras(call, 'options'),
			decision: 'open',
		});
		return ok({
			messages: [trackView(call.world, order, track)],
			user: interlocutorView(call.world.user(order.payerId)),
		});
	},
	payerBuyExtras: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
		const options = chosenExtras(call, 'extras');
		pay(call, order.id, priceOf(options));
		order.options.push(...options);
		return done;
	},
	acceptExtras: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
		const { track } = trackFor(call, 'track_id');
		if (track.decision !== 'open') throw notNow();
		pay(call, order.id, priceOf(track.extras));
		order.options.push(...track.extras);
		track.decision = 'accepted';
		return done;
	},
	payerDeclineExtras: decline('payer'),
	workerDeclineExtras: decline('worker'),
	payerExtraDelete: (call) => {
		const { order, option } = ownOption(call);
		option.deletingRequested = true;
		call.world.addTrack(order, {
			type: 34,
			title: 'Запрос на удаление опции',
			fromId: call.user.id,
		});
		return done;
	},
	workerExtraDelete: (call) => {
		const { order, option } = ownOption(call);
		remove(order, option);
		return done;
	},
	workerConfirmsExtraRemovalRequest: removal(remove),
	workerDeclinesExtraRemovalRequest: removal(keep),
	payerDeclinesExtraRemovalRequest: removal(keep),
	payerUpgradePackage: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
		pay(call, order.id, 1000);
		order.price += 1000;
		return done;
	},
};
