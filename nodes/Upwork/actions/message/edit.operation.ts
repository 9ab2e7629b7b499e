import { defineOperation } from '../../../shared/operation';
import { ParameterValueError, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { plainId, roomLocator } from '../../parameters';

export const edit = defineOperation<UpworkRun>()({
	value: 'edit',
	name: 'Edit',
	action: 'Edit a message',
	description: 'Changes the text of one of your messages in a room. One item.',
	effect: 'write',
	parameters: {
		roomId: roomLocator(),
		messageId: plainId('Message', 'One of your messages', '1758000000000000000'),
		text: text({ displayName: 'Text', required: true, rows: 4, description: 'The new text' }),
	},
	async prepare({ client: { api }, params: { roomId, messageId, text: message } }) {
		if (message.trim() === '') {
			throw new ParameterValueError('"Text" is empty', 'Enter the new text.');
		}
		return {
			target: `room ${roomId}`,
			content: message,
			request: { roomId, storyId: messageId, message },
			send: async () => await api.messages.edit(roomId, messageId, message),
		};
	},
});
