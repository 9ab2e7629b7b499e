import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { idField, inOrderChat } from '../../parameters';

export const deleteMessage = defineOperation<KworkClient>()({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description:
		'Deletes one of your messages from the dialog with a person or from an order. One item.',
	effect: 'write',
	parameters: {
		messageId: idField('Message ID', '98765432', 'ID of one of your messages'),
		orderChat: inOrderChat(),
	},
	prepare: async ({ client, params: { messageId, orderChat }, signal }) => ({
		target: `${orderChat ? 'order message' : 'message'} ${messageId}`,
		request: {
			method: orderChat ? 'trackDelete' : 'inboxDelete',
			parameters: { id: messageId },
		},
		send: async () => {
			if (orderChat) await client.orders.chat.delete(messageId, signal);
			else await client.messages.delete(messageId, signal);
			return { messageId, deleted: true };
		},
	}),
});
