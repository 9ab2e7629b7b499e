import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

export const markRead = defineOperation<AvitoRun>()({
	value: 'markRead',
	name: 'Mark Read',
	action: 'Mark a chat read',
	description: 'Marks all messages of a chat as read by the account. One item.',
	effect: 'write',
	parameters: { chatId: chatLocator() },
	async prepare({ client: { api }, params: { chatId }, signal }) {
		return {
			target: `chat ${chatId}`,
			request: { method: 'POST', chatId, action: 'read' },
			async send() {
				await api.chats.markRead(chatId, signal);
				return { chatId, read: true };
			},
		};
	},
});
