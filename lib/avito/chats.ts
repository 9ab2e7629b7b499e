import { z } from 'zod';
import type { AccountApi } from './account';
import type { ChatCollectionOptions, ChatCoverage } from './chatCollection';
import { ChatCollection } from './chatCollection';
import type { ChatFilters, ChatPage } from './chatPages';
import { readChatPage } from './chatPages';
import type { AccountChat } from './schemas';
import { chat } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

const done = z.unknown();
const confirmed = z.looseObject({ ok: z.literal(true) });
const voiceLinks = z.looseObject({ voices_urls: z.record(z.string(), z.string()).nullish() });

/** Why somebody is put on the blacklist (avito.md 4.5). */
export const BLACKLIST_REASONS = { spam: 1, fraud: 2, insults: 3, other: 4 } as const;
export type BlacklistReason = keyof typeof BLACKLIST_REASONS;

/** Chats of the account (avito.md 4.3). The API cannot start one. */
export class ChatsApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
	) {}

	/** One page of the list; see `collect` for more than the list shows. */
	async page(
		filters: ChatFilters,
		offset: number,
		signal?: AbortSignal,
		pageSize?: number,
	): Promise<ChatPage> {
		return await readChatPage(this.transport, this.account, filters, offset, { signal, pageSize });
	}

	/** Chats by known ids, list, unread, type and items, merged, with what was covered. */
	async collect(
		options: ChatCollectionOptions = {},
	): Promise<{ chats: AccountChat[]; coverage: ChatCoverage }> {
		return await new ChatCollection(this, options).run();
	}

	/** One chat, whatever its age: not subject to the list's cap. */
	async get(chatId: string, signal?: AbortSignal): Promise<AccountChat> {
		const account_id = await this.account.id();
		const found = await this.transport.call(
			{
				method: 'GET',
				path: `/messenger/v2/accounts/${account_id}/chats/${segment(chatId)}`,
				effect: 'read',
				name: 'avito.chat.get',
				signal,
			},
			chat,
		);
		return { ...found, account_id };
	}

	/** Marks the whole chat as read by us. */
	async markRead(chatId: string, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v1/accounts/${await this.account.id()}/chats/${segment(chatId)}/read`,
				effect: 'write',
				name: 'avito.chat.read',
				signal,
			},
			confirmed,
		);
	}

	/** Blocks a user. Avito has no call that lists or removes entries; its answer is empty. */
	async blacklist(
		userId: number,
		options: { itemId?: number; reason?: BlacklistReason; signal?: AbortSignal } = {},
	): Promise<void> {
		const context = {
			...(options.itemId === undefined ? {} : { item_id: options.itemId }),
			...(options.reason ? { reason_id: BLACKLIST_REASONS[options.reason] } : {}),
		};
		const user = { user_id: userId, ...(Object.keys(context).length > 0 ? { context } : {}) };
		await this.transport.call(
			{
				method: 'POST',
				path: `/messenger/v2/accounts/${await this.account.id()}/blacklist`,
				body: { json: { users: [user] } },
				effect: 'write',
				name: 'avito.chat.blacklist',
				signal: options.signal,
			},
			done,
		);
	}

	/** Links to voice messages by their id; they work for an hour (Opus in MP4). */
	async voiceFiles(
		voiceIds: readonly string[],
		signal?: AbortSignal,
	): Promise<Map<string, string>> {
		const { voices_urls } = await this.transport.call(
			{
				method: 'GET',
				path: `/messenger/v1/accounts/${await this.account.id()}/getVoiceFiles`,
				query: { voice_ids: [...voiceIds] },
				effect: 'read',
				name: 'avito.chat.voice',
				signal,
			},
			voiceLinks,
		);
		return new Map(Object.entries(voices_urls ?? {}));
	}
}

/** Address of a chat for a person. */
export const chatUrl = (chatId: string): string =>
	`https://www.avito.ru/profile/messenger/channel/${chatId}`;
