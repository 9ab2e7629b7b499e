import { z } from 'zod';

const toolCallSchema = z.object({
	name: z.string(),
	arguments: z.record(z.string(), z.unknown()).default({}),
});

/** One scripted answer of the model. */
export const replySchema = z
	.object({
		/** Used only when the last message contains this text. */
		whenContains: z.string().optional(),
		/** Used only when the last message of the user contains this text: one conversation of many. */
		whenUser: z.string().optional(),
		/** Used only when a tool of this name is offered. */
		whenTool: z.string().optional(),
		content: z.string().optional(),
		/** Sent as text; for structured output. */
		json: z.unknown().optional(),
		toolCalls: z.array(toolCallSchema).optional(),
		/** An error answer instead: status and message. */
		error: z.object({ status: z.number().int(), message: z.string() }).optional(),
		/** How often it is used; null: always. */
		times: z.number().int().positive().nullable().default(1),
	})
	.strict();

export type ScriptedReply = z.output<typeof replySchema>;

/** The rest of the line after `name:` in a text. */
const saidOf = (name: string, text: string) =>
	new RegExp(`\\b${name.replace(/\W/g, '\\$&')}\\s*[:=]\\s*([^\\n]+)`, 'i').exec(text)?.[1]?.trim();

/**
 * A value that fits a JSON schema: what a text says by name (`userId: 777001`), else defaults,
 * first choices, short texts, small numbers.
 */
export function exampleOf(schema: unknown, name = 'value', text = ''): unknown {
	if (typeof schema !== 'object' || schema === null) return null;
	const shape = schema as Record<string, unknown>;
	if (shape.const !== undefined) return shape.const;
	const said = saidOf(name, text);
	if (said === undefined && shape.default !== undefined) return shape.default;
	if (Array.isArray(shape.enum)) return shape.enum[0];
	for (const key of ['anyOf', 'oneOf', 'allOf']) {
		const options = shape[key];
		if (Array.isArray(options)) return exampleOf(options[0], name, text);
	}
	const type = Array.isArray(shape.type) ? shape.type[0] : shape.type;
	switch (type) {
		case 'object':
			return Object.fromEntries(
				Object.entries((shape.properties ?? {}) as Record<string, unknown>).map(
					([key, property]) => [key, exampleOf(property, key, text)],
				),
			);
		case 'array':
			return [exampleOf(shape.items, name, text)];
		case 'integer':
		case 'number':
			if (said !== undefined && !Number.isNaN(Number(said))) return Number(said);
			return Math.max(typeof shape.minimum === 'number' ? shape.minimum : 0, 7);
		case 'boolean':
			return said !== 'false';
		case 'null':
			return null;
		default:
			return said ?? `simulated ${name}`;
	}
}
