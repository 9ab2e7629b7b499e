import type { AvitoMessage } from '../../../../lib/avito';
import { flag, ParameterValueError, text } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

export const send = defineOperation<AvitoRun>()({
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Writes into a chat that exists, once: an equal text among the newest messages is returned instead of sent again. One item.',
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
			throw new ParameterValueError('"Text" is empty', 'Write what is to be sent.');
		}
		/** The first parts, where an earlier try has sent them. */
		const there: AvitoMessage[] = [];
		return {
			target: `chat ${chatId}`,
			content: params.text,
			request: {
				chatId,
				messages: parts.map((part) => ({ type: 'text', message: { text: part } })),
			},
			async findSent() {
				for (const part of parts) {
					const found = await api.messages.findSent(chatId, part, { signal });
					if (!found) return undefined;
					there.push(found);
				}
				return { chatId, ...there.at(-1), parts: there.length };
			},
			async send() {
				const sent = [...there];
				for (const part of parts.slice(there.length))
					sent.push(await api.messages.send(chatId, part, signal));
				return { chatId, ...sent.at(-1), parts: sent.length };
			},
		};
	},
});
