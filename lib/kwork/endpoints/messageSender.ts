import { earlierSends } from '../../alreadySent';
import { OutcomeUnknownError } from '../../http/errors';
import type { KworkApi } from '../api';
import { settleByReading } from '../../settle';
import type { Clock, Random } from '../../time';
import type { Parameters } from '../parameters';
import { messageSchema, sentMessageSchema } from '../schemas/inbox';
import { orderTracksSchema } from '../schemas/order';
import { list, one, part } from '../schemas/values';
import { sameText } from '../text';
import type { AccountEndpoint } from './account';

const listOfMessage = list(messageSchema);
const oneOrderTracks = one(orderTracksSchema);
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

/** One entry of a thread, from the inbox or from an order's chat. */
interface Entry {
	id: number;
	conversationId?: number;
	key?: string;
	own: boolean;
	/** Written by the other side; what Kwork itself enters into an order's chat is nobody's. */
	theirs: boolean;
	text: string;
	time: number;
	type: string;
}

/** Clocks differ; an equal own message this much older than the send is still taken for it. */
const CLOCK_SKEW_SECONDS = 60;
const PAGE = 30;

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
		const known = new Set<string>();
		const sends = earlierSends(
			this.thread(input, signal),
			(entry) => {
				known.add(keyOf(entry));
				const from = entry.own ? 'us' : entry.theirs ? 'them' : 'service';
				return { from, atMs: entry.time * 1000 };
			},
			this.parts.clock.now(),
		);
		for await (const entry of sends) {
			if (sameText(entry.text, input.text)) {
				return { sent: { ...sentFrom(entry), alreadySent: true }, known };
			}
		}
		return { known };
	}

	/** @param known from `lookBack`; the thread is read for it where it is missing */
	async send(
		input: MessageInput,
		signal?: AbortSignal,
		known?: ReadonlySet<string>,
	): Promise<SentMessage> {
		const { method, parameters } = this.request(input);
		const { clock } = this.parts;
		const before = known ?? (await this.entriesBefore(input, signal));
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
		const isIt = (entry: Entry) =>
			entry.key
				? entry.key === parameters.message_key
				: entry.own &&
					before?.has(keyOf(entry)) === false &&
					entry.time >= startedAt - CLOCK_SKEW_SECONDS &&
					sameText(entry.text, input.text);
		return await settleByReading(write, {
			clock,
			find: async () => {
				const found = (await this.page(input)).find(isIt);
				return found && { ...sentFrom(found), alreadySent: false, readBack: true };
			},
			unsettled: (cause) => notConfirmed(input, cause),
		});
	}

	/** Undefined where it cannot be read; the key of a message tells it apart without. */
	private async entriesBefore(
		input: MessageInput,
		signal?: AbortSignal,
	): Promise<ReadonlySet<string> | undefined> {
		try {
			return new Set((await this.page(input, undefined, signal)).map(keyOf));
		} catch {
			return undefined;
		}
	}

	/** The whole thread, newest first, read as far as it is asked for. */
	private async *thread(
		input: MessageInput,
		signal?: AbortSignal,
	): AsyncGenerator<Entry, void, undefined> {
		const seen = new Set<string>();
		let anchor: number | undefined;
		do {
			const page = await this.page(input, anchor, signal);
			const fresh = page.filter((entry) => !seen.has(keyOf(entry)));
			for (const entry of fresh) {
				seen.add(keyOf(entry));
				yield entry;
			}
			const oldest = fresh.at(-1);
			anchor = input.orderId === undefined ? oldest?.conversationId : oldest?.id;
		} while (anchor !== undefined);
	}

	/** The end of the thread, or what lies before an anchor; newest first. */
	private async page(input: MessageInput, anchor?: number, signal?: AbortSignal): Promise<Entry[]> {
		const { id: ownId } = await this.parts.account.identity();
		const entries =
			input.orderId === undefined
				? await this.inboxPage(input.userId, ownId, anchor, signal)
				: await this.orderPage(input.orderId, ownId, anchor, signal);
		return entries.sort((a, b) => b.time - a.time || b.id - a.id);
	}

	private async inboxPage(
		userId: number,
		ownId: number,
		anchor?: number,
		signal?: AbortSignal,
	): Promise<Entry[]> {
		const before = anchor === undefined ? {} : { lastConversationId: anchor, direction: 'before' };
		const parameters = { userId, limit: PAGE, ...before };
		const messages = await this.api.call('getInboxTracks', parameters, listOfMessage, {
			effect: 'read',
			signal,
		});
		return messages.map((message) => ({
			id: message.message_id,
			conversationId: message.conversation_id,
			key: message.message_key,
			...sideOf(message.from_id, ownId),
			text: message.message ?? '',
			time: message.time ?? 0,
			type: 'message',
		}));
	}

	private async orderPage(
		orderId: number,
		ownId: number,
		anchor?: number,
		signal?: AbortSignal,
	): Promise<Entry[]> {
		const before = anchor === undefined ? {} : { trackId: anchor, direction: 'before' };
		const parameters = { orderId, limit: PAGE, ...before };
		const tracks = await this.api.call('getTracks', parameters, oneOrderTracks, {
			effect: 'read',
			signal,
		});
		return tracks.messages.map((track) => ({
			id: track.id,
			conversationId: track.conversation_id,
			key: track.message_key,
			...sideOf(track.from_id, ownId),
			text: track.text ?? '',
			time: track.sent_timestamp ?? 0,
			type: 'track',
		}));
	}
}

/** `from_id` is empty for events that nobody wrote (kwork.md 12.3). */
function sideOf(fromId: number | undefined, ownId: number) {
	return { own: fromId === ownId, theirs: (fromId ?? 0) > 0 && fromId !== ownId };
}

/** Ids of messages and of tracks may collide, the through id does not (kwork.md 12.1). */
function keyOf({ id, conversationId }: Entry): string {
	return `${conversationId ?? ''}/${id}`;
}

function notConfirmed(input: MessageInput, cause: Error): OutcomeUnknownError {
	return new OutcomeUnknownError(
		'Kwork did not confirm the message, and it is not in the thread so far.',
		{
			cause,
			details: { userId: input.userId, orderId: input.orderId },
			remedy:
				'Open the dialog on kwork.ru before you run this item again. The message is not sent a second time by itself.',
		},
	);
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
