import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator, messageLocator } from '../../parameters';

export const remove = defineOperation<AvitoRun>()({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'Deletes one of your messages within an hour of sending it. One item.',
	effect: 'write',
	parameters: { chatId: chatLocator(), messageId: messageLocator() },
	async prepare({ client: { api }, params: { chatId, messageId }, signal }) {
		return {
			target: `chat ${chatId}`,
			request: { chatId, messageId, action: 'delete' },
			async send() {
				await api.sending.delete(chatId, messageId, signal);
				return { deleted: true, chatId, messageId };
			},
		};
	},
});
