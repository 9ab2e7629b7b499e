import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { idField, inOrderChat, notEmpty } from '../../parameters';

export const edit = defineOperation<KworkClient>()({
	value: 'edit',
	name: 'Edit',
	action: 'Edit a message',
	description:
		'Replaces the text of one of your messages in a dialog with a person or in an order. One item.',
	effect: 'write',
	parameters: {
		messageId: idField('Message ID', '98765432', 'ID of one of your messages'),
		orderChat: inOrderChat(),
		text: text({ displayName: 'Text', required: true, rows: 4, description: 'The new text' }),
	},
	async prepare({ client, params, signal }) {
		const { messageId, orderChat } = params;
		const newText = notEmpty(params.text, 'Text');
		const request = orderChat
			? await client.orders.chat.editRequest(messageId, newText, signal)
			: { method: 'inboxEdit', parameters: { id: messageId, text: newText } };
		return {
			target: `${orderChat ? 'order message' : 'message'} ${messageId}`,
			content: newText,
			request,
			send: async () => {
				if (orderChat) {
					await client.orders.chat.edit(request, { trackId: messageId, text: newText }, signal);
				} else await client.messages.edit(messageId, newText, signal);
				return { messageId, edited: true };
			},
		};
	},
});
