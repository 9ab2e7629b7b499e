import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator, type Simulator } from '../../../simulator';

const CHAT = 1_000_001;
const BOT = 'bot7000000001:SIMULATED-demo-bot-token';

let simulator: Simulator;
const servers: Server[] = [];

beforeEach(async () => {
	simulator = await startSimulator();
});
afterEach(async () => {
	await simulator.close();
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function call(
	host: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
) {
	const response = await fetch(`${simulator.url}/${host}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
	return { status: response.status, text, json };
}

/** A small server that keeps what it was sent. */
async function listener() {
	const received: { url: string; headers: Record<string, unknown>; body: string }[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString('utf8');
			received.push({ url: request.url ?? '', headers: request.headers, body });
			response.end('done');
		});
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, received };
}

describe('Telegram', () => {
	const telegram = async (method: string, body: unknown = {}) =>
		await call('api.telegram.org', `/${BOT}/${method}`, body);

	it('sends messages, shows doubles, refuses strangers', async () => {
		const sent = await telegram('sendMessage', { chat_id: CHAT, text: 'Новый проект' });
		expect(sent.json).toMatchObject({ ok: true, result: { text: 'Новый проект' } });
		await telegram('sendMessage', { chat_id: CHAT, text: 'Новый проект' });
		const state = simulator.control.state('telegram') as { duplicates: unknown[] };
		expect(state.duplicates).toHaveLength(1);
		expect((await telegram('sendMessage', { chat_id: 5, text: 'x' })).status).toBe(400);
		expect((await call('api.telegram.org', '/bot1:wrong/getMe')).status).toBe(401);
		expect(simulator.control.violations()).toHaveLength(1);
	});

	it('opens the link of an approval button, as a person does', async () => {
		const { url, received } = await listener();
		await telegram('sendMessage', {
			chat_id: CHAT,
			text: 'Отправить отклик?',
			reply_markup: {
				inline_keyboard: [
					[
						{ text: 'Отправить', url: `${url}/waiting/1?approved=true` },
						{ text: 'Нет', url: `${url}/waiting/1?approved=false` },
					],
				],
			},
		});
		const pressed = await simulator.control.telegram.pressButton({ text: 'Отправить' });
		expect(pressed).toMatchObject({ status: 200 });
		expect(received.map((request) => request.url)).toEqual(['/waiting/1?approved=true']);
	});

	it('gives updates by polling or to the webhook with its secret', async () => {
		simulator.control.telegram.userWrites({ text: 'Привет' });
		const updates = await telegram('getUpdates');
		const [update] = updates.json.result as { update_id: number; message: { text: string } }[];
		expect(update?.message.text).toBe('Привет');
		const after = await telegram('getUpdates', { offset: (update?.update_id ?? 0) + 1 });
		expect(after.json.result).toEqual([]);
		const { url, received } = await listener();
		await telegram('setWebhook', { url: `${url}/hook`, secret_token: 'abc' });
		const keyboard = [[{ text: 'Да', callback_data: 'yes' }]];
		await telegram('sendMessage', {
			chat_id: CHAT,
			text: 'Взять?',
			reply_markup: { inline_keyboard: keyboard },
		});
		await simulator.control.telegram.pressButton({ text: 'Да' });
		await simulator.control.telegram.settled({});
		expect(received[0]?.headers['x-telegram-bot-api-secret-token']).toBe('abc');
		expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ callback_query: { data: 'yes' } });
		expect((await telegram('getUpdates')).status).toBe(409);
	});
});

describe('OpenAI-compatible chat', () => {
	const key = { authorization: 'Bearer sk-simulated-demo-key' };
	const chat = async (body: object) =>
		await call('api.openai.com', '/v1/chat/completions', { model: 'gpt-4o-mini', ...body }, key);
	const user = (content: string) => ({ role: 'user', content });
	const messageOf = (json: Record<string, unknown>) =>
		(json.choices as { message: Record<string, unknown>; finish_reason: string }[])[0];
	const tools = [
		{
			type: 'function',
			function: {
				name: 'find_projects',
				parameters: { type: 'object', properties: { query: { type: 'string' } } },
			},
		},
	];

	it('replays a scripted tool call, then the text after it', async () => {
		simulator.control.openai.script({
			replies: [
				{ toolCalls: [{ name: 'find_projects', arguments: { query: 'n8n' } }] },
				{ content: 'Нашёл три проекта.' },
			],
		});
		const first = await chat({ messages: [user('Найди проекты')], tools });
		const asked = messageOf(first.json);
		expect(asked?.finish_reason).toBe('tool_calls');
		const [toolCall] = asked?.message.tool_calls as { id: string; function: object }[];
		expect(toolCall?.function).toEqual({ name: 'find_projects', arguments: '{"query":"n8n"}' });
		const second = await chat({
			messages: [
				user('Найди проекты'),
				asked?.message,
				{ role: 'tool', tool_call_id: toolCall?.id, content: '[]' },
			],
			tools,
		});
		expect(messageOf(second.json)?.message.content).toBe('Нашёл три проекта.');
		const lost = await chat({ messages: [user('x'), asked?.message, user('y')], tools });
		expect(lost.status).toBe(400);
		expect(simulator.control.violations()).toHaveLength(1);
	});

	it('keeps conversations apart, and records what tools were offered and answered', async () => {
		simulator.control.openai.script({
			replies: [
				{ whenUser: 'first', toolCalls: [{ name: 'find_projects', arguments: { query: '1' } }] },
				{ whenUser: 'second', content: 'Second answer' },
				{ whenUser: 'first', content: 'First answer' },
			],
		});
		const first = await chat({ messages: [user('the first')], tools });
		const second = await chat({ messages: [user('the second')], tools });
		expect(messageOf(second.json)?.message.content).toBe('Second answer');
		const call = messageOf(first.json)?.message;
		const [{ id = '' } = {}] = call?.tool_calls as Array<{ id?: string }>;
		const messages = [user('the first'), call, { role: 'tool', tool_call_id: id, content: '[7]' }];
		const last = await chat({ messages, tools });
		expect(messageOf(last.json)?.message.content).toBe('First answer');
		const { asked } = simulator.control.state('openai') as { asked: unknown[] };
		expect(asked.at(-1)).toMatchObject({
			tools: [{ name: 'find_projects', parameters: { properties: { query: {} } } }],
			results: [{ name: 'find_projects', arguments: '{"query":"1"}', content: '[7]' }],
			scripted: true,
		});
	});

	it('without a script calls the tool that a person names, with what they say', async () => {
		const asked = user('Please find projects\nquery: telegram bot');
		const called = messageOf((await chat({ messages: [asked], tools })).json)?.message;
		expect(called?.tool_calls).toMatchObject([
			{ function: { name: 'find_projects', arguments: '{"query":"telegram bot"}' } },
		]);
		const [{ id = '' } = {}] = called?.tool_calls as Array<{ id?: string }>;
		const messages = [asked, called, { role: 'tool', tool_call_id: id, content: 'three' }];
		expect(messageOf((await chat({ messages, tools })).json)?.message.content).toBe(
			'The tool answered: three',
		);
		const other = await chat({ messages: [user('Find something')], tools });
		expect(messageOf(other.json)?.message.tool_calls).toBeUndefined();
	});

	it('fills in schemas, forced tools and streams', async () => {
		const schema = {
			type: 'object',
			properties: { score: { type: 'integer' }, verdict: { enum: ['take', 'skip'] } },
			required: ['score', 'verdict'],
			additionalProperties: false,
		};
		const response_format = {
			type: 'json_schema',
			json_schema: { name: 'fit', strict: true, schema },
		};
		const structured = await chat({ messages: [user('Оцени')], response_format });
		const content = String(messageOf(structured.json)?.message.content);
		expect(JSON.parse(content)).toEqual({ score: 7, verdict: 'take' });
		const forced = await chat({ messages: [user('x')], tools, tool_choice: 'required' });
		expect(messageOf(forced.json)?.finish_reason).toBe('tool_calls');
		const open = { ...response_format.json_schema, schema: { ...schema, required: [] } };
		const refused = await chat({
			messages: [user('x')],
			response_format: { type: 'json_schema', json_schema: open },
		});
		expect(refused.status).toBe(400);
		const streamed = await chat({ messages: [user('Привет')], stream: true });
		const lines = streamed.text.split('\n\n').filter(Boolean);
		expect(lines.at(-1)).toBe('data: [DONE]');
		const text = lines
			.slice(0, -1)
			.map((line) => JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] })
			.map(({ choices }) => choices[0]?.delta.content ?? '')
			.join('');
		expect(text).toBe('Simulated answer to: Привет');
	});

	it('answers the newer responses API from the same scripts', async () => {
		const responses = async (body: object) =>
			await call('api.openai.com', '/v1/responses', { model: 'gpt-4o-mini', ...body }, key);
		const replies = [{ toolCalls: [{ name: 'find_projects' }] }, { content: 'Готово.' }];
		simulator.control.openai.script({ replies });
		const flat = [{ type: 'function', name: 'find_projects', parameters: { type: 'object' } }];
		const first = await responses({ input: 'Найди проекты', tools: flat });
		const [toolCall] = first.json.output as { type: string; call_id: string; name: string }[];
		expect(toolCall).toMatchObject({ type: 'function_call', name: 'find_projects' });
		const output = { type: 'function_call_output', call_id: toolCall?.call_id, output: '[]' };
		const second = await responses({
			input: [{ role: 'user', content: 'Найди проекты' }, toolCall, output],
			tools: flat,
		});
		expect(second.json).toMatchObject({ output: [{ content: [{ text: 'Готово.' }] }] });
	});

	it('lists models and refuses wrong keys', async () => {
		const models = await call('api.openai.com', '/v1/models', undefined, key);
		expect((models.json.data as unknown[]).length).toBeGreaterThan(2);
		const wrong = await call('api.openai.com', '/v1/models', undefined, {
			authorization: 'Bearer sk-wrong',
		});
		expect(wrong.json).toMatchObject({ error: { code: 'invalid_api_key' } });
	});
});
