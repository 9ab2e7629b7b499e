import { z } from 'zod';

const schema = z.looseObject({
	id: z.literal('coverage'),
	coverage: z
		.looseObject({ capHit: z.boolean(), complete: z.boolean(), found: z.number() })
		.optional(),
	errors: z.record(z.string(), z.number()).optional(),
	contactsSpent: z.number().optional(),
	stopListSize: z.number().optional(),
});

/** What a run knows beside its candidates, for the summary; the last item of Collect carries it. */
export type RunFigures = z.infer<typeof schema>;

/** The figures, where the item carries them; `undefined` for a candidate. */
export function figuresFromItem(item: unknown): RunFigures | undefined {
	return schema.safeParse(item).data;
}
