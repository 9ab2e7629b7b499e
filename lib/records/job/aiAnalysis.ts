import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';
import { DEFAULT_WEIGHTS, type Weights } from './score';

/** A number, also as text; what `Number` makes 0 of (nothing, null, an empty list) is none. */
const figure = z.preprocess(
	(value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
	z.number(),
);

/** Out of range a figure is cut. */
const points = (max: number) => figure.transform((value) => Math.min(max, Math.max(0, value)));

/** Left out and null are the same: the model does not know. */
const unlessNull = <T extends z.ZodType>(schema: T) =>
	z.preprocess((value) => value ?? undefined, schema.optional());

const texts = z.preprocess(
	(value) => (typeof value === 'string' ? [value] : (value ?? [])),
	z.array(z.string()),
);

const common = {
	risks: texts,
	complexity: unlessNull(points(10)),
	estimatedHours: unlessNull(points(10_000)),
	draft: unlessNull(z.string()),
	recommendation: unlessNull(z.string()),
};

/** What a model is asked for. */
const analysisSchema = z.object({ fit: points(100), reasons: texts, ...common });

/** The other common answer: the four parts of the score apart, each may be unknown but the skills. */
const partsSchema = z.object({
	skill_match: points(100),
	budget_match: unlessNull(points(100)),
	complexity_match: unlessNull(points(100)),
	client_rating: unlessNull(points(100)),
	reasoning: texts,
	...common,
});

export type AiAnalysis = z.output<typeof analysisSchema> & {
	/** 0 to 10 each; null where the model does not know. */
	parts?: Record<keyof Weights, number | null>;
};

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
	const inParts =
		Object(value) === value && 'skill_match' in Object(value) && !('fit' in Object(value));
	const result = inParts
		? partsSchema.transform(fromParts).safeParse(value)
		: analysisSchema.safeParse(value);
	if (result.success) return { ok: true, analysis: result.data, repaired };
	return {
		ok: false,
		problems: result.error.issues.map(
			({ path, message }) => `${path.join('.') || 'answer'}: ${message}`,
		),
	};
}

/**
 * The mean by the weights of the score. Models answer out of 10 or out of 100: one figure above 10
 * shows the latter. A client's rating up to 5 counts stars.
 */
function fromParts({
	skill_match: skills,
	budget_match: budget,
	complexity_match: complexity,
	client_rating: client,
	reasoning: reasons,
	...rest
}: z.output<typeof partsSchema>): AiAnalysis {
	const matches = [skills, budget ?? 0, complexity ?? 0];
	const scale = matches.some((match) => match > 10) ? 10 : 1;
	const tenth = (value: number | undefined) => (value === undefined ? null : value / scale);
	const stars = client === undefined ? null : client <= 5 ? client * 2 : client;
	const parts = {
		skills: skills / scale,
		budget: tenth(budget),
		complexity: tenth(complexity),
		client: stars !== null && stars > 10 ? stars / 10 : stars,
	};
	let [sum, weights] = [0, 0];
	for (const [name, weight] of Object.entries(DEFAULT_WEIGHTS)) {
		const part = parts[name as keyof Weights];
		if (part === null) continue;
		sum += part * weight;
		weights += weight;
	}
	return { fit: Math.round((sum / weights) * 1000) / 100, reasons, ...rest, parts };
}

function parsed(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}
