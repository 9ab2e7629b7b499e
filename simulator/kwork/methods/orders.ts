import {
	ApiFailure,
	badValue,
	done,
	type MethodCall,
	notFound,
	ok,
	pageOf,
	type Responder,
} from '../call';
import type { Order } from '../model';
import { addOrder } from '../seed/orders';
import { fileView } from '../views/files';
import {
	orderDetailsView,
	orderHeaderView,
	payerOrderView,
	workerOrderView,
} from '../views/orders';
import { deficit, orderById } from './orderLookup';

const ORDERS_PER_PAGE = 10;

type OrderFilter = Record<string, (order: Order) => boolean>;

const FILTERS: OrderFilter = {
	active: ({ status }) => status === 1 || status === 2,
	cancelled: ({ status }) => status === 3,
	delivered: ({ status }) => status === 4,
	completed: ({ status }) => status === 5,
	unpaid: ({ status }) => status === 6,
};
const WORKER_FILTERS: OrderFilter = { ...FILTERS, awaiting_receipt: () => false };
const PAYER_FILTERS: OrderFilter = {
	...FILTERS,
	missing_data: ({ missingData }) => missingData,
};

/** Both order lists: paging inside `response`, counters partly text, an error when empty. */
const list =
	(side: 'worker' | 'payer', filters: OrderFilter, emptyCode: number): Responder =>
	(call) => {
		const { parameters, user, world } = call;
		const filter = parameters.text('filter') || 'active';
		const keep = filter === 'all' ? () => true : filters[filter];
		if (keep === undefined) throw badValue();
		const all = world.ordersOf(user.id, side);
		const kept = all.filter(keep);
		if (kept.length === 0 && world.settings.emptyOrdersAreErrors) {
			throw new ApiFailure('Заказов нет', emptyCode);
		}
		const counts = Object.entries(filters).map(([name, fits]) => [name, all.filter(fits).length]);
		const { items, paging } = pageOf(kept, parameters.int('page', 1), ORDERS_PER_PAGE);
		const view = side === 'worker' ? workerOrderView : payerOrderView;
		return ok({
			filter,
			filter_counts: {
				...Object.fromEntries(counts),
				all: world.settings.wobblingTypes ? String(all.length) : all.length,
			},
			orders: items.map((order) => view(world, order)),
			paging: { page: paging.page, total: paging.total, limit: paging.limit },
		});
	};

const listed = ({ world }: MethodCall, view: unknown) =>
	ok(world.settings.orderDetailsAsList ? [view] : view);

/** Buys from the free balance, or fails like `balance_deficit`. */
export function pay({ user }: MethodCall, orderId: number, price: number): void {
	const free = user.balance.total - user.balance.hold;
	if (free < price) throw new ApiFailure('Недостаточно средств', 0, deficit(orderId, price - free));
	user.balance.hold += price;
}

/** Lists, details and buying; the life cycle is in orderFlow.ts. */
export const orders: Record<string, Responder> = {
	workerOrders: list('worker', WORKER_FILTERS, 151),
	payerOrders: list('payer', PAYER_FILTERS, 150),
	getOrderHeader: (call) => {
		const { parameters } = call;
		const known = Object.fromEntries(
			['order', 'kwork', 'payer', 'worker'].map((name) => [
				name,
				parameters.int(`${name}Hash`, -1),
			]),
		);
		return listed(call, orderHeaderView(call.world, orderById(call, 'orderId'), known));
	},
	getOrderDetails: (call) => listed(call, orderDetailsView(call.world, orderById(call, 'orderId'))),
	getOrderFiles: (call) => {
		const order = orderById(call, 'id');
		const ids = [...order.fileIds, ...order.tracks.flatMap(({ fileIds }) => fileIds)];
		return ok(
			ids
				.flatMap((id) => fileView(call.world, id) ?? [])
				.map((file) => ({
					id: file.id,
					entity_type: 'track',
					fname: file.name,
					cloudUrl: '',
					size: file.size,
					url: file.file_url,
					miniature_url: file.miniature_url,
					date: file.timestamp,
					owner: true,
				})),
		);
	},
	orderKwork: (call) => {
		const { parameters, user, world } = call;
		const kwork = world.kworks.get(parameters.int('kworkId'));
		if (kwork === undefined || kwork.statusId !== 7) throw notFound('Кворк');
		if (kwork.userId === user.id) throw badValue();
		const count = Math.max(1, parameters.int('kworksCount', 1));
		const price = kwork.price * count + Object.values(parameters.map('extras')).length * 500;
		pay(call, world.nextId('order'), price);
		const order = addOrder(world, {
			kworkId: kwork.id,
			title: kwork.title,
			workerId: kwork.userId,
			payerId: user.id,
			price,
			durationSeconds: kwork.days * 86_400,
			missingData: true,
			requirements: '',
		});
		world.addTrack(order, { type: 1, title: 'Заказ создан' });
		return ok({ orderId: order.id });
	},
	saveOrderNote: (call) => {
		orderById(call, 'order_id').note = call.parameters.text('note');
		return done;
	},
	deleteOrderNote: (call) => {
		orderById(call, 'order_id').note = '';
		return done;
	},
};
