import { defineOperation, LinkedResult } from '../../../shared/operation';
import { number, text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';

export const rank = defineOperation<Desk>()({
	value: 'rank',
	name: 'Rank and Take Top N',
	action: 'Rank items and take the best',
	description:
		'Sorts all items by score, leaves out those below a minimum and returns the best N. One item each.',
	effect: 'read',
	once: true,
	parameters: {
		field: text({
			displayName: 'Score Field',
			default: 'score.total',
			description: 'Name of the field, with dots for nested fields',
		}),
		count: number({ displayName: 'Top N', default: 5, typeOptions: { minValue: 1 } }),
		minScore: number({ displayName: 'Minimum Score', default: 60 }),
	},
	async execute({ client, params: { field, count, minScore }, items, hint }) {
		const scored = items.map((item, index) => ({
			item,
			index,
			score: scoreOf(valueAt(item, field)),
		}));
		const known = scored.filter(({ score }) => Number.isFinite(score));
		const without = scored.length - known.length;
		if (without > 0) {
			hint(
				`${without} item${without > 1 ? 's have' : ' has'} no number in ${field} and was left out.`,
			);
		}
		return client
			.topN(known, ({ score }) => score, count, minScore)
			.map(({ item, index }, place) => new LinkedResult({ ...item, rank: place + 1 }, [index]));
	},
});

/** What `Number` makes 0 of, such as null and an empty text, is no score. */
const scoreOf = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
		? Number(value)
		: Number.NaN;

function valueAt(item: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, key) =>
				typeof value === 'object' && value !== null
					? (value as Record<string, unknown>)[key]
					: undefined,
			item,
		);
}
