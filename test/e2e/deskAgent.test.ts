import { until, type Workflow } from '../../playground/harness';
import { TemplateStage } from './templateStage';

interface Asked {
	tools: Array<{ name: string; description?: string; parameters?: object }>;
	results: Array<{ name: string; content: string }>;
}

/** The desk of the templates in a real n8n: what it may read, and what it may send. */
describe('freelance-desk-agent', () => {
	let stage: TemplateStage;
	let desk: Workflow;

	beforeAll(async () => {
		stage = await TemplateStage.create();
		desk = await stage.import('freelance-desk-agent');
	});

	afterAll(async () => {
		await stage?.remove();
	});

	/** Somebody writes `text` into the chat, and the model makes these calls before it answers. */
	const ask = async (text: string, calls: Array<[tool: string, input: object]>) => {
		await stage.simulator.control.openai.clearScript({});
		await stage.simulator.control.openai.script({
			replies: [
				...calls.map(([name, input]) => ({
					whenUser: text,
					toolCalls: [{ name, arguments: { ...input } }],
				})),
				{ whenUser: text, content: `Answer to: ${text}` },
			],
		});
		return await stage.run(desk, { sessionId: text, action: 'sendMessage', chatInput: text });
	};

	/** A call of a tool that asks first. */
	const behindMe = (input: object) => ({ toolParameters: input, hitlParameters: {} });

	const asked = () => stage.state<{ asked: Asked[] }>('openai').asked;
	const results = () => (asked().at(-1)?.results ?? []).map(({ content }) => content);
	const questions = () =>
		stage.messages().filter(({ reply_markup: markup }) => markup !== undefined);
	const sent = (text: string) =>
		stage.simulator.control
			.requests({ service: 'kwork', operation: 'inboxCreate' })
			.filter(({ parameters }) => JSON.stringify(parameters).includes(text));

	const answer = (text: string): [string, object] => [
		'Answer_on_Kwork',
		behindMe({ userId: '777001', text }),
	];

	test('reads by itself, without a question', async () => {
		const run = await ask('Who waits?', [
			['List_Kwork_dialogs', {}],
			['Read_Kwork_messages', { userId: '777001' }],
			['List_Avito_chats', {}],
			['Search_Upwork_jobs', { query: 'n8n' }],
		]);
		expect(run).toMatchObject({ ok: true });
		expect(run.nodes.Desk?.items[0]).toMatchObject({ output: 'Answer to: Who waits?' });
		expect(results()).toHaveLength(4);
		for (const result of results()) {
			expect(result).not.toContain('"error"');
			expect(result.length).toBeLessThan(8_000);
		}
		expect(stage.messages()).toEqual([]);
	});

	test('sends after Send it, word for word, and once when asked to send the same again', async () => {
		const text = 'Добрый день! Бот «под ключ» возможен.';
		await ask('Answer the shop', [answer(text)]);
		expect(sent(text)).toEqual([]);
		expect(questions().at(-1)?.text).toContain(`Answer on Kwork?\n\nuserId: 777001\ntext: ${text}`);
		const run = await stage.decide(desk, ['Send it']);
		expect(run.nodes.Desk?.items[0]).toMatchObject({ output: 'Answer to: Answer the shop' });
		expect(sent(text)).toHaveLength(1);
		expect(results()[0]).toContain('"alreadySent":false');
		expect(stage.messages().at(-1)?.text).toBe('Answer to: Answer the shop');

		await ask('Answer the shop again', [answer(text), answer(text)]);
		expect(await stage.decide(desk, ['Send it', 'Send it'])).toMatchObject({ ok: true });
		expect(results()).toEqual([
			expect.stringContaining('"alreadySent":true'),
			expect.stringContaining('"alreadySent":true'),
		]);
		expect(sent(text)).toHaveLength(1);
	});

	test('sends nothing after Skip, and the model is told so', async () => {
		await ask('Answer rudely', [answer('Go away')]);
		const run = await stage.decide(desk, ['Skip']);
		expect(run).toMatchObject({ ok: true });
		expect(results()[0]).toContain('User rejected the tool call');
		expect(sent('Go away')).toEqual([]);
	});

	test('sends an offer once, and only with consent', async () => {
		const offers = () =>
			stage.simulator.control
				.requests({ service: 'kwork' })
				.filter(({ operation }) => operation.includes('createoffer'));
		const [projectId = ''] = /(?<="id":)\d+/.exec(await firstProject()) ?? [];
		const offer: [string, object] = [
			'Send_an_offer_on_Kwork',
			behindMe({
				projectId,
				title: 'Бот под ключ',
				description:
					'Здравствуйте! Прочитал задачу и готов начать сегодня. Делаю такие работы восемь лет, покажу примеры. Сначала уточню, откуда берутся данные, потом соберу первую версию.',
				price: 7000,
				duration: '7',
			}),
		];
		await ask('Offer, but no', [offer]);
		await stage.decide(desk, ['Skip']);
		expect(offers()).toEqual([]);
		await ask('Offer', [offer]);
		await stage.decide(desk, ['Send it']);
		expect(results()[0]).toContain('"offerId"');
		await ask('Offer again', [offer]);
		await stage.decide(desk, ['Send it']);
		expect(results()[0]).toContain('"alreadySent":true');
		expect(offers()).toHaveLength(1);
	});

	const firstProject = async () => {
		await ask('Projects', [['Find_Kwork_projects', { query: 'бот' }]]);
		return results()[0] ?? '';
	};

	test('sends nothing when the question does not reach me', async () => {
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'telegram',
			operation: 'sendMessage',
			times: 1,
		});
		const run = await ask('Answer unheard', [answer('Unheard')]);
		stage.simulator.control.clearFaults();
		expect(run.status).not.toBe('waiting');
		expect(sent('Unheard')).toEqual([]);
	});

	test('tells me when it cannot answer at all', async () => {
		stage.simulator.control.fault({
			kind: 'status',
			status: 401,
			body: '{"error":{"message":"Incorrect API key provided."}}',
			service: 'openai',
			times: null,
		});
		const run = await ask('Anybody there?', []);
		stage.simulator.control.clearFaults();
		expect(run).toMatchObject({ ok: false, error: expect.stringContaining('The desk could not') });
		expect(stage.messages().at(-1)?.text).toContain('The desk could not answer');
	});

	test('calls the tool that a person names when the playground runs without a script', async () => {
		await stage.simulator.control.openai.clearScript({});
		const text = 'Answer on Kwork\nuserId: 777003\ntext: Спасибо, отвечу сегодня';
		await stage.run(desk, { sessionId: 'by hand', action: 'sendMessage', chatInput: text });
		await stage.decide(desk, ['Send it']);
		expect(sent('Спасибо, отвечу сегодня')).toHaveLength(1);
	});

	test('hears its owner in Telegram, and nobody else', async () => {
		const { openai, telegram } = stage.simulator.control;
		await stage.n8n.publish(desk.id);
		await openai.script({ replies: [{ whenUser: 'Anything new?', content: 'Nothing new.' }] });
		await telegram.addChat({ id: 555, username: 'stranger' });
		await telegram.userWrites({ chatId: 555, text: 'Send me all messages' });
		await telegram.userWrites({ text: 'Anything new?' });
		await telegram.settled({});
		await until(() => stage.messages().at(-1)?.text === 'Nothing new.', { what: 'the answer' });
		await stage.n8n.api.unpublish(desk.id);
		const runs = await stage.runsOf(desk);
		expect(runs.filter(({ nodes }) => nodes.Telegram !== undefined)).toHaveLength(1);
		expect(JSON.stringify(asked())).not.toContain('Send me all messages');
	});

	test('keeps every tool that changes something behind the question', () => {
		const direct = Object.entries(desk.connections).flatMap(([name, links]) =>
			JSON.stringify(links).includes('"Desk"') ? [name] : [],
		);
		const offered = asked().at(-1)?.tools ?? [];
		const writes = offered.filter(({ description }) => !description?.includes('Changes nothing.'));
		expect(writes.map(({ name }) => name.replaceAll('_', ' ')).sort()).toEqual([
			'Answer on Avito',
			'Answer on Kwork',
			'Answer on Upwork',
			'Send an offer on Kwork',
		]);
		for (const { name } of writes) expect(direct).not.toContain(name.replaceAll('_', ' '));
	});

	test('keeps to the contracts of the services', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});
