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
import { deficit, orderById, orderFor } from './orderLookup';

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

function buy(call: MethodCall, kworkId: number, price: number, title?: string) {
	const { world, user } = call;
	const kwork = world.kworks.get(kworkId);
	if (kwork === undefined || kwork.statusId !== 7) throw notFound('Кворк');
	if (kwork.userId === user.id) throw badValue();
	pay(call, world.nextId('order'), price);
	const order = addOrder(world, {
		kworkId,
		title: title ?? kwork.title,
		workerId: kwork.userId,
		payerId: user.id,
		price,
		durationSeconds: kwork.days * 86_400,
		missingData: true,
		requirements: '',
	});
	world.addTrack(order, { type: 1, title: 'Заказ создан' });
	return ok({ orderId: order.id });
}

/** Lists, details and buying; the life cycle is in orderFlow.ts. */
export const orders: Record<string, Responder> = {
	workerOrders: list('worker', WORKER_FILTERS, 151),
	payerOrders: list('payer', PAYER_FILTERS, 150),
	order: (call) => {
		const order = orderById(call, 'id');
		return ok({ order: { id: order.id, kwork_title: order.kworkTitle } });
	},
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
	getOrderProvidedData: (call) => {
		const order = orderById(call, 'order_id');
		return ok([
			{
				message: order.requirements,
				files: order.fileIds.flatMap((id) => fileView(call.world, id) ?? []),
			},
		]);
	},
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
	ordersBetween: ({ parameters, user, world }) =>
		ok(
			[...world.orders.values()]
				.filter(({ workerId, payerId, status }) => {
					const sides = [workerId, payerId];
					return (
						status === 1 && sides.includes(user.id) && sides.includes(parameters.int('user_id'))
					);
				})
				.map(({ id, kworkTitle }) => ({ id, kwork_title: kworkTitle })),
		),
	getUsersLastOrderInfo: ({ parameters, user, world }) => {
		const peerId = parameters.int('interlocutorId');
		const order = world
			.ordersOf(user.id, 'worker')
			.find(({ payerId, status }) => payerId === peerId && status === 5);
		if (order === undefined) throw notFound('Заказ');
		const start = new Date(order.createdAt * 1000);
		const end = new Date((order.deliveredAt ?? order.deadline) * 1000);
		return ok({
			orderId: order.id,
			startTime: order.createdAt,
			startDay: String(start.getUTCDate()),
			startMonth: String(start.getUTCMonth() + 1),
			startYear: String(start.getUTCFullYear()),
			endDay: String(end.getUTCDate()),
			endMonth: String(end.getUTCMonth() + 1),
			endYear: String(end.getUTCFullYear()),
			interlocutor: world.user(peerId).username,
		});
	},
	orderKwork: (call) => {
		const { parameters, world } = call;
		const kwork = world.kworks.get(parameters.int('kworkId'));
		const count = Math.max(1, parameters.int('kworksCount', 1));
		const extras = Object.values(parameters.map('extras')).length * 500;
		return buy(call, parameters.int('kworkId'), (kwork?.price ?? 0) * count + extras);
	},
	repeatOrder: (call) => {
		const order = orderFor(call, { by: 'orderId', side: 'payer', status: [5] });
		return buy(call, order.kworkId, order.price, order.title);
	},
	payOrderAwaitingPayment: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [6] });
		pay(call, order.id, order.price);
		order.status = 1;
		call.world.addTrack(order, { type: 1, title: 'Заказ оплачен' });
		return done;
	},
	cancelOrderAwaitingPayment: (call) => {
		const order = orderFor(call, { by: 'order_id', side: 'payer', status: [6] });
		call.world.orders.delete(order.id);
		return done;
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
