import type { KworkApi } from '../api';
import { cancelReasonSchema, type CancelReason } from '../schemas/order';
import { list } from '../schemas/values';
import { write } from './write';

const listOfCancelReason = list(cancelReasonSchema);

export type OrderRole = 'seller' | 'buyer';

const SIDE = { seller: 'Worker', buyer: 'Payer' } as const;

/** Cancelling: one side asks, the other agrees or refuses, the first may withdraw (kwork.md 3.7). */
export class OrderCancellations {
	constructor(private readonly api: KworkApi) {}

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
		await write(this.api, `cancelOrderBy${SIDE[input.role]}`, parameters, signal);
	}

	/** Agrees to the other side's request. A buyer also says whether the reason is right. */
	async confirm(
		input: { orderId: number; role: OrderRole; agreesWithReason?: boolean },
		signal?: AbortSignal,
	): Promise<void> {
		const reply = (input.agreesWithReason ?? true) ? 'agree' : 'disagree';
		await write(
			this.api,
			`confirmCancelOrderRequestBy${SIDE[input.role]}`,
			{ order_id: input.orderId, reply_type: input.role === 'buyer' ? reply : undefined },
			signal,
		);
	}

	/** Refuses the other side's request. */
	async reject(orderId: number, role: OrderRole, signal?: AbortSignal): Promise<void> {
		const method = `rejectCancelOrderRequestBy${SIDE[role]}`;
		await write(this.api, method, { order_id: orderId }, signal);
	}

	/** Takes the own request back. */
	async withdraw(orderId: number, role: OrderRole, signal?: AbortSignal): Promise<void> {
		const method = `deleteCancelOrderRequestBy${SIDE[role]}`;
		await write(this.api, method, { order_id: orderId }, signal);
	}
}
