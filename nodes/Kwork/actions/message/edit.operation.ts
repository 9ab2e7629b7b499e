import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { idField, notEmpty } from '../../parameters';

export const edit = defineOperation<KworkClient>()({
	value: 'edit',
	name: 'Edit',
	action: 'Edit a message',
	description: 'Replaces the text of one of your messages in a dialog with a person. One item.',
	effect: 'write',
	parameters: {
		messageId: idField('Message ID', '98765432', 'ID of one of your messages'),
		text: text({ displayName: 'Text', required: true, rows: 4, description: 'The new text' }),
	},
	prepare: async ({ client, params, signal }) => ({
		target: `message ${params.messageId}`,
		content: params.text,
		request: { method: 'inboxEdit', parameters: { id: params.messageId, text: params.text } },
		send: async () => {
			await client.messages.edit(params.messageId, notEmpty(params.text, 'Text'), signal);
			return { messageId: params.messageId, edited: true };
		},
	}),
});
