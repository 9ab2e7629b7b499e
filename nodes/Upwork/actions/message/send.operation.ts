import type { UpworkLookBack } from '../../../../lib/upwork';
import { defineOperation } from '../../../shared/operation';
import { ParameterValueError, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { roomLocator } from '../../parameters';

/** Characters (upwork.md 3.9). */
const MAX_LENGTH = 10_240;

export const send = defineOperation<UpworkRun>()({
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Sends a text to a room, once: an identical message that nobody has answered yet, or from the last ten minutes, is returned instead of being sent again. One item with the ID of the message.',
	effect: 'write',
	sends: true,
	parameters: {
		roomId: roomLocator(),
		text: text({
			displayName: 'Text',
			required: true,
			rows: 4,
			placeholder: 'e.g. Thanks, I will look at it today.',
			description: 'Up to 10,240 characters; files cannot be sent',
		}),
	},
	async prepare({ client: { api }, params: { roomId, text: message } }) {
		if (message.trim() === '' || message.length > MAX_LENGTH) {
			throw new ParameterValueError(
				`"Text" has ${message.length} characters, Upwork takes 1 to ${MAX_LENGTH}`,
				message.trim() === '' ? 'Enter the text to send.' : 'Shorten it.',
			);
		}
		return {
			target: `room ${roomId}`,
			content: message,
			request: { roomId, message },
			look: async () => await api.messages.lookBack(roomId, message),
			send: async (look?: UpworkLookBack) => await api.messages.send(roomId, message, look?.known),
		};
	},
});
