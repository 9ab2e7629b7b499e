import { defineOperation } from '../../../shared/operation';
import type { Desk } from '../../parameters';
import { claimFields, claimOf } from '../../remembered';

export const release = defineOperation<Desk>()({
	value: 'release',
	name: 'Release',
	action: 'Release an item for the next run',
	description:
		'Gives back at once what Keep New took, so that the next run takes it again; for when the work failed. What is done stays done. One item each.',
	effect: 'read',
	remembers: true,
	parameters: claimFields,
	async execute({ client, params, items, itemIndex }) {
		const claimed = claimOf(params);
		const { once } = await client.memory();
		const released = await client.releaseClaim(once, claimed, client.holder);
		return {
			...items[itemIndex],
			once: { ...claimed, state: released ? 'released' : 'unchanged' },
		};
	},
});
