import { asError, ServiceError } from '../../errors';
import { OutcomeUnknownError } from '../../http/errors';
import type { KworkApi } from '../api';
import type { Clock, Random } from '../../time';
import type { Parameters } from '../parameters';
import { messageSchema, sentMessageSchema } from '../schemas/inbox';
import { orderTracksSchema } from '../schemas/order';
import { list, one } from '../schemas/values';
import { sameText } from '../text';
import type { AccountEndpoint } from './account';

const listOfMessage = list(messageSchema);
const oneOrderTracks = one(orderTracksSchema);
const oneSentMessage = one(sentMessageSchema);

export interface MessageInput {
	/** The recipient's user id; in an order's chat the other side's. */
	userId: number;
	text: string;
	/** Writes into this order's chat. */
	orderId?: number;
	/** Ids from `files.upload`. */
	fileIds?: readonly number[];
	replyToMessageId?: number;
	/** Key by which the message can be found again; made up when absent. */
	messageKey?: string;
}

export interface SentMessage {
	messageId?: number;
	conversationId?: number;
	/** Unix seconds. */
	time?: number;
	/** `message` in a dialog, `track` in an order. */
	type?: string;
	/** True: found in the thread, nothing was sent now. */
	alreadySent: boolean;
	/** The answer was lost; the message was found by reading back. */
	readBack?: boolean;
}

/** One own entry at the end of a thread, from the inbox or from an order's chat. */
interface Entry {
	id: number;
	conversationId?: number;
	key?: string;
	own: boolean;
	text: string;
	time: number;
	type: string;
}

/** How long an equal text counts as the same send although the other side wrote in between. */
const SAME_SEND_SECONDS = 600;
/** Clocks differ; an equal own message this much older than the send is still taken for it. */
const CLOCK_SKEW_SECONDS = 60;
const READ_BACK_WAITS_MS = [1000, 3000, 8000];
const TAIL = 30;

/** Sends messages once, and finds out what happened when the answer is lost. */
export class MessageSender {
	constructor(
		private readonly api: KworkApi,
		private readonly parts: { account: AccountEndpoint; clock: Clock; random: Random },
	) {}

	request(input: MessageInput): { method: string; parameters: Parameters } {
		const key = input.messageKey ?? uuid(this.parts.random);
		return {
			method: 'inboxCreate',
			parameters: {
				user_id: input.userId,
				text: input.text,
				order_id: input.orderId,
				uploaded_files: input.fileIds,
				reply_message_id: input.replyToMessageId,
				uuid: key,
				message_key: key,
			},
		};
	}

	async findSent(input: MessageInput, signal?: AbortSignal): Promise<SentMessage | undefined> {
		const now = this.parts.clock.now() / 1000;
		let answered = false;
		for (const entry of await this.tail(input, signal)) {
			if (!entry.own) answered = true;
			else if (!answered || now - entry.time < SAME_SEND_SECONDS) {
				if (sameText(entry.text, input.text)) return { ...sentFrom(entry), alreadySent: true };
			}
		}
		return undefined;
	}

	async send(input: MessageInput, signal?: AbortSignal): Promise<SentMessage> {
		const { method, parameters } = this.request(input);
		const startedAt = this.parts.clock.now() / 1000;
		try {
			const sent = await this.api.call(method, parameters, oneSentMessage.optional(), {
				effect: 'write',
				signal,
			});
			return {
				messageId: sent?.id,
				conversationId: sent?.conversation_id,
				time: sent?.time,
				type: sent?.type,
				alreadySent: false,
			};
		} catch (error) {
			if (!(error instanceof ServiceError) || error.kind !== 'outcomeUnknown') throw asError(error);
			const key = String(parameters.message_key);
			return await this.readBack(input, key, startedAt, error);
		}
	}

	/** Looks for the message a few times: the server may still be busy with it. */
	private async readBack(
		input: MessageInput,
		key: string,
		startedAt: number,
		lost: ServiceError,
	): Promise<SentMessage> {
		for (const waitMs of READ_BACK_WAITS_MS) {
			await this.parts.clock.sleep(waitMs);
			const tail = await this.tail(input).catch((): Entry[] => []);
			const found =
				tail.find((entry) => entry.key === key) ??
				tail.find(
					(entry) =>
						entry.own &&
						!entry.key &&
						entry.time >= startedAt - CLOCK_SKEW_SECONDS &&
						sameText(entry.text, input.text),
				);
			if (found) return { ...sentFrom(found), alreadySent: false, readBack: true };
		}
		throw new OutcomeUnknownError(
			'Kwork did not confirm the message, and it is not in the thread so far.',
			{
				cause: lost,
				details: { userId: input.userId, orderId: input.orderId },
				remedy:
					'Open the dialog on kwork.ru before you run this item again. The message is not sent a second time by itself.',
			},
		);
	}

	/** The end of the thread, newest first. */
	private async tail(input: MessageInput, signal?: AbortSignal): Promise<Entry[]> {
		const { id: ownId } = await this.parts.account.identity();
		const entries =
			input.orderId === undefined
				? await this.inboxTail(input.userId, ownId, signal)
				: await this.orderTail(input.orderId, ownId, signal);
		return entries.sort((a, b) => b.time - a.time || b.id - a.id);
	}

	private async inboxTail(userId: number, ownId: number, signal?: AbortSignal): Promise<Entry[]> {
		const messages = await this.api.call('getInboxTracks', { userId, limit: TAIL }, listOfMessage, {
			effect: 'read',
			signal,
		});
		return messages.map((message) => ({
			id: message.message_id,
			conversationId: message.conversation_id,
			key: message.message_key,
			own: message.from_id === ownId,
			text: message.message ?? '',
			time: message.time ?? 0,
			type: 'message',
		}));
	}

	private async orderTail(orderId: number, ownId: number, signal?: AbortSignal): Promise<Entry[]> {
		const tracks = await this.api.call('getTracks', { orderId, limit: TAIL }, oneOrderTracks, {
			effect: 'read',
			signal,
		});
		return tracks.messages.map((track) => ({
			id: track.id,
			conversationId: track.conversation_id,
			key: track.message_key,
			own: track.from_id === ownId,
			text: track.text ?? '',
			time: track.sent_timestamp ?? 0,
			type: 'track',
		}));
	}
}

function sentFrom(entry: Entry) {
	const { id, conversationId, time, type } = entry;
	return { messageId: id, conversationId, time, type };
}

/** A version 4 UUID from the injected randomness. */
function uuid(random: Random): string {
	const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
	hex[12] = '4';
	hex[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
	return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
