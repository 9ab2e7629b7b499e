import type { KworkApi } from '../api';
import { failures } from '../failures';
import { lookBack, sendInto } from '../../thread';
import type { Clock, Random } from '../../time';
import type { Parameters } from '../parameters';
import { sentMessageSchema } from '../schemas/inbox';
import { part } from '../schemas/values';
import { sameText } from '../text';
import type { AccountEndpoint } from './account';
import { MessageThread, type Entry } from './messageThread';
import { before } from './write';

const sentMessage = part(sentMessageSchema);

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

/** Clocks differ; an equal own message this much older than the send is still taken for it. */
const CLOCK_SKEW_SECONDS = 60;

/** What a look at a thread before a send told. */
export interface LookBack {
	/** An equal message that is there already. */
	sent?: SentMessage;
	/** The newest entries: none of them can be the message that is sent next. */
	known: ReadonlySet<string>;
}

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

	/** Looks for an equal own message that counts as sent (lib/alreadySent.ts). */
	async lookBack(input: MessageInput, signal?: AbortSignal): Promise<LookBack> {
		const thread = this.threadOf(input);
		const { sent, known } = await lookBack(thread.newestFirst(signal), {
			about: thread.about,
			isEqual: ({ text }) => sameText(text, input.text),
			nowMs: this.parts.clock.now(),
		});
		return { sent: sent && { ...sentFrom(sent), alreadySent: true }, known };
	}

	/** @param known from `lookBack`; the thread is read for it where it is missing */
	async send(
		input: MessageInput,
		signal?: AbortSignal,
		known?: ReadonlySet<string>,
	): Promise<SentMessage> {
		const { method, parameters } = this.request(input);
		const { clock } = this.parts;
		const thread = this.threadOf(input);
		// Where the thread cannot be read, the key of a message tells it apart all the same.
		const ids = known ?? (await before(async () => await thread.ids(signal)));
		const startedAt = clock.now() / 1000;
		const write = async (): Promise<SentMessage> => {
			const sent = await this.api.call(method, parameters, sentMessage, {
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
		};
		return await sendInto(write, {
			clock,
			known: ids ?? new Set(),
			tail: async () => await thread.tail(),
			about: thread.about,
			isEqual: ({ key, time, text }) =>
				key
					? key === parameters.message_key
					: ids !== undefined &&
						time >= startedAt - CLOCK_SKEW_SECONDS &&
						sameText(text, input.text),
			found: (entry) => ({ ...sentFrom(entry), alreadySent: false, readBack: true }),
			unsettled: (cause) =>
				failures.messageNotConfirmed({ userId: input.userId, orderId: input.orderId }, cause),
		});
	}

	private threadOf(input: MessageInput): MessageThread {
		return new MessageThread(this.api, this.parts.account, input);
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
