import { defineOperation, LinkedResult } from '../../../shared/operation';
import type { Desk } from '../../parameters';

export const answerOnce = defineOperation<Desk>()({
	value: 'answerOnce',
	name: 'Answer Once',
	action: 'Find messages without an answer',
	description:
		'Of all message records that come in, those that nobody has answered yet: incoming ones after the last own one of their thread. One item per message.',
	effect: 'read',
	once: true,
	parameters: {},
	async execute({ client, items }) {
		const messages = items.map((item) => client.readMessage(item));
		const indexOf = new Map(messages.map(({ dedupeKey }, index) => [dedupeKey, index]));
		return client
			.unanswered(messages)
			.map((message) => new LinkedResult(message, [indexOf.get(message.dedupeKey) ?? 0]));
	},
});
