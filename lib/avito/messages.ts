import { z } from 'zod';
import { earlierSends } from '../alreadySent';
import type { ThreadEntry } from '../alreadySent';
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

/** What a look at a chat before a send told. */
export interface LookBack {
	/** The messages of ours that count as sent before (lib/alreadySent.ts), newest first. */
	earlier: Message[];
	/** Ids of what is there already: none of it can be what is sent next. */
	known: ReadonlySet<string>;
}

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

	/** What the chat holds before something is sent into it. */
	async lookBack(chatId: string, signal?: AbortSignal): Promise<LookBack> {
		const known = new Set<string>();
		const earlier: Message[] = [];
		const look = (one: Message): ThreadEntry => {
			known.add(one.id);
			return { from: authorOf(one), atMs: one.created * 1000 };
		};
		const thread = this.newestFirst(chatId, signal);
		for await (const one of earlierSends(thread, look, this.clock.now())) earlier.push(one);
		return { earlier, known };
	}

	/** The ids at the end of a chat, where nobody has looked back. */
	async newestIds(chatId: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
		const { messages } = await this.list(chatId, { limit: TAIL, signal });
		return new Set(messages.map(({ id }) => id));
	}

	/** A message of ours that was not there before. */
	async findNew(
		chatId: string,
		known: ReadonlySet<string>,
		isIt: (one: Message) => boolean,
	): Promise<Message | undefined> {
		const { messages } = await this.list(chatId, { limit: TAIL });
		return messages.find((one) => authorOf(one) === 'us' && !known.has(one.id) && isIt(one));
	}

	private async page(chatId: string, limit: number, offset: number, signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/messenger/v3/accounts/${await this.account.id()}/chats/${segment(chatId)}/messages/`,
				query: { limit, offset },
				effect: 'read',
				name: 'avito.message.list',
				signal,
			},
			messagePage,
		);
	}
}

/** Lines of Avito's own have the author 0 or a flow (avito.md 4.4): they answer nothing. */
function authorOf({ direction, author_id, type, content }: Message): ThreadEntry['from'] {
	if (direction === 'out') return 'us';
	return author_id === 0 || type === 'system' || content?.flow_id ? 'service' : 'them';
}
