import type { KworkApi } from '../api';
import { KworkRefusalError } from '../errors';
import type { MessagesEndpoint } from './messages';
import type { SentMessage } from './messageSender';
import type { OrderHeader, Order } from '../schemas/order';
import type { ListOptions } from '../paging';
import { write } from './write';

const ON_REVIEW = 4;

interface OrderReader {
	header(orderId: number, signal?: AbortSignal): Promise<OrderHeader>;
	listAsSeller(
		filters: { filter?: 'active' },
		options?: ListOptions,
	): AsyncGenerator<Order, void, undefined>;
}

export interface Delivery {
	orderId: number;
	/** Sent into the order's chat first: delivering itself takes no text (kwork.md section 8). */
	message?: string;
	/** Ids from `files.upload`; they go with the message, or with the delivery when there is none. */
	fileIds?: readonly number[];
	/** Delivers only these stages. */
	stageIds?: readonly number[];
}

/** Steps in the life of an order (kwork.md 3.6, 3.8). */
export class OrderWork {
	constructor(
		private readonly api: KworkApi,
		private readonly orders: OrderReader,
		private readonly messages: MessagesEndpoint,
	) {}

	/** Seller: takes the order into work. `contractsAgreement` agrees to changed documents. */
	async start(
		orderId: number,
		options: { contractsAgreement?: boolean; signal?: AbortSignal } = {},
	): Promise<void> {
		const { contractsAgreement, signal } = options;
		const parameters = { order_id: orderId, contracts_agreement: contractsAgreement };
		await write(this.api, 'workerInprogress', parameters, signal, async () => {
			for await (const order of this.orders.listAsSeller({ filter: 'active' })) {
				if (order.id === orderId) return order.in_work === true;
			}
			return false;
		});
	}

	/**
	 * Seller: reports progress of an order without stages.
	 *
	 * @param progress percent: 10, 20, … 100
	 * @param comment 2 to 350 characters
	 */
	async reportProgress(
		orderId: number,
		progress: number,
		comment: string,
		signal?: AbortSignal,
	): Promise<void> {
		await write(this.api, 'sendReport', { order_id: orderId, progress, comment }, signal);
	}

	/** Seller: reports progress per stage; `stages` maps stage ids to percent. */
	async reportStages(
		orderId: number,
		stages: Readonly<Record<number, number>>,
		comment: string,
		signal?: AbortSignal,
	): Promise<void> {
		const parameters = { order_id: orderId, stages, comment };
		await write(this.api, 'updateStageProgress', parameters, signal);
	}

	/**
	 * Seller: delivers the order for review, after the message where there is one.
	 *
	 * @throws KworkRefusalError when Kwork says beforehand that delivering is not possible now
	 */
	async deliver(
		delivery: Delivery,
		signal?: AbortSignal,
	): Promise<{ orderId: number; message?: SentMessage }> {
		const { orderId, message: text, fileIds, stageIds } = delivery;
		const { order, payer } = await this.orders.header(orderId, signal);
		if (order?.isSendForApprovalAvailable === false) {
			throw new KworkRefusalError('delivering is not available in the present state of the order', {
				details: { orderId, status: order.status },
			});
		}
		let message: SentMessage | undefined;
		const payerId = payer?.id ?? order?.payer_id;
		if (text !== undefined && text !== '' && payerId !== undefined) {
			message = await this.messages.send({ userId: payerId, orderId, text, fileIds }, signal);
		}
		const parameters = { orderId, stageIds, filesIds: message ? undefined : fileIds };
		await write(this.api, 'sendOrderForApproval', parameters, signal, async () => {
			return stageIds === undefined && (await this.statusOf(orderId)) === ON_REVIEW;
		});
		return { orderId, message };
	}

	private async statusOf(orderId: number): Promise<number | undefined> {
		return (await this.orders.header(orderId)).order?.status;
	}
}
