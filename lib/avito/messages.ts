import { z } from 'zod';
import type { LookBack as Looked, ThreadMessage } from '../thread';
import { lookBack, sendInto } from '../thread';
import type { Clock } from '../time';
import type { AccountApi } from './account';
import { LAST_OFFSET, PAGE } from './chatPages';
import { entry } from './entry';
import type { Message } from './schemas';
import { message } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

/** Among the newest of these a message is looked for whose answer was lost. */
const TAIL = 30;

// The specification shows an array, real answers are an object (avito.md 4.4).
const messagePage = z
	.preprocess(
		(body) => (Array.isArray(body) ? { messages: body } : body),
		z.looseObject({
			messages: z.array(entry(message)).nullish(),
			items: z.array(entry(message)).nullish(),
			meta: z.looseObject({ has_more: z.boolean().nullish() }).nullish(),
		}),
	)
	.transform(({ messages, items, meta }) => ({
		messages: messages ?? items ?? [],
		hasMore: meta?.has_more ?? undefined,
	}));

/**
 * By time. Within one second an id says nothing about the order; Avito's own order, newest first
 * (avito.md 4.4), is all there is, and a sort keeps it. An answer of the same second as the question
 * must not look as if it came before it: it would be given again.
 */
const newestFirst = (a: Message, b: Message): number => b.created - a.created;

export interface Thread {
	/** Newest first. */
	messages: Message[];
	/** Older messages may lie beyond Avito's cap of 1,100. */
	capHit: boolean;
}

export interface SendOptions {
	/** From `lookBack`; the chat is read for it where it is missing. */
	known?: ReadonlySet<string>;
	signal?: AbortSignal;
}

export type LookBack = Looked<Message>;

/** Reads the messages of a chat (avito.md 4.4), which does not mark the chat as read. */
export class MessagesApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
		private readonly clock: Clock,
	) {}

	async list(
		chatId: string,
		options: { limit?: number; signal?: AbortSignal } = {},
	): Promise<Thread> {
		const { limit = Infinity, signal } = options;
		const pageSize = Math.min(PAGE, Math.max(1, limit));
		const byId = new Map<string, Message>();
		let capHit = false;
		for (let offset = 0; byId.size < limit; offset += pageSize) {
			if (offset > LAST_OFFSET) {
				capHit = true;
				break;
			}
			const { messages, hasMore } = await this.page(chatId, pageSize, offset, signal);
			for (const entry of messages) byId.set(entry.id, entry);
			if (messages.length === 0 || !(hasMore ?? messages.length >= pageSize)) break;
		}
		const messages = [...byId.values()].sort(newestFirst);
		return { messages: limit === Infinity ? messages : messages.slice(0, limit), capHit };
	}

	/** All messages, page by page, newest first; stops at Avito's cap. */
	async *newestFirst(chatId: string, signal?: AbortSignal): AsyncGenerator<Message> {
		for (let offset = 0; offset <= LAST_OFFSET; offset += PAGE) {
			const { messages, hasMore } = await this.page(chatId, PAGE, offset, signal);
			yield* messages.toSorted(newestFirst);
			if (messages.length === 0 || !(hasMore ?? messages.length >= PAGE)) return;
		}
	}

	/** What of ours in the chat counts as sent before, as far as an equal one. */
	async lookBack(
		chatId: string,
		options: { isEqual?: (one: Message) => boolean; signal?: AbortSignal } = {},
	): Promise<LookBack> {
		const { isEqual, signal } = options;
		const thread = this.newestFirst(chatId, signal);
		return await lookBack(thread, { about, isEqual, nowMs: this.clock.now() });
	}

	/**
	 * Sends one message, once. Where its answer is lost, a new and equal one of ours in the chat is
	 * it; Avito has no idempotency key (avito.md pitfall 12).
	 */
	async sendInto(
		chatId: string,
		write: () => Promise<Message>,
		options: SendOptions & { isEqual: (one: Message) => boolean },
	): Promise<Message> {
		const { isEqual, known, signal } = options;
		return await sendInto(write, {
			clock: this.clock,
			known: known ?? (await this.newestIds(chatId, signal)),
			tail: async () => (await this.list(chatId, { limit: TAIL })).messages,
			about,
			isEqual,
			found: (one) => one,
		});
	}

	/** The ids at the end of a chat, where nobody has looked back. */
	async newestIds(chatId: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
		const { messages } = await this.list(chatId, { limit: TAIL, signal });
		return new Set(messages.map(({ id }) => id));
	}

	private async page(chatId: string, limit: number, offset: number, signal?: AbortSignal) {
		const ownId = await this.account.id();
		const { messages, hasMore } = await this.transport.call(
			{
				method: 'GET',
				path: `/messenger/v3/accounts/${ownId}/chats/${segment(chatId)}/messages/`,
				query: { limit, offset },
				effect: 'read',
				name: 'avito.message.list',
				signal,
			},
			messagePage,
		);
		return { messages: messages.map((one) => directed(one, ownId)), hasMore };
	}
}

/** Where Avito leaves the direction out, its author tells it (avito.md 6.2); 0 is Avito itself. */
function directed(one: Message, ownId: number): Message {
	const { direction, author_id } = one;
	if (direction || !author_id) return one;
	return { ...one, direction: author_id === ownId ? 'out' : 'in' };
}

/** Lines of Avito's own have the author 0 or a flow (avito.md 4.4): they answer nothing. */
function about({ id, created, direction, author_id, type, content }: Message): ThreadMessage {
	const isService = author_id === 0 || type === 'system' || content?.flow_id;
	const from = direction === 'out' ? 'us' : isService ? 'service' : 'them';
	return { id, from, atMs: created * 1000 };
}
