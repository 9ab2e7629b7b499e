import { dedupeKey, isoFromSeconds, person } from '../../records';
import type { Contact, Message as MessageRecord } from '../../records';
import { isTrack, type Dialog, type Message } from '../schemas/inbox';
import { plainOrNull, plainText } from '../text';
import { userUrl } from './account';
import { orderUrl } from './orders';

const dialogUrl = (username: string | undefined): string | null =>
	username ? `https://kwork.ru/inbox/${encodeURIComponent(username)}` : null;

export const dialogForms = {
	simplify: (dialog: Dialog) => ({
		userId: dialog.user_id,
		username: dialog.username ?? null,
		unreadCount: dialog.unread_count ?? null,
		lastMessage: plainOrNull(dialog.lastMessage?.message ?? dialog.last_message),
		lastMessageIsOwn:
			dialog.lastMessage?.fromUserId === undefined
				? null
				: dialog.lastMessage.fromUserId !== dialog.user_id,
		lastMessageAt: isoFromSeconds(dialog.time ?? dialog.lastMessage?.time),
		answerDueAt: isoFromSeconds(dialog.warning_message_time),
		hasActiveOrder: dialog.has_active_order ?? null,
		isOnline: dialog.is_online ?? null,
		url: dialogUrl(dialog.username),
	}),
	record: (dialog: Dialog): Contact => ({
		record: 'contact',
		version: 1,
		source: 'kwork',
		sourceId: String(dialog.user_id),
		url: dialogUrl(dialog.username),
		dedupeKey: dedupeKey('kwork', 'user', dialog.user_id),
		createdAt: null,
		updatedAt: isoFromSeconds(dialog.time),
		person: person({
			id: String(dialog.user_id),
			username: dialog.username ?? null,
			url: userUrl(dialog.username),
		}),
		phone: null,
		email: null,
		rating: null,
		text: plainText(dialog.last_message ?? ''),
	}),
};

/** What a message in an order's chat says of the order; null where Kwork does not say. */
export const orderFacts = (message: Message) => {
	const order = isTrack(message) ? message.track_order : undefined;
	return {
		orderId: order?.id ?? null,
		orderTitle: plainOrNull(order?.title),
		trackType: message.track_type ?? null,
		conversationId: message.conversation_id ?? null,
	};
};

export const messageForms = {
	simplify: (message: Message) => ({
		id: message.message_id,
		fromId: message.from_id ?? null,
		fromUsername: message.from_username ?? null,
		toId: message.to_id ?? null,
		text: plainOrNull(message.message),
		isRead: message.unread === undefined ? null : !message.unread,
		// An ordinary one has no type, and no files where none are with it (kwork.md 4.5.1).
		type: message.type ?? 'message',
		files: (message.files ?? []).map(({ id, name }) => ({ id, name: name ?? null })),
		sentAt: isoFromSeconds(message.time),
		...(isTrack(message) && orderFacts(message)),
	}),
	/** `isOwn` is set by whoever reads the thread and knows the own id. */
	record: (message: Message & { isOwn?: boolean }): MessageRecord => {
		const { isOwn } = message;
		const other =
			isOwn === undefined
				? undefined
				: isOwn
					? { id: message.to_id, username: message.to_username }
					: { id: message.from_id, username: message.from_username };
		const isOfOrder = isTrack(message);
		const { orderId } = orderFacts(message);
		const dialogId = other?.id === undefined ? '' : String(other.id);
		return {
			record: 'message',
			version: 1,
			source: 'kwork',
			sourceId: String(message.message_id),
			url: orderId === null ? dialogUrl(other?.username) : orderUrl(orderId),
			dedupeKey: dedupeKey('kwork', isOfOrder ? 'track' : 'message', message.message_id),
			createdAt: isoFromSeconds(message.time),
			updatedAt: isoFromSeconds(message.updated_at),
			threadId: orderId === null ? dialogId : `order:${orderId}`,
			direction: isOwn === undefined ? null : isOwn ? 'out' : 'in',
			text: plainText(message.message ?? ''),
			person: person({
				id: message.from_id === undefined ? null : String(message.from_id),
				username: message.from_username ?? null,
				url: userUrl(message.from_username),
			}),
			isRead: message.unread === undefined ? null : !message.unread,
		};
	},
};
