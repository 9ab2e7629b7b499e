import { z } from 'zod';
import type { AccountApi } from './account';
import { entry } from './entry';
import type { AccountChat } from './schemas';
import { chat } from './schemas';
import type { AvitoTransport } from './transport';

export const PAGE = 100;
/** Highest offset that Avito takes: 1,100 entries per combination of filters (avito.md 2.2). */
export const LAST_OFFSET = 1000;

export type ChatType = 'u2i' | 'u2u' | 'a2u';

export interface ChatFilters {
	/** `u2i` alone is Avito's default; chats without an item are `u2u`. */
	types?: readonly ChatType[];
	unreadOnly?: boolean;
	itemIds?: readonly number[];
}

const chatPage = z.looseObject({
	chats: z.array(entry(chat)).nullish(),
	meta: z.looseObject({ has_more: z.boolean().nullish() }).nullish(),
});

export interface ChatPage {
	chats: AccountChat[];
	/** There is a page after this one, as far as can be told. */
	hasMore: boolean;
}

/** One page of the chat list, newest activity first. */
export async function readChatPage(
	transport: AvitoTransport,
	account: AccountApi,
	filters: ChatFilters,
	offset: number,
	options: { pageSize?: number; signal?: AbortSignal } = {},
): Promise<ChatPage> {
	const { pageSize = PAGE, signal } = options;
	const account_id = await account.id();
	const body = await transport.call(
		{
			method: 'GET',
			path: `/messenger/v2/accounts/${account_id}/chats`,
			query: {
				chat_types: filters.types?.length ? filters.types.join(',') : undefined,
				unread_only: filters.unreadOnly ? true : undefined,
				item_ids: filters.itemIds?.length ? filters.itemIds.join(',') : undefined,
				limit: pageSize,
				offset,
			},
			effect: 'read',
			name: 'avito.chat.list',
			signal,
		},
		chatPage,
	);
	const chats = (body.chats ?? []).map((one) => ({ ...one, account_id }));
	return { chats, hasMore: body.meta?.has_more ?? chats.length >= pageSize };
}
