import type { KworkClient, KworkLookBack } from '../../../../lib/kwork';
import { readAll } from '../../../shared/files';
import { defineOperation } from '../../../shared/operation';
import {
	choice,
	collection,
	number,
	optionalId,
	ParameterValueError,
	shownWhen,
	text,
	textList,
} from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const send = defineOperation<KworkClient>()({
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Sends a text to a person, once: an identical message that nobody has answered yet, or from the last ten minutes, is returned instead of being sent again. One item with the ID of the message.',
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
			description: 'Whether the other person sees you typing before the message arrives',
			options: [
				{
					name: 'By Length',
					value: 'length',
					description: 'Typing lasts longer for longer texts, up to 20 seconds',
				},
				{ name: 'Fixed', value: 'fixed', description: 'A pause, typing, and then the message' },
				{ name: 'None', value: 'none', description: 'Sent immediately' },
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
		messageOptions: collection(
			{ displayName: 'Options' },
			{
				orderId: optionalId({
					displayName: 'Into an Order',
					description:
						'ID of the order whose chat gets the message, instead of the personal dialog with its buyer or seller',
				}),
				files: textList({
					displayName: 'Binary Fields',
					placeholder: 'e.g. data',
					description: 'Names of the binary fields to attach, separated by commas',
				}),
				replyToMessageId: optionalId({
					displayName: 'Quoted Message ID',
					description: 'Message to quote above the text',
				}),
			},
		),
	},
	async prepare({ client, params, files, signal }) {
		if (params.text.trim() === '') {
			throw new ParameterValueError('"Text" is empty', 'Enter the text to send.');
		}
		const { userId, messageOptions } = params;
		const input = {
			userId,
			text: params.text,
			orderId: messageOptions.orderId,
			replyToMessageId: messageOptions.replyToMessageId,
		};
		const parts = await readAll(files, messageOptions.files);
		const isTyped = params.typing !== 'none';
		let fileIds: number[] = [];
		const ready = async () => {
			if (isTyped) {
				await client.messages.simulateTyping(input, {
					pauseMs: (params.typingPause ?? 2) * 1000,
					typingMs: params.typing === 'fixed' ? (params.typingTime ?? 2) * 1000 : 'byLength',
					signal,
				});
			}
			fileIds = await client.files.uploadAll(parts, signal);
		};
		return {
			target: input.orderId === undefined ? `user ${userId}` : `order ${input.orderId}`,
			content: params.text,
			request: client.messages.request(input),
			look: async () => await client.messages.lookBack(input, signal),
			...(isTyped || parts.length > 0 ? { ready } : {}),
			send: async (look?: KworkLookBack) =>
				await client.messages.send({ ...input, fileIds }, signal, look?.known),
		};
	},
});
