import { z } from 'zod';
import { isRecord } from '../../core/isRecord';
import type { Answer, ServiceContext } from '../../core/types';
import { randomHex } from '../../core/random';
import type { ChatMessage, ChatRequest } from './chat';
import type { ScriptedModel } from './model';

/** Body of `POST /v1/responses`, as far as it is understood. */
export const responsesSchema = z.object({
	model: z.string().min(1),
	input: z.union([z.string(), z.array(z.record(z.string(), z.unknown())).min(1)]),
	instructions: z.string().nullish(),
	tools: z.array(z.record(z.string(), z.unknown())).nullish(),
	tool_choice: z.unknown().optional(),
	text: z.object({ format: z.record(z.string(), z.unknown()).optional() }).nullish(),
	stream: z.boolean().nullish(),
});

type ResponsesRequest = z.output<typeof responsesSchema>;

/** Answers the newer API with the same scripts: the request becomes a chat, the answer its items. */
export function respond(
	context: ServiceContext,
	model: ScriptedModel,
	request: ResponsesRequest,
): Answer {
	const answer = model.complete(asChat(request));
	if (answer.status !== undefined && answer.status !== 200) return answer;
	const chat = answer.json as {
		choices: {
			message: {
				content: string | null;
				tool_calls?: { id: string; function: { name: string; arguments: string } }[];
			};
		}[];
		usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
	};
	const message = chat.choices[0]?.message;
	const id = () => randomHex(context.random, 24);
	const text = message?.content ?? null;
	const output = [
		...(text === null
			? []
			: [
					{
						type: 'message',
						id: `msg_${id()}`,
						role: 'assistant',
						status: 'completed',
						content: [{ type: 'output_text', text, annotations: [] }],
					},
				]),
		...(message?.tool_calls ?? []).map((call) => ({
			type: 'function_call',
			id: `fc_${id()}`,
			call_id: call.id,
			name: call.function.name,
			arguments: call.function.arguments,
			status: 'completed',
		})),
	];
	const response = {
		id: `resp_${id()}`,
		object: 'response',
		created_at: Math.floor(context.clock.now() / 1_000),
		status: 'completed',
		error: null,
		incomplete_details: null,
		instructions: request.instructions ?? null,
		model: request.model,
		output,
		parallel_tool_calls: true,
		tool_choice: request.tool_choice ?? 'auto',
		tools: request.tools ?? [],
		usage: {
			input_tokens: chat.usage.prompt_tokens,
			output_tokens: chat.usage.completion_tokens,
			total_tokens: chat.usage.total_tokens,
		},
	};
	return request.stream === true ? streamed(response) : { json: response };
}

/** Server-sent events: each item added and done, the text in one piece, then the whole. */
function streamed(response: { output: Record<string, unknown>[] }): Answer {
	const events: Record<string, unknown>[] = [
		{ type: 'response.created', response: { ...response, status: 'in_progress', output: [] } },
	];
	for (const [index, item] of response.output.entries()) {
		const place = { output_index: index, item_id: item.id };
		events.push({ type: 'response.output_item.added', output_index: index, item });
		const [part] = Array.isArray(item.content) ? item.content.filter(isRecord) : [];
		if (part !== undefined) {
			const text = { ...place, content_index: 0 };
			events.push({ type: 'response.output_text.delta', ...text, delta: part.text });
			events.push({ type: 'response.output_text.done', ...text, text: part.text });
		} else {
			const delta = item.arguments;
			events.push({ type: 'response.function_call_arguments.delta', ...place, delta });
		}
		events.push({ type: 'response.output_item.done', output_index: index, item });
	}
	events.push({ type: 'response.completed', response });
	const lines = events.map(
		(event, number) =>
			`event: ${String(event.type)}\ndata: ${JSON.stringify({ sequence_number: number, ...event })}\n\n`,
	);
	return {
		headers: { 'content-type': 'text/event-stream; charset=utf-8' },
		bytes: Buffer.from(lines.join('')),
	};
}

function asChat(request: ResponsesRequest): ChatRequest {
	const items = typeof request.input === 'string' ? [] : request.input;
	const messages: ChatMessage[] = [];
	if (typeof request.instructions === 'string') {
		messages.push({ role: 'system', content: request.instructions });
	}
	if (typeof request.input === 'string') messages.push({ role: 'user', content: request.input });
	for (const item of items) addItem(messages, item);
	const format = request.text?.format;
	return {
		model: request.model,
		messages,
		tools: (request.tools ?? [])
			.filter((tool) => tool.type === 'function')
			.map((tool) => ({
				type: 'function',
				function: {
					name: String(tool.name),
					description: typeof tool.description === 'string' ? tool.description : undefined,
					parameters: isRecord(tool.parameters) ? tool.parameters : undefined,
				},
			})),
		tool_choice: toolChoice(request.tool_choice),
		response_format:
			format?.type === 'json_schema'
				? {
						type: 'json_schema',
						json_schema: {
							name: String(format.name ?? 'answer'),
							schema: isRecord(format.schema) ? format.schema : undefined,
							strict: format.strict === true,
						},
					}
				: format?.type === 'json_object'
					? { type: 'json_object' }
					: undefined,
	};
}

function toolChoice(choice: unknown): ChatRequest['tool_choice'] {
	if (choice === 'none' || choice === 'auto' || choice === 'required') return choice;
	if (!isRecord(choice)) return undefined;
	return { type: 'function', function: { name: String(choice.name) } };
}

/** Calls that follow each other belong to one assistant message. */
function addItem(messages: ChatMessage[], item: Record<string, unknown>): void {
	if (item.type === 'function_call') {
		const call = {
			id: String(item.call_id),
			type: 'function' as const,
			function: { name: String(item.name), arguments: String(item.arguments) },
		};
		const last = messages.at(-1);
		if (last?.role === 'assistant') last.tool_calls = [...(last.tool_calls ?? []), call];
		else messages.push({ role: 'assistant', content: null, tool_calls: [call] });
		return;
	}
	if (item.type === 'function_call_output') {
		const content = typeof item.output === 'string' ? item.output : JSON.stringify(item.output);
		messages.push({ role: 'tool', tool_call_id: String(item.call_id), content });
		return;
	}
	if (item.type !== undefined && item.type !== 'message') return;
	const role = item.role === 'assistant' || item.role === 'system' ? item.role : 'user';
	const parts = Array.isArray(item.content) ? item.content.filter(isRecord) : [];
	const content =
		typeof item.content === 'string'
			? item.content
			: parts.map(({ text }) => String(text ?? '')).join('\n');
	messages.push({ role, content });
}
