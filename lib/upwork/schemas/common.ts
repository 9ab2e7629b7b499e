import { z } from 'zod';

/** Decimal text; a number would lose digits (upwork.md 2.6). */
export const idSchema = z.union([z.string(), z.int().transform(String)]);

const text = z.string().nullish();
const count = z.number().nullish();
const flag = z.boolean().nullish();

/** Money as Upwork sends it: all texts, `rawValue` is the amount. */
export const moneySchema = z
	.looseObject({ rawValue: text, currency: text, displayValue: text })
	.nullish();

export const pageInfoSchema = z.looseObject({ endCursor: text, hasNextPage: flag }).nullish();

export const namedSchema = z.looseObject({ id: idSchema.nullish(), name: text }).nullish();

export const labelSchema = z
	.looseObject({ id: idSchema.nullish(), preferredLabel: text, prefLabel: text })
	.nullish();

export const dateTimeSchema = z.looseObject({ rawValue: text, displayValue: text }).nullish();

/** The usual connection: edges that may be null where a part of the answer broke. */
export function connectionOf<T extends z.ZodType>(node: T) {
	return z
		.looseObject({
			totalCount: count,
			pageInfo: pageInfoSchema,
			edges: z.array(z.looseObject({ cursor: text, node: node.nullish() }).nullish()).nullish(),
		})
		.nullish();
}

export { count, flag, text };

export type Money = z.infer<typeof moneySchema>;
