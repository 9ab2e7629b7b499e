import { defineOperation, LinkedResult } from '../../../shared/operation';
import { number } from '../../../shared/parameters';
import type { Desk } from '../../parameters';

export const mergeBurst = defineOperation<Desk>()({
	value: 'mergeBurst',
	name: 'Merge Burst',
	action: 'Merge a burst of messages',
	description:
		'Several short messages that one person wrote in a row become one. One item per burst.',
	effect: 'read',
	once: true,
	parameters: {
		pauseSeconds: number({
			displayName: 'Longest Pause (Seconds)',
			default: 120,
			typeOptions: { minValue: 0 },
			description: 'A longer pause starts a new message',
		}),
	},
	async execute({ client, params: { pauseSeconds }, items }) {
		const messages = items.map((item) => client.readMessage(item));
		const indexOf = new Map(
			messages.map(({ source, sourceId }, index) => [`${source}:${sourceId}`, index]),
		);
		return client.mergeBursts(messages, pauseSeconds).map(
			(burst) =>
				new LinkedResult(
					burst,
					burst.mergedIds.map((id) => indexOf.get(`${burst.source}:${id}`) ?? 0),
				),
		);
	},
});
