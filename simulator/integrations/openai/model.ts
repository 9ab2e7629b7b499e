import type { Answer, ServiceContext } from '../../core/types';
import { randomHex } from '../../core/random';
import {
	lastOfUser,
	strictSchemaProblem,
	textOf,
	toolOrderProblem,
	toolResults,
	type ChatRequest,
	type OfferedTool,
	type ToolResult,
} from './chat';
import { exampleOf, type ScriptedReply } from './script';

interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

interface Message {
	role: 'assistant';
	content: string | null;
	refusal: null;
	tool_calls?: ToolCall[];
}

/** Rough count: four characters to a token. */
const tokens = (text: string) => Math.ceil(text.length / 4);

export function openAiError(status: number, message: string, code: string | null = null): Answer {
	const type = status === 429 ? 'rate_limit_error' : 'invalid_request_error';
	return { status, json: { error: { message, type, param: null, code } } };
}

/** A model without a mind: it replays scripts, and without one answers by simple rules. */
export class ScriptedModel {
	script: ScriptedReply[] = [];

	/** Everything asked, for tests. */
	readonly asked: {
		model: string;
		lastText: string;
		tools: OfferedTool[];
		/** What the tools answered since the person last spoke. */
		results: ToolResult[];
		scripted: boolean;
	}[] = [];

	constructor(private readonly context: ServiceContext) {}

	/** The whole answer to one request. */
	complete(request: ChatRequest): Answer {
		const problem = problemOf(request);
		if (problem !== undefined) return openAiError(400, problem);
		const reply = this.nextReply(request);
		const tools = (request.tools ?? []).map((tool) => tool.function);
		this.asked.push({
			model: request.model,
			lastText: textOf(request.messages.at(-1)),
			tools,
			results: toolResults(request.messages),
			scripted: reply !== undefined,
		});
		if (reply?.error !== undefined) return openAiError(reply.error.status, reply.error.message);
		const message = reply === undefined ? this.byRule(request) : this.scripted(reply);
		const unknown = message.tool_calls?.find(
			(call) => !tools.some(({ name }) => name === call.function.name),
		);
		if (unknown !== undefined) {
			return openAiError(500, `The script calls ${unknown.function.name}, which is not offered`);
		}
		return request.stream === true
			? this.streamed(request, message)
			: { json: this.envelope(request, message) };
	}

	private nextReply(request: ChatRequest): ScriptedReply | undefined {
		const text = textOf(request.messages.at(-1));
		const spoken = textOf(lastOfUser(request.messages));
		const reply = this.script.find(
			({ whenContains, whenUser, whenTool }) =>
				(whenContains === undefined || text.includes(whenContains)) &&
				(whenUser === undefined || spoken.includes(whenUser)) &&
				(whenTool === undefined ||
					request.tools?.some((tool) => tool.function.name === whenTool) === true),
		);
		if (reply !== undefined && reply.times !== null) {
			reply.times--;
			if (reply.times === 0) this.script = this.script.filter((other) => other !== reply);
		}
		return reply;
	}

	private scripted(reply: ScriptedReply): Message {
		const content = reply.json === undefined ? reply.content : JSON.stringify(reply.json);
		const calls = reply.toolCalls?.map((call) => this.toolCall(call.name, call.arguments));
		return {
			role: 'assistant',
			content: content ?? (calls === undefined ? '' : null),
			refusal: null,
			...(calls === undefined ? {} : { tool_calls: calls }),
		};
	}

	/**
	 * Tools that are forced, or whose name a person says, are called, schemas are filled in,
	 * everything else gets a sentence.
	 */
	private byRule(request: ChatRequest): Message {
		const { tool_choice: choice, response_format: format } = request;
		const last = request.messages.at(-1);
		const text = textOf(last);
		const named = typeof choice === 'object' ? choice?.function.name : undefined;
		const tool = request.tools?.find(
			({ function: { name } }) =>
				name === named || choice === 'required' || (last?.role === 'user' && says(text, name)),
		);
		if (tool !== undefined) {
			const filled = exampleOf(tool.function.parameters ?? { type: 'object' }, 'value', text);
			const call = this.toolCall(tool.function.name, filled as Record<string, unknown>);
			return { role: 'assistant', content: null, refusal: null, tool_calls: [call] };
		}
		let content =
			last?.role === 'tool'
				? `The tool answered: ${text.slice(0, 1_000)}`
				: `Simulated answer to: ${text.slice(0, 200)}`;
		if (format?.type === 'json_object') content = JSON.stringify({ answer: content });
		if (format?.type === 'json_schema') {
			content = JSON.stringify(exampleOf(format.json_schema.schema ?? { type: 'object' }));
		}
		return { role: 'assistant', content, refusal: null };
	}

	private toolCall(name: string, input: Record<string, unknown>): ToolCall {
		return {
			id: `call_${randomHex(this.context.random, 24)}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(input) },
		};
	}

	private envelope(request: ChatRequest, message: Message) {
		return {
			id: `chatcmpl-${randomHex(this.context.random, 24)}`,
			object: 'chat.completion',
			created: Math.floor(this.context.clock.now() / 1_000),
			model: request.model,
			choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(message) }],
			usage: usageOf(request, message),
			system_fingerprint: 'fp_simulated',
		};
	}

	/** Server-sent events: the text in three pieces, each tool call whole. */
	private streamed(request: ChatRequest, message: Message): Answer {
		const { id, created, model, usage, system_fingerprint } = this.envelope(request, message);
		const head = { id, created, model, system_fingerprint };
		const chunk = (delta: object, reason: string | null = null) => ({
			...head,
			object: 'chat.completion.chunk',
			choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
		});
		const text = message.content ?? '';
		const size = Math.max(1, Math.ceil(text.length / 3));
		const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
		const events: object[] = [
			chunk({ role: 'assistant', content: message.content === null ? null : '' }),
			...pieces.map((content) => chunk({ content })),
			...(message.tool_calls ?? []).map((call, index) =>
				chunk({ tool_calls: [{ index, ...call }] }),
			),
			chunk({}, finishReason(message)),
		];
		if (request.stream_options?.include_usage === true) {
			events.push({ ...head, object: 'chat.completion.chunk', choices: [], usage });
		}
		const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]'];
		return {
			headers: { 'content-type': 'text/event-stream; charset=utf-8' },
			bytes: Buffer.from(lines.map((line) => `data: ${line}\n\n`).join('')),
		};
	}
}

const finishReason = (message: Message) =>
	message.tool_calls === undefined ? 'stop' : 'tool_calls';

function usageOf(request: ChatRequest, message: Message) {
	const prompt = request.messages.reduce((sum, entry) => sum + tokens(textOf(entry)), 3);
	const answer = tokens(message.content ?? '') + tokens(JSON.stringify(message.tool_calls ?? ''));
	return { prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt + answer };
}

/** Whether every word of a tool's name is in a text: "get many kwork projects" for Get_many_projects. */
const says = (text: string, name: string) =>
	name
		.toLowerCase()
		.split(/[_-]+/)
		.every((word) => text.toLowerCase().includes(word));

function problemOf(request: ChatRequest): string | undefined {
	const order = toolOrderProblem(request.messages);
	if (order !== undefined) return order;
	const format = request.response_format;
	if (format?.type !== 'json_schema' || format.json_schema.strict !== true) return undefined;
	const problem = strictSchemaProblem(format.json_schema.schema);
	return problem === undefined
		? undefined
		: `Invalid schema for response_format '${format.json_schema.name}': ${problem}`;
}
