import { badValue, done, type MethodCall, notNow, ok, type Responder } from '../call';
import type { Order, OrderOption, Track } from '../model';
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
		};
	});
}

const priceOf = (options: OrderOption[]) => options.reduce((sum, { price }) => sum + price, 0);

/** The offer of options that the buyer decides about. */
function openOffer(call: MethodCall): { order: Order; track: Track } {
	const order = orderFor(call, { by: 'order_id', side: 'payer', status: [1] });
	const { track } = trackFor(call, 'track_id');
	if (track.decision !== 'open') throw notNow();
	return { order, track };
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
				is_deleting_requested: false,
			})),
		),
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
		const { order, track } = openOffer(call);
		pay(call, order.id, priceOf(track.extras));
		order.options.push(...track.extras);
		track.decision = 'accepted';
		return done;
	},
	payerDeclineExtras: (call) => {
		openOffer(call).track.decision = 'declined';
		return done;
	},
};
