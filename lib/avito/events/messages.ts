import { ServiceError } from '../../errors';
import type { FeedEvent, FeedSource, Position } from '../../feed';
import { comparePositions } from '../../feed';
import type { AvitoClient } from '../client';
import type { ChatFilters, ChatType } from '../chatPages';
import { LAST_OFFSET, PAGE } from '../chatPages';
import type { Chat, Message } from '../schemas';
import { sequenceOf } from './sequence';

/** A chat with news, and the id of its latest event where the list tells it. */
interface Changed {
	key: string;
	time: number;
	latest?: string;
}

const eventId = (messageId: string) => `message:${messageId}`;

/** A message as triggers hand it on. */
export type ChatMessage = Message & { chat_id: string };

export interface MessageEventOptions {
	types?: readonly ChatType[];
	/** Own messages echo back; without this check an answering workflow would answer itself. */
	includeOwn?: boolean;
	includeSystem?: boolean;
}

/** So many older chats in a row end the list: that it is sorted was only observed (avito.md 4.3). */
const RUN_OF_OLD = 10;

const endsBefore = (chats: readonly Chat[], since: number): boolean =>
	chats.slice(-RUN_OF_OLD).every(({ updated }) => updated && updated * 1000 < since);

/**
 * Messages of all chats as a feed. Avito's webhook is a hint that a chat has news; what is delivered
 * is read from the chat, so a webhook that was lost, doubled or forged changes nothing.
 */
export class MessageFeedSource implements FeedSource<ChatMessage> {
	constructor(
		private readonly client: () => AvitoClient,
		private readonly options: MessageEventOptions = {},
	) {}

	async newest(signal: AbortSignal): Promise<number | undefined> {
		const { chats } = await this.client().chats.page(this.filters, 0, signal);
		const times = chats.flatMap(({ updated }) => (updated ? [updated * 1000] : []));
		return times.length > 0 ? Math.max(...times) : undefined;
	}

	async *changed(since: number, signal: AbortSignal): AsyncGenerator<Changed> {
		const isCapHit = yield* this.listed(this.filters, since, signal);
		// Behind the cap only what nobody has read can still be found.
		if (isCapHit) yield* this.listed({ ...this.filters, unreadOnly: true }, since, signal);
	}

	async read(
		chatId: string,
		after: Position,
		limit: number,
		signal: AbortSignal,
	): Promise<{ events: Array<FeedEvent<ChatMessage>>; complete: boolean }> {
		const ownId = await this.client().account.id();
		const events: Array<FeedEvent<ChatMessage>> = [];
		try {
			for await (const message of this.client().messages.newestFirst(chatId, signal)) {
				const position = { time: message.created * 1000, sequence: sequenceOf(message.id) };
				if (position.time < after.time) break;
				if (comparePositions(position, after) <= 0) continue;
				events.push({
					...position,
					id: eventId(message.id),
					key: chatId,
					payload: { ...message, chat_id: chatId },
					own: !isSystem(message) && isOwn(message, ownId),
					skip: !this.isWanted(message, ownId),
				});
			}
		} catch (error) {
			// The chat is gone: there is nothing more to come from it.
			if (error instanceof ServiceError && error.kind === 'notFound')
				return { events: [], complete: true };
			return await Promise.reject(error);
		}
		events.sort(comparePositions);
		return { events: events.slice(0, limit), complete: events.length <= limit };
	}

	private get filters(): ChatFilters {
		return { types: this.options.types ?? ['u2i', 'u2u'] };
	}

	private async *listed(
		filters: ChatFilters,
		since: number,
		signal: AbortSignal,
	): AsyncGenerator<Changed, boolean> {
		const seen = new Set<string>();
		for (let offset = 0; offset <= LAST_OFFSET; offset += PAGE) {
			const { chats, hasMore } = await this.client().chats.page(filters, offset, signal);
			for (const { id, updated, last_message: last } of chats) {
				// A time that is not told may be a new one.
				const time = updated ? updated * 1000 : since;
				const latest = last?.id && eventId(last.id);
				if (time >= since && !seen.has(id)) yield { key: id, time, latest };
				seen.add(id);
			}
			if (!hasMore || endsBefore(chats, since)) return false;
		}
		return true;
	}

	private isWanted(message: Message, ownId: number): boolean {
		if (isSystem(message)) return this.options.includeSystem === true;
		return !isOwn(message, ownId) || this.options.includeOwn === true;
	}
}

const isSystem = ({ type, author_id: author }: Message): boolean =>
	type === 'system' || author === 0;

const isOwn = ({ direction, author_id: author }: Message, ownId: number): boolean =>
	direction ? direction === 'out' : author === ownId;
