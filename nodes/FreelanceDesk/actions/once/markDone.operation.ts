import { defineOperation } from '../../../shared/operation';
import { collection, number, text } from '../../../shared/parameters';
import { inRange, type Desk } from '../../parameters';
import { claimFields, claimOf, wordOf } from '../../remembered';

export const markDone = defineOperation<Desk>()({
	value: 'markDone',
	name: 'Mark Done',
	action: 'Mark an item as done',
	description:
		'Says that what Keep New took has happened, so that no run takes it again. Use it right after the step that must not be repeated. One item each.',
	effect: 'read',
	remembers: true,
	parameters: {
		...claimFields,
		options: collection(
			{ displayName: 'Options' },
			{
				keepDays: number({
					displayName: 'Keep (Days)',
					default: 400,
					typeOptions: { minValue: 1 },
					description: 'How long it is remembered; after that the item counts as new',
				}),
				result: text({
					displayName: 'Result',
					placeholder: 'e.g. sent',
					description:
						'ID or word for what came of it, without spaces; Keep New returns it with items that are marked. Do not put texts or personal data here.',
				}),
			},
		),
	},
	async execute({ client, params, items, itemIndex }) {
		const claimed = claimOf(params);
		const { keepDays = 400, result: given } = params.options;
		inRange([['Keep (Days)', keepDays, 0.001, 4000]]);
		const result = wordOf(given, 'Result');
		const { once } = await client.memory();
		await client.markDone(once, claimed, client.holder, { result, keepDays });
		return {
			...items[itemIndex],
			once: { ...claimed, state: 'done', ...(result === undefined ? {} : { result }) },
		};
	},
});
