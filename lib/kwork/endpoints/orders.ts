import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import {
	orderDetailsSchema,
	orderFileSchema,
	orderHeaderSchema,
	orderListSchema,
	orderTracksSchema,
	type Order,
	type OrderDetails,
	type OrderFile,
	type OrderHeader,
	type Track,
} from '../schemas/order';
import { list, one } from '../schemas/values';
import { sameText } from '../text';
import { write } from './write';
import { OrderChat } from './orderChat';
import { OrderCancellations } from './orderCancellations';
import { OrderExtras } from './orderExtras';
import { OrderWork } from './orderWork';
import type { MessagesEndpoint } from './messages';

const listOfOrderFile = list(orderFileSchema);
const oneOrderDetails = one(orderDetailsSchema);
const oneOrderHeader = one(orderHeaderSchema);
const oneOrderList = one(orderListSchema);
const oneOrderTracks = one(orderTracksSchema);

export type SellerOrderFilter =
	'all' | 'active' | 'cancelled' | 'delivered' | 'completed' | 'unpaid' | 'awaiting_receipt';
export type BuyerOrderFilter =
	'all' | 'active' | 'cancelled' | 'delivered' | 'completed' | 'unpaid' | 'missing_data';

/** Orders of a seller and of a buyer (kwork.md 3.6 to 3.10). */
export class OrdersEndpoint {
	/** What seller and buyer do with an order: take, report, deliver, accept. */
	readonly work: OrderWork;

	readonly cancellations: OrderCancellations;

	readonly extras: OrderExtras;

	readonly chat: OrderChat;

	constructor(
		private readonly api: KworkApi,
		messages: MessagesEndpoint,
	) {
		this.work = new OrderWork(api, this, messages);
		this.cancellations = new OrderCancellations(api, this);
		this.extras = new OrderExtras(api, this);
		this.chat = new OrderChat(api);
	}

	/** Orders in which the account is the seller. */
	listAsSeller(
		filters: { filter?: SellerOrderFilter } = {},
		options: ListOptions = {},
	): AsyncGenerator<Order, void, undefined> {
		return this.walk('workerOrders', filters.filter ?? 'all', options);
	}

	/** Orders in which the account is the buyer. */
	listAsBuyer(
		filters: { filter?: BuyerOrderFilter } = {},
		options: ListOptions = {},
	): AsyncGenerator<Order, void, undefined> {
		return this.walk('payerOrders', filters.filter ?? 'all', options);
	}

	/** Parties, price, deadline, and what may be done now (`is…Available`). */
	async header(orderId: number, signal?: AbortSignal): Promise<OrderHeader> {
		return await this.api.call('getOrderHeader', { orderId }, oneOrderHeader, {
			effect: 'read',
			signal,
		});
	}

	/** Description, stages, key events. */
	async details(orderId: number, signal?: AbortSignal): Promise<OrderDetails> {
		return await this.api.call('getOrderDetails', { orderId }, oneOrderDetails, {
			effect: 'read',
			signal,
		});
	}

	/** Header and details in one object. */
	async get(orderId: number, signal?: AbortSignal): Promise<OrderHeader & OrderDetails> {
		const [header, details] = await Promise.all([
			this.header(orderId, signal),
			this.details(orderId, signal),
		]);
		return { ...details, ...header };
	}

	/** Chat and events of an order, newest first. */
	async *tracks(
		orderId: number,
		options: ListOptions = {},
	): AsyncGenerator<Track, void, undefined> {
		const { signal, limit = Infinity } = options;
		const seen = new Set<number>();
		let trackId: number | undefined;
		for (;;) {
			const page = await this.trackPage(orderId, trackId, signal);
			const fresh = page.filter(({ id }) => !seen.has(id)).sort((a, b) => b.id - a.id);
			for (const track of fresh) {
				if (seen.size >= limit) return;
				seen.add(track.id);
				yield track;
			}
			trackId = fresh.at(-1)?.id;
			if (trackId === undefined || seen.size >= limit) return;
		}
	}

	async files(orderId: number, signal?: AbortSignal): Promise<OrderFile[]> {
		return await this.api.call('getOrderFiles', { id: orderId }, listOfOrderFile, {
			effect: 'read',
			signal,
		});
	}

	/** A private note on an order; an empty text removes it. */
	async setNote(orderId: number, note: string, signal?: AbortSignal): Promise<void> {
		const method = note === '' ? 'deleteOrderNote' : 'saveOrderNote';
		const parameters = { order_id: orderId, note: note || undefined };
		await write(this.api, method, parameters, signal, async () => {
			return sameText((await this.header(orderId)).order?.note ?? '', note);
		});
	}

	private async trackPage(
		orderId: number,
		trackId: number | undefined,
		signal?: AbortSignal,
	): Promise<Track[]> {
		const anchor = trackId === undefined ? {} : { trackId, direction: 'before' };
		const answer = await this.api.call(
			'getTracks',
			{ orderId, limit: 50, ...anchor },
			oneOrderTracks,
			{ effect: 'read', signal },
		);
		return answer.messages;
	}

	/** No orders at all is error 150 or 151, which the API layer turns into an empty list. */
	private walk(method: string, filter: string, options: ListOptions) {
		return pages(
			async (page) => {
				const answer = await this.api.ask(method, { filter, page }, oneOrderList, {
					effect: 'read',
					signal: options.signal,
				});
				return { items: answer.value.orders, paging: answer.paging };
			},
			(order) => order.id,
			options,
		);
	}
}
