import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';

/** What a model is asked for. Numbers that came as text are taken, out of range they are cut. */
const points = (max: number) =>
	z.coerce
		.number()
		.refine(Number.isFinite)
		.transform((value) => Math.min(max, Math.max(0, value)));

const analysisSchema = z.object({
	fit: points(100),
	reasons: z.array(z.string()).default([]),
	risks: z.array(z.string()).default([]),
	complexity: points(10).optional(),
	estimatedHours: points(10_000).optional(),
	draft: z.string().optional(),
});

export type AiAnalysis = z.output<typeof analysisSchema>;

export type MergedAnalysis =
	{ ok: true; analysis: AiAnalysis; repaired: boolean } | { ok: false; problems: string[] };

/**
 * Reads a model's answer: an object, JSON, or JSON with the usual damage (code fence, text around
 * it, missing comma or quote). What cannot be read for sure is marked, never guessed.
 */
export function readAnalysis(answer: unknown): MergedAnalysis {
	if (typeof answer === 'object' && answer !== null) return checked(answer, false);
	if (typeof answer !== 'string') return { ok: false, problems: ['The answer is empty'] };
	const start = answer.indexOf('{');
	const end = answer.lastIndexOf('}');
	if (start < 0) return { ok: false, problems: ['The answer holds no JSON object'] };
	const body = answer.slice(start, end > start ? end + 1 : undefined);
	const strict = parsed(() => JSON.parse(body) as unknown);
	if (strict !== undefined) return checked(strict, body !== answer.trim());
	const repaired = parsed(() => JSON.parse(jsonrepair(body)) as unknown);
	if (repaired === undefined) return { ok: false, problems: ['The JSON is damaged beyond repair'] };
	return checked(repaired, true);
}

function checked(value: unknown, repaired: boolean): MergedAnalysis {
	const result = analysisSchema.safeParse(value);
	if (result.success) return { ok: true, analysis: result.data, repaired };
	return {
		ok: false,
		problems: result.error.issues.map(
			({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
		),
	};
}

function parsed(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}
