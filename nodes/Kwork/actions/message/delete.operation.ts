import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { idField } from '../../parameters';

export const deleteMessage = defineOperation<KworkClient>()({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a message',
	description: 'Deletes one of your messages from the dialog with a person. One item.',
	effect: 'write',
	parameters: { messageId: idField('Message ID', '98765432', 'ID of one of your messages') },
	prepare: async ({ client, params: { messageId }, signal }) => ({
		target: `message ${messageId}`,
		request: { method: 'inboxDelete', parameters: { id: messageId } },
		send: async () => {
			await client.messages.delete(messageId, signal);
			return { messageId, deleted: true };
		},
	}),
});
