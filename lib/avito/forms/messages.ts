import type { Contact, Message as MessageRecord } from '../../records';
import { dedupeKey, isoFromSeconds, person } from '../../records';
import { chatUrl } from '../chats';
import type { AccountChat, Message } from '../schemas';

/** A message together with the chat it was read from. */
export type MessageInChat = Message & { chat_id?: string };

/** What a message says, or the kind of it where it holds no text. */
const textOf = ({ content, type }: Partial<Message>): string | null =>
	content?.text ?? (type && type !== 'text' ? `[${type}]` : null);

const directionOf = ({ direction }: Message): MessageRecord['direction'] =>
	direction === 'in' || direction === 'out' ? direction : null;

export const chatForms = {
	simplify: (chat: AccountChat) => ({
		id: chat.id,
		itemId: chat.context?.value?.id ?? null,
		itemTitle: chat.context?.value?.title ?? null,
		people: chat.users?.map(({ id, name }) => ({ id, name: name ?? null })) ?? null,
		lastMessage: chat.last_message ? textOf(chat.last_message) : null,
		lastMessageDirection: chat.last_message?.direction ?? null,
		updatedAt: isoFromSeconds(chat.updated),
		url: chatUrl(chat.id),
	}),
	record: (chat: AccountChat): Contact => {
		// Who owns the item is not the question: of a chat about a vacancy of ours it is us.
		const other = chat.users?.find(({ id }) => id !== chat.account_id);
		return {
			record: 'contact',
			version: 1,
			source: 'avito',
			sourceId: chat.id,
			url: chatUrl(chat.id),
			dedupeKey: dedupeKey('avito', 'chat', chat.id),
			createdAt: isoFromSeconds(chat.created),
			updatedAt: isoFromSeconds(chat.updated),
			person: person({ id: other ? String(other.id) : null, name: other?.name ?? null }),
			phone: null,
			email: null,
			rating: null,
			text: (chat.last_message && textOf(chat.last_message)) ?? '',
		};
	},
};

/** Of ours Avito says when it was read, and nothing as long as it was not (avito.md 4.4). */
function isReadByReceiver(message: Message): boolean | null {
	if (message.direction === 'out') return Boolean(message.read);
	return message.direction === 'in' ? (message.is_read ?? message.isRead ?? null) : null;
}

export const messageForms = {
	simplify: (message: MessageInChat) => ({
		id: message.id,
		chatId: message.chat_id ?? null,
		direction: message.direction ?? null,
		type: message.type ?? null,
		text: textOf(message),
		voiceId: message.content?.voice?.voice_id ?? null,
		authorId: message.author_id ?? null,
		createdAt: isoFromSeconds(message.created),
		isReadByUs: message.is_read ?? message.isRead ?? null,
		readByOtherAt: isoFromSeconds(message.read),
	}),
	record: (message: MessageInChat): MessageRecord => ({
		record: 'message',
		version: 1,
		source: 'avito',
		sourceId: message.id,
		url: message.chat_id ? chatUrl(message.chat_id) : null,
		dedupeKey: dedupeKey('avito', 'message', message.id),
		createdAt: isoFromSeconds(message.created),
		updatedAt: null,
		threadId: message.chat_id ?? '',
		direction: directionOf(message),
		text: textOf(message) ?? '',
		person: message.author_id ? person({ id: String(message.author_id) }) : null,
		isRead: isReadByReceiver(message),
	}),
};
