import type { Message } from './model';
import { escapeText } from './text';
import type { World } from './world';

export type NewMessage = Pick<Message, 'fromId' | 'toId' | 'text'> &
	Partial<Pick<Message, 'fileIds' | 'quoteId' | 'messageKey' | 'forwarded' | 'type'>>;

/** Stores a message (text escaped), wakes a hidden dialog, and tells the recipient. */
export function sendMessage(world: World, draft: NewMessage): Message {
	const message: Message = {
		id: world.nextId('message'),
		conversationId: world.nextId('conversation'),
		time: world.now(),
		unread: true,
		type: null,
		updatedAt: null,
		fileIds: [],
		quoteId: null,
		messageKey: null,
		forwarded: false,
		...draft,
		text: escapeText(draft.text),
	};
	world.messages.push(message);
	world.marksOf(draft.toId, draft.fromId).hiddenAt = 0;
	world.marksOf(draft.fromId, draft.toId).hiddenAt = 0;
	world.frames.newMessage(message);
	return message;
}
