import type { KworkApi } from '../api';
import type { Parameters } from '../parameters';
import { cancelReasonSchema, type CancelReason, type Order } from '../schemas/order';
import { list } from '../schemas/values';
import type { ListOptions } from '../paging';
import { before, write } from './write';

const listOfCancelReason = list(cancelReasonSchema);

export type OrderRole = 'seller' | 'buyer';

const SIDE = { seller: 'Worker', buyer: 'Payer' } as const;

const CANCELLED = 3;
/** How far the lists of orders are read for one that is in work. */
const LOOK_THROUGH = 200;

interface OrderLists {
	listAsSeller(filters: { filter: 'all' }, options: ListOptions): AsyncIterable<Order>;
	listAsBuyer(filters: { filter: 'all' }, options: ListOptions): AsyncIterable<Order>;
}

/** What the lists tell of an order: cancelled, or asked to be. */
interface CancelState {
	cancelled: boolean;
	asked: boolean;
}

/** Cancelling: one side asks, the other agrees or refuses, the first may withdraw (kwork.md 3.7). */
export class OrderCancellations {
	constructor(
		private readonly api: KworkApi,
		private readonly orders: OrderLists,
	) {}

	/** The reasons that are possible now. `id` is what `request` takes. */
	async reasons(orderId: number, signal?: AbortSignal): Promise<CancelReason[]> {
		return await this.api.call('getOrderCancellationReasons', { orderId }, listOfCancelReason, {
			effect: 'read',
			signal,
		});
	}

	/** Cancels the order, or asks the other side for it, depending on the reason. */
	async request(
		input: { orderId: number; role: OrderRole; reasonId: string; message?: string },
		signal?: AbortSignal,
	): Promise<void> {
		const parameters = {
			order_id: input.orderId,
			reason_type: input.reasonId,
			message: input.message || undefined,
		};
		const method = `cancelOrderBy${SIDE[input.role]}`;
		await this.write(input, method, parameters, signal, (old, now) => {
			return !old.asked && !old.cancelled && (now.asked || now.cancelled);
		});
	}

	/** Agrees to the other side's request. A buyer also says whether the reason is right. */
	async confirm(
		input: { orderId: number; role: OrderRole; agreesWithReason?: boolean },
		signal?: AbortSignal,
	): Promise<void> {
		const reply = (input.agreesWithReason ?? true) ? 'agree' : 'disagree';
		await this.write(
			input,
			`confirmCancelOrderRequestBy${SIDE[input.role]}`,
			{ order_id: input.orderId, reply_type: input.role === 'buyer' ? reply : undefined },
			signal,
			(old, now) => !old.cancelled && now.cancelled,
		);
	}

	/** Refuses the other side's request. */
	async reject(orderId: number, role: OrderRole, signal?: AbortSignal): Promise<void> {
		const method = `rejectCancelOrderRequestBy${SIDE[role]}`;
		await this.write({ orderId, role }, method, { order_id: orderId }, signal, isOver);
	}

	/** Takes the own request back. */
	async withdraw(orderId: number, role: OrderRole, signal?: AbortSignal): Promise<void> {
		const method = `deleteCancelOrderRequestBy${SIDE[role]}`;
		await this.write({ orderId, role }, method, { order_id: orderId }, signal, isOver);
	}

	/** A lost answer is settled by how the order in the list has changed. */
	private async write(
		order: { orderId: number; role: OrderRole },
		method: string,
		parameters: Parameters,
		signal: AbortSignal | undefined,
		happened: (old: CancelState, now: CancelState) => boolean,
	): Promise<void> {
		const old = await before(async () => await this.stateOf(order));
		await write(this.api, method, parameters, signal, async () => {
			const now = old && (await this.stateOf(order));
			return old !== undefined && now !== undefined && happened(old, now);
		});
	}

	private async stateOf({ orderId, role }: { orderId: number; role: OrderRole }) {
		const filter = { filter: 'all' as const };
		const limit = { limit: LOOK_THROUGH };
		const all =
			role === 'seller'
				? this.orders.listAsSeller(filter, limit)
				: this.orders.listAsBuyer(filter, limit);
		for await (const order of all) {
			if (order.id !== orderId) continue;
			return { cancelled: order.status === CANCELLED, asked: order.is_cancel_request === true };
		}
		return undefined;
	}
}

/** The request is gone, and the order goes on. */
function isOver(old: CancelState, now: CancelState): boolean {
	return old.asked && !now.asked && !now.cancelled;
}
