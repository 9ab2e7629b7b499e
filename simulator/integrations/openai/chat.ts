import { z } from 'zod';

const textPart = z.object({ type: z.string(), text: z.string().optional() });

const messageSchema = z.object({
	role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
	content: z.union([z.string(), z.array(textPart)]).nullish(),
	tool_calls: z
		.array(
			z.object({
				id: z.string(),
				type: z.literal('function'),
				function: z.object({ name: z.string(), arguments: z.string() }),
			}),
		)
		.nullish(),
	tool_call_id: z.string().optional(),
});

const toolSchema = z.object({
	type: z.literal('function'),
	function: z.object({
		name: z.string().regex(/^[\w-]{1,64}$/),
		description: z.string().optional(),
		parameters: z.record(z.string(), z.unknown()).optional(),
	}),
});

/** Body of `POST /v1/chat/completions`. */
export const chatSchema = z.object({
	model: z.string().min(1),
	messages: z.array(messageSchema).min(1),
	tools: z.array(toolSchema).nullish(),
	tool_choice: z
		.union([
			z.enum(['none', 'auto', 'required']),
			z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
		])
		.nullish(),
	response_format: z
		.union([
			z.object({ type: z.enum(['text', 'json_object']) }),
			z.object({
				type: z.literal('json_schema'),
				json_schema: z.object({
					name: z.string(),
					schema: z.record(z.string(), z.unknown()).optional(),
					strict: z.boolean().nullish(),
				}),
			}),
		])
		.nullish(),
	stream: z.boolean().nullish(),
	stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
	n: z.number().int().nullish(),
});

export type ChatRequest = z.output<typeof chatSchema>;
export type OfferedTool = z.output<typeof toolSchema>['function'];
export type ChatMessage = ChatRequest['messages'][number];

export function textOf(message: ChatMessage | undefined): string {
	const content = message?.content ?? '';
	return typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('\n');
}

export const lastOfUser = (messages: readonly ChatMessage[]) =>
	messages.findLast(({ role }) => role === 'user');

/** One call of a tool and what came back. */
export interface ToolResult {
	name: string;
	/** JSON, as the model wrote it. */
	arguments: string;
	content: string;
}

/** The calls since the last message of the user, with their results. */
export function toolResults(messages: readonly ChatMessage[]): ToolResult[] {
	const since = messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);
	const calls = since.flatMap((message) => message.tool_calls ?? []);
	return since.flatMap((message) => {
		const call = calls.find(({ id }) => id === message.tool_call_id);
		return call === undefined ? [] : [{ ...call.function, content: textOf(message) }];
	});
}

/** What is wrong with the order of tool calls and their answers; undefined when nothing is. */
export function toolOrderProblem(messages: readonly ChatMessage[]): string | undefined {
	let open = new Set<string>();
	for (const message of messages) {
		if (message.role === 'tool') {
			if (!open.delete(message.tool_call_id ?? '')) {
				return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'";
			}
			continue;
		}
		if (open.size > 0) break;
		open = new Set((message.tool_calls ?? []).map(({ id }) => id));
	}
	return open.size === 0
		? undefined
		: "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'";
}

/** Strict schemas close every object and require every property. */
export function strictSchemaProblem(schema: unknown, path = 'schema'): string | undefined {
	if (typeof schema !== 'object' || schema === null) return undefined;
	const shape = schema as Record<string, unknown>;
	const properties = (shape.properties ?? {}) as Record<string, unknown>;
	if (shape.type === 'object') {
		if (shape.additionalProperties !== false) {
			return `In ${path}, 'additionalProperties' is required to be supplied and to be false`;
		}
		const required = Array.isArray(shape.required) ? shape.required : [];
		const missing = Object.keys(properties).find((key) => !required.includes(key));
		if (missing !== undefined) return `In ${path}, 'required' is missing '${missing}'`;
	}
	for (const [key, property] of Object.entries(properties)) {
		const problem = strictSchemaProblem(property, `${path}.${key}`);
		if (problem !== undefined) return problem;
	}
	return strictSchemaProblem(shape.items, `${path}.items`);
}
