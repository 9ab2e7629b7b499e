import { z } from 'zod';
import { bearer } from '../../core/bearer';
import { defineEvent } from '../../core/event';
import type { Service, ServiceContext } from '../../core/types';
import { createGate, Refusal } from '../gate';
import { chatSchema } from './chat';
import { openAiError, ScriptedModel } from './model';
import { respond, responsesSchema } from './responses';
import { replySchema } from './script';

export const DEMO_KEY = 'sk-simulated-demo-key';

const MODELS = ['gpt-4o-mini', 'gpt-4o', 'gpt-4.1-mini', 'gpt-5-mini'];
/** An OpenAI-compatible server: chat with tools and structured output, replayed from scripts. */
export function createOpenAi(context: ServiceContext) {
	let model = new ScriptedModel(context);
	const modelView = (id: string) => ({
		id,
		object: 'model',
		created: 1_700_000_000,
		owned_by: 'simulator',
	});
	const invalid = (error: z.ZodError) => {
		const text = z.prettifyError(error);
		return new Refusal(openAiError(400, text), text);
	};
	const resolve = createGate({
		context,
		unknown: ({ method, path }) => openAiError(404, `Invalid URL (${method} ${path})`),
		admit(request) {
			const key = bearer(request);
			if (key !== DEMO_KEY) {
				throw new Refusal(
					openAiError(401, 'Incorrect API key provided.', 'invalid_api_key'),
					key === '' ? 'No API key' : undefined,
				);
			}
		},
		routes: {
			'GET /v1/models': () => ({ json: { object: 'list', data: MODELS.map(modelView) } }),
			'POST /v1/chat/completions': ({ input, request }) => {
				const parsed = chatSchema.safeParse(input);
				if (!parsed.success) throw invalid(parsed.error);
				const answer = model.complete(parsed.data);
				if (answer.status === 400) context.violation(request, JSON.stringify(answer.json));
				return answer;
			},
			'POST /v1/responses': ({ input }) => {
				const parsed = responsesSchema.safeParse(input);
				if (!parsed.success) throw invalid(parsed.error);
				return respond(context, model, parsed.data);
			},
		},
	});
	const events = {
		/** Appends replies; the first that fits a request answers it. */
		script: defineEvent(z.object({ replies: z.array(replySchema) }), ({ replies }) => {
			model.script.push(...replies);
			return { waiting: model.script.length };
		}),
		clearScript: defineEvent(z.object({}), () => {
			model.script = [];
			return { ok: true };
		}),
	};
	return {
		hosts: ['api.openai.com'],
		reset: () => {
			model = new ScriptedModel(context);
		},
		resolve,
		faultAnswer: (fault) =>
			fault.kind === 'rateLimit'
				? {
						...openAiError(429, 'Rate limit reached', 'rate_limit_exceeded'),
						headers:
							fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
					}
				: openAiError(401, 'Incorrect API key provided.', 'invalid_api_key'),
		events,
		state: () => ({ key: DEMO_KEY, asked: model.asked, waiting: model.script }),
	} satisfies Service<typeof events>;
}
