import type { KworkApi } from '../api';
import { asError } from '../../errors';
import { failures } from '../failures';
import type { ListOptions } from '../paging';
import type { Parameters } from '../parameters';
import type { Order, OrderDetails, OrderHeader } from '../schemas/order';
import { sameText } from '../text';
import { addedTrack, newestTrack, type TrackReader } from './addedTrack';
import type { MessagesEndpoint } from './messages';
import type { LookBack, MessageInput, SentMessage } from './messageSender';
import { before, partlyDone, write } from './write';

const ON_REVIEW = 4;

interface OrderReader extends TrackReader {
	header(orderId: number, signal?: AbortSignal): Promise<OrderHeader>;
	details(orderId: number, signal?: AbortSignal): Promise<OrderDetails>;
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

/** What a look before a delivery told. */
export interface DeliveryLookBack {
	/** Nothing is left to do. */
	delivered: boolean;
	/** The message, when it is in the chat already. */
	message?: SentMessage;
	known?: LookBack['known'];
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
		await this.report('sendReport', { order_id: orderId, progress, comment }, signal);
	}

	/** Seller: reports progress per stage; `stages` maps stage ids to percent. */
	async reportStages(
		orderId: number,
		stages: Readonly<Record<number, number>>,
		comment: string,
		signal?: AbortSignal,
	): Promise<void> {
		await this.report('updateStageProgress', { order_id: orderId, stages, comment }, signal);
	}

	/**
	 * Whether the order was delivered already and waits for the buyer, with an equal message where
	 * there is one; and the message, where a delivery stopped after it.
	 */
	async lookBack(delivery: Delivery, signal?: AbortSignal): Promise<DeliveryLookBack> {
		const { orderId, stageIds } = delivery;
		const header = await this.orders.header(orderId, signal);
		const input = messageOf(delivery, header);
		const { sent, known } = input
			? await this.messages.lookBack(input, signal)
			: { sent: undefined, known: undefined };
		const onReview = stageIds === undefined && header.order?.status === ON_REVIEW;
		return { delivered: onReview && (!input || sent !== undefined), message: sent, known };
	}

	/**
	 * Seller: delivers the order for review, after the message where there is one.
	 *
	 * @param back from `lookBack`: a message that it found is not sent again
	 * @throws `kwork.orderState` when Kwork says beforehand that delivering is not possible now
	 * @throws `write.stoppedPartway` when the message is out and the delivery is not
	 */
	async deliver(
		delivery: Delivery,
		signal?: AbortSignal,
		back?: DeliveryLookBack,
	): Promise<{ orderId: number; message?: SentMessage }> {
		const { orderId, fileIds, stageIds } = delivery;
		const header = await this.orders.header(orderId, signal);
		if (header.order?.isSendForApprovalAvailable === false) {
			throw failures.orderState(
				'This order cannot be delivered in its present state; nothing was sent.',
				{
					details: { orderId, status: header.order.status },
				},
			);
		}
		const oldStages = stageIds && (await before(async () => await this.stagesOf(orderId)));
		const input = messageOf(delivery, header);
		const message =
			back?.message ?? (input && (await this.messages.send(input, signal, back?.known)));
		const parameters = { orderId, stageIds, filesIds: message ? undefined : fileIds };
		try {
			await write(this.api, 'sendOrderForApproval', parameters, signal, async () => {
				if (!stageIds) return (await this.statusOf(orderId)) === ON_REVIEW;
				const stages = oldStages && (await this.stagesOf(orderId));
				return stages !== undefined && stageIds.every((id) => stages[id] !== oldStages?.[id]);
			});
		} catch (error) {
			if (!message) throw asError(error);
			const steps = {
				count: 1,
				done: `The message is in the chat of the order (ID ${message.messageId ?? 'not told'})`,
				missing: 'the order itself is not delivered',
				unknown: 'whether the order itself is delivered is not known',
			};
			throw partlyDone(steps, error);
		}
		return { orderId, message };
	}

	private async report(
		method: string,
		parameters: Parameters & { order_id: number; comment: string },
		signal?: AbortSignal,
	): Promise<void> {
		const { order_id: orderId, comment } = parameters;
		const newest = await before(async () => await newestTrack(this.orders, orderId));
		await write(this.api, method, parameters, signal, async () => {
			const track = await addedTrack(this.orders, orderId, newest, (one) =>
				sameText(one.text ?? '', comment),
			);
			return track !== undefined;
		});
	}

	private async statusOf(orderId: number): Promise<number | undefined> {
		return (await this.orders.header(orderId)).order?.status;
	}

	/** What the stages are in, by id. The numbers are not known, only that delivering changes them. */
	private async stagesOf(orderId: number): Promise<Record<number, number | undefined>> {
		const { stages = [] } = await this.orders.details(orderId);
		return Object.fromEntries(stages.map(({ id, status }) => [id, status]));
	}
}

/** @throws `kwork.unknownAnswer` when there is a message and Kwork does not say for whom */
function messageOf(
	{ orderId, message: text, fileIds }: Delivery,
	{ order, payer }: OrderHeader,
): MessageInput | undefined {
	if (text === undefined || text === '') return undefined;
	const userId = payer?.id ?? order?.payer_id;
	if (userId !== undefined) return { userId, orderId, text, fileIds };
	throw failures.unknownAnswer(
		'Kwork does not say who the buyer of this order is; nothing was sent.',
		{ details: { orderId } },
	);
}
