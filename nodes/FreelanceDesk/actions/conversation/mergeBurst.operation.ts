import { defineOperation, LinkedResult } from '../../../shared/operation';
import { number } from '../../../shared/parameters';
import { readEach, type Desk } from '../../parameters';

export const mergeBurst = defineOperation<Desk>()({
	value: 'mergeBurst',
	name: 'Merge Burst',
	action: 'Merge a burst of messages',
	description:
		'Joins several short messages that one person wrote in a row into one. One item per burst.',
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
		const { values, places, finish } = readEach(items, client.readMessage);
		const placeOf = new Map(
			values.map(({ source, sourceId }, index) => [`${source}:${sourceId}`, places[index] ?? 0]),
		);
		return await finish(() =>
			client.mergeBursts(values, pauseSeconds).map((burst) => {
				const from = burst.mergedIds.map((id) => placeOf.get(`${burst.source}:${id}`) ?? 0);
				return new LinkedResult(burst, from);
			}),
		);
	},
});
