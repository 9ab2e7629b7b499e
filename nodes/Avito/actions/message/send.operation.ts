import type { AvitoMessage } from '../../../../lib/avito';
import { flag, ParameterValueError, text } from '../../../shared/parameters';
import { defineOperation, type Look } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

interface PartsLook extends Look {
	known: ReadonlySet<string>;
	/** The first parts, where an earlier try has sent them. */
	there: AvitoMessage[];
}

export const send = defineOperation<AvitoRun>()({
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Sends a message to an existing chat, once: an identical message that nobody has answered yet, or from the last ten minutes, is returned instead of being sent again. One item.',
	effect: 'write',
	sends: true,
	parameters: {
		chatId: chatLocator(),
		text: text({
			displayName: 'Text',
			required: true,
			rows: 4,
			placeholder: 'e.g. Здравствуйте! Удобно поговорить завтра в 11:00?',
			description: 'What to send, as plain text',
		}),
		splitLongText: flag({
			displayName: 'Split Long Text',
			default: true,
			description: 'Whether to send more than 1,000 characters as several messages, in order',
		}),
	},
	async prepare({ client: { api, lib }, params, signal }) {
		const { chatId, splitLongText } = params;
		const parts = splitLongText ? lib.splitText(params.text) : [params.text.trim()];
		if (parts.length === 0 || parts[0] === '') {
			throw new ParameterValueError('"Text" is empty', 'Enter the text to send.');
		}
		const told = (messages: AvitoMessage[]) => ({
			chatId,
			...messages.at(-1),
			parts: messages.length,
		});
		return {
			target: `chat ${chatId}`,
			content: params.text,
			request: {
				chatId,
				messages: parts.map((part) => ({ type: 'text', message: { text: part } })),
			},
			async look() {
				const back = await api.messages.lookBack(chatId, { signal });
				const there = lib.partsThere(parts, back);
				const isThere = there.length === parts.length;
				return { known: back.known, there, sent: isThere ? told(there) : undefined };
			},
			send: async (look?: PartsLook) =>
				told(await api.sending.sendParts(chatId, parts, { ...look, signal })),
		};
	},
});
