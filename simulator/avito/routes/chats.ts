import { z } from 'zod';
import type { Answer } from '../../core/types';
import { chatView } from '../chatView';
import { notFound } from '../errors';
import { bodyOf, booleanParameter, choiceList, integerList, integerParameter } from '../input';
import type { Chat } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';

export const readScope = {
	scope: 'messenger:read',
	family: 'messenger',
	tariff: 'messenger',
} as const;
export const writeScope = { ...readScope, scope: 'messenger:write' } as const;

const blacklistSchema = z.object({
	users: z.array(
		z.object({
			user_id: z.int(),
			context: z
				.object({ item_id: z.int().optional(), reason_id: z.int().min(1).max(4).optional() })
				.optional(),
		}),
	),
});

/** Chats of the account (avito.md 4.2, 4.3, 4.5). */
export const chatRoutes: AvitoRoutes = {
	'GET /messenger/v2/accounts/:user_id/chats': {
		...readScope,
		worksForEmployees: true,
		query: ['item_ids', 'unread_only', 'chat_types', 'limit', 'offset'],
		handle: listChats,
	},
	'GET /messenger/v2/accounts/:user_id/chats/:chat_id': {
		...readScope,
		handle(call) {
			const chat = ownChat(call);
			return chat === undefined
				? notFound()
				: { json: chatView(call.state, chat, call.world.settings) };
		},
	},
	'POST /messenger/v1/accounts/:user_id/chats/:chat_id/read': {
		...readScope,
		handle(call) {
			const chat = ownChat(call);
			if (chat === undefined) return notFound();
			markRead(chat);
			return { json: { ok: true } };
		},
	},
	'POST /messenger/v2/accounts/:user_id/blacklist': {
		...writeScope,
		handle(call) {
			for (const { user_id: userId, context } of bodyOf(call, blacklistSchema).users) {
				call.state.blacklist.push({
					accountId: call.account.id,
					userId,
					itemId: context?.item_id ?? null,
					reasonId: context?.reason_id ?? null,
				});
			}
			return { status: 200 };
		},
	},
};

function listChats(call: AvitoCall): Answer {
	const limit = integerParameter(call, 'limit', { low: 1, high: 100, fallback: 100 });
	const offset = integerParameter(call, 'offset', { low: 0, high: 1_000, fallback: 0 });
	const itemIds = integerList(call, 'item_ids');
	const unreadOnly = booleanParameter(call, 'unread_only') ?? false;
	const types = choiceList(call, 'chat_types', ['u2i', 'u2u', 'a2u']);
	const wanted = types.length > 0 ? types : ['u2i'];
	const found = [...call.state.chats.values()]
		.filter(
			(chat) =>
				chat.accountId === call.account.id &&
				wanted.includes(chat.type) &&
				(itemIds.length === 0 || (chat.itemId !== null && itemIds.includes(chat.itemId))) &&
				(!unreadOnly || isUnread(chat)),
		)
		.sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? -1 : 1));
	const { settings } = call.world;
	return {
		json: {
			chats: found
				.slice(offset, offset + limit)
				.map((chat) => chatView(call.state, chat, settings)),
			...(settings.chatsHaveMeta ? { meta: { has_more: found.length > offset + limit } } : {}),
		},
	};
}

/** The chat of the path, if it is one of the account's. */
export function ownChat(call: AvitoCall): Chat | undefined {
	const chat = call.state.chats.get(call.params.chat_id ?? '');
	return chat?.accountId === call.account.id ? chat : undefined;
}

export function isUnread(chat: Chat): boolean {
	return chat.messages.some((message) => !message.isRead && message.authorId !== chat.accountId);
}

function markRead(chat: Chat): void {
	for (const message of chat.messages) message.isRead = true;
}
