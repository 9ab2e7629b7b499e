import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { choice, number, ParameterValueError, shownWhen, text } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const send = defineOperation<KworkClient>()({
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Sends a text to a person, once: an equal message that nobody answered yet is returned instead of sent again',
	effect: 'write',
	sends: true,
	parameters: {
		userId: personLocator('To'),
		text: text({
			displayName: 'Text',
			required: true,
			rows: 4,
			placeholder: 'e.g. Hello! I have read your task and can start today.',
			description: 'What to send, as plain text',
		}),
		typing: choice({
			displayName: 'Typing',
			default: 'none',
			description: 'Whether the other side sees that you are typing before the message arrives',
			options: [
				{
					name: 'By Length',
					value: 'length',
					description: 'The longer the text, the longer the typing, up to 20 seconds',
				},
				{ name: 'Fixed', value: 'fixed', description: 'A pause, typing, and then the message' },
				{ name: 'None', value: 'none', description: 'Sent at once' },
			],
		}),
		typingPause: shownWhen(
			{ typing: ['fixed'] },
			number({
				displayName: 'Pause Before Typing (Seconds)',
				default: 2,
				typeOptions: { minValue: 0, maxValue: 60 },
				description: 'How long to wait before typing starts',
			}),
		),
		typingTime: shownWhen(
			{ typing: ['fixed'] },
			number({
				displayName: 'Typing Time (Seconds)',
				default: 2,
				typeOptions: { minValue: 0, maxValue: 60 },
				description: 'How long typing is shown',
			}),
		),
	},
	async prepare({ client, params, signal }) {
		if (params.text.trim() === '') {
			throw new ParameterValueError('"Text" is empty', 'Write what is to be sent.');
		}
		const { userId } = params;
		const input = { userId, text: params.text };
		return {
			target: `user ${userId}`,
			content: params.text,
			request: client.messages.request(input),
			findSent: async () => await client.messages.findSent(input, signal),
			async send() {
				if (params.typing !== 'none') {
					await client.messages.simulateTyping(input, {
						pauseMs: (params.typingPause ?? 2) * 1000,
						typingMs: params.typing === 'fixed' ? (params.typingTime ?? 2) * 1000 : 'byLength',
						signal,
					});
				}
				return await client.messages.send(input, signal);
			},
		};
	},
});
