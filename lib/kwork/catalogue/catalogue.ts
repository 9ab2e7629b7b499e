import { z } from 'zod';
import json from './catalogue.json';

const parameterSchema = z.object({
	/** Exactly as the service wants it: `order_id` and `orderId` are different names. */
	name: z.string(),
	/** Where the specification puts it; the service reads query and body alike. */
	in: z.enum(['query', 'body', 'multipart']),
	type: z.enum(['integer', 'number', 'text', 'boolean', 'number list', 'text list', 'map', 'file']),
	required: z.boolean(),
	/** A list that travels as one text with commas. */
	joined: z.boolean().optional(),
	values: z.array(z.union([z.string(), z.number()])).optional(),
	description: z.string(),
});

const methodSchema = z.object({
	name: z.string(),
	/** POST when absent. */
	httpMethod: z.literal('GET').optional(),
	authenticated: z.boolean(),
	/** `spend` costs the user's money. */
	effect: z.enum(['read', 'write', 'spend']),
	purpose: z.string(),
	/** Takes further fields of its own, e.g. filters of the catalogue. */
	openEnded: z.boolean().optional(),
	parameters: z.array(parameterSchema),
});

export type ApiParameter = z.output<typeof parameterSchema>;
export type ApiMethod = z.output<typeof methodSchema>;

/** All methods of the API by name, in the order of their names. Made by generate.ts. */
export const API_METHODS: ReadonlyMap<string, ApiMethod> = new Map(
	z
		.array(methodSchema)
		.parse(json)
		.map((method) => [method.name, method]),
);
