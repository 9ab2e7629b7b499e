import { defineOperation, LinkedResult } from '../../../shared/operation';
import { readEach, type Desk } from '../../parameters';

export const answerOnce = defineOperation<Desk>()({
	value: 'answerOnce',
	name: 'Answer Once',
	action: 'Find messages without an answer',
	description:
		'Of all message records that come in, those that nobody has answered yet: incoming ones after your last one in their thread. One item per message.',
	effect: 'read',
	once: true,
	parameters: {},
	async execute({ client, items }) {
		const { values, places, finish } = readEach(items, client.readMessage);
		const placeOf = new Map(values.map(({ dedupeKey }, index) => [dedupeKey, places[index] ?? 0]));
		return await finish(() =>
			client
				.unanswered(values)
				.map((message) => new LinkedResult(message, [placeOf.get(message.dedupeKey) ?? 0])),
		);
	},
});
