import { z } from 'zod';
import { failures } from '../failures';
import type { FunnelEvent } from './events';
import { FUNNEL_STEPS } from './events';

const textOrNull = z
	.preprocess((value) => (value === '' ? null : value), z.string().nullish())
	.transform((value) => value ?? null);

/** Rows come back from tables: empty cells are null, numbers may be text, times may be dates. */
const eventSchema = z.object({
	eventKey: z.string().min(1),
	leadKey: z.string().min(1),
	source: z.enum(['kwork', 'avito', 'upwork']),
	step: z.enum(FUNNEL_STEPS),
	at: z.coerce.date().transform((date) => date.toISOString()),
	category: textOrNull,
	budgetBand: textOrNull,
	variant: textOrNull,
	score: z.preprocess(
		(value) => (value === '' || value === undefined ? null : value),
		z.coerce.number().nullable(),
	),
});

/** A row of the event table; other columns (id, createdAt) are ignored. */
export function readFunnelEvent(value: unknown): FunnelEvent {
	const result = eventSchema.safeParse(value);
	if (result.success) return result.data;
	const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
	throw failures.notAFunnelEvent(problems);
}
