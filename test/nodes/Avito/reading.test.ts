import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const chats = async (parameters: IDataObject): Promise<IDataObject[]> =>
	await bench.items({ resource: 'chat', operation: 'getAll', parameters });

describe('Chat → Get Many', () => {
	test('Item IDs gives the chats about these items and no others', async () => {
		const all = await chats({ returnAll: true });
		const items = [...new Set(all.flatMap(({ itemId }) => itemId ?? []))].slice(0, 2);
		const wanted = all.filter(({ itemId }) => items.includes(itemId ?? ''));
		const filters = { itemIds: items.join(',') };
		expect(await chats({ returnAll: true, filters })).toEqual(wanted);
		expect(await chats({ limit: 3, filters })).toEqual(wanted.slice(0, 3));
		expect(await chats({ returnAll: true, filters: { itemIds: '77' } })).toEqual([]);
	});

	test('of more items than fit one request, the newest come first', async () => {
		const items = await bench.items({
			resource: 'item',
			operation: 'getAll',
			parameters: { returnAll: true, filters: { statuses: ['active', 'old', 'blocked'] } },
		});
		const ids = items.map(({ id }) => Number(id));
		const about = (await chats({ returnAll: true })).filter(({ itemId }) =>
			ids.includes(Number(itemId)),
		);
		const strangers = Array.from({ length: 60 }, (_, n) => n + 1);
		const itemIds = [ids[0], ...strangers, ...ids.slice(1)].join(',');
		expect(await chats({ limit: 10, filters: { itemIds } })).toEqual(about.slice(0, 10));
	});

	test('Return All finds beyond the cap what own vacancies show, without being given them', async () => {
		await bench.simulator.control.avito.seed({ chats: 3000 });
		const all = await chats({ returnAll: true, addCoverage: true, output: 'raw' });
		const { coverage } = all.at(-1) as { coverage: { found: number; capHit: boolean } };
		expect(coverage).toMatchObject({ capHit: true, found: expect.any(Number) as number });
		const items = await bench.items({
			resource: 'item',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		const [vacancy] = items;
		const filters = { itemIds: String(vacancy?.id) };
		const about = await chats({ returnAll: true, filters });
		const ids = new Set(all.map(({ id }) => id));
		expect(about.length).toBeGreaterThan(100);
		expect(about.filter(({ id }) => !ids.has(id))).toEqual([]);
		expect(coverage.found).toBeGreaterThan(2300);
	});

	test('that the own items may not be listed costs their chats only, and is said', async () => {
		await bench.simulator.control.avito.seed({ chats: 1800 });
		bench.simulator.control.fault({
			kind: 'status',
			status: 403,
			body: '{"code":"403","message":"Forbidden"}',
			operation: 'GET /core/v1/items',
			times: null,
		});
		const { outputs, error, run } = await bench.run({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true, addCoverage: true },
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.at(-1)?.json).toMatchObject({ coverage: { itemsFailed: 'forbidden' } });
		expect(JSON.stringify(run.data.resultData.runData.Tested?.[0]?.hints)).toContain('forbidden');
	});

	test('a known chat is not left out for newer ones', async () => {
		const all = await chats({ returnAll: true });
		const oldest = String(all.at(-1)?.id);
		const some = await chats({ limit: 5, chatIds: oldest });
		expect(some.map(({ id }) => id)).toEqual([...all.slice(0, 4).map(({ id }) => id), oldest]);
	});
});

describe('a resume that cannot be read', () => {
	const CARD = 'GET /job/v2/resumes/:resume_id';
	const breakCard = (id: number, times: number | null = null) =>
		bench.simulator.control.fault({
			kind: 'cut',
			operation: CARD,
			match: { resume_id: id },
			times,
		});
	const someIds = async (): Promise<number[]> => {
		const cards = await bench.items({
			resource: 'resume',
			operation: 'search',
			parameters: { limit: 3 },
		});
		return cards.map(({ id }) => Number(id));
	};

	test('costs its own row of Get Many', async () => {
		const [first = 0, bad = 0, last = 0] = await someIds();
		breakCard(bad);
		const { outputs, run } = await bench.run({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: `${first},${bad},${last}` },
		});
		expect(outputs[0]?.map(({ json }) => json)).toMatchObject([
			{ id: first, title: expect.any(String) as string },
			{ id: bad, state: 'unknown', reason: 'contract' },
			{ id: last, title: expect.any(String) as string },
		]);
		expect(Object.keys(outputs[0]?.[1]?.json ?? {})).toHaveLength(3);
		const hints = JSON.stringify(run.data.resultData.runData.Tested?.[0]?.hints);
		expect(hints).toContain('1 of the resumes could not be read');
	});

	test('ends the run where not one could be read', async () => {
		const ids = await someIds();
		for (const id of ids) breakCard(id);
		const { error, outputs } = await bench.run({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: ids.join(',') },
		});
		expect(error?.message).toContain('no JSON came back');
		expect(outputs.flat()).toEqual([]);
	});

	test('costs its facts in Collect, which says so; one lost answer costs nothing', async () => {
		const [shaky = 0, bad = 0, last = 0] = await someIds();
		breakCard(shaky, 2);
		breakCard(bad);
		const { outputs, error } = await bench.run({
			resource: 'candidate',
			operation: 'collect',
			parameters: { resumeIds: `${shaky},${bad},${last},5`, chats: 'none' },
		});
		expect(error).toBeUndefined();
		expect(
			outputs[0]?.map(({ json: { resumeId, resumeState, title } }) => [
				resumeId,
				resumeState,
				title !== null,
			]),
		).toEqual([
			[String(shaky), 'read', true],
			[String(bad), 'unknown', false],
			[String(last), 'read', true],
			['5', 'missing', false],
		]);
	});
});

test('a circle without the near end begins in the middle, and needs the far end', async () => {
	const around = { latitude: 55.75, longitude: 37.61 };
	const search = async (filters: IDataObject) =>
		await bench.run({ resource: 'resume', operation: 'search', parameters: { filters } });
	const { error, outputs } = await search({ ...around, maxDistance: 20_000 });
	expect(error).toBeUndefined();
	expect(outputs[0]?.length).toBeGreaterThan(0);
	expect((await search(around)).error?.message).toContain('"Around: To (Metres)"');
});

test('links with a query or an anchor are IDs, too; 0 is none', async () => {
	const [card] = await bench.items({
		resource: 'resume',
		operation: 'search',
		parameters: { limit: 1 },
	});
	const id = Number(card?.id);
	const link = `https://www.avito.ru/moskva/rezume/operator_${id}`;
	const getMany = async (resumeIds: string) =>
		await bench.run({ resource: 'resume', operation: 'getAll', parameters: { resumeIds } });
	const { outputs } = await getMany(`${link}?context=H4sI_99, ${link}/?a=b_7#top, ${link}#c_1`);
	expect(outputs[0]?.map(({ json }) => json.id)).toEqual([id, id, id]);
	for (const wrong of ['0', `${link.replace(String(id), '0')}`, '-5x', '1.5e']) {
		expect((await getMany(wrong)).error?.message).toContain('"Resume IDs or Links"');
	}
});

describe('secrets of subscriptions stay out of the execution', () => {
	const TOKEN = 'f3a9c1e7b5d24680'.repeat(3);
	const messages = `https://n8n.example/webhook/avito?token=${TOKEN}`;
	const inPath = `https://hook.example/u/${TOKEN}/in`;
	const applications = 'https://user:pass@n8n.example/webhook/0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11';
	const SECRET = 'six-six-six-secret';

	beforeEach(async () => {
		await bench.simulator.control.avito.configure({ webhooks: { handshake: false } });
		const subscribe = async (kind: string, url: string) =>
			await bench.first({
				resource: 'webhook',
				operation: 'subscribe',
				parameters: { kind, url, secret: SECRET },
			});
		await subscribe('messages', messages);
		await subscribe('messages', inPath);
		await subscribe('applications', applications);
	});

	const shown = [
		{ kind: 'messages', url: 'https://n8n.example/webhook/avito?token=[hidden]', version: '3' },
		{ kind: 'messages', url: 'https://hook.example/u/[hidden]/in', version: '3' },
		{
			kind: 'applications',
			url: 'https://[hidden]@n8n.example/webhook/0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11',
			version: null,
		},
	];

	test('of Webhook → Get, whose addresses are enough to unsubscribe', async () => {
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual(shown);
		for (const { kind, url } of shown) {
			const run = await bench.run({
				resource: 'webhook',
				operation: 'unsubscribe',
				parameters: { kind, url },
			});
			expect(run.error).toBeUndefined();
			expect(JSON.stringify(run.run)).not.toContain(TOKEN);
		}
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual([]);
	});

	test.each([
		['read', 'GET /job/v1/applications/webhooks', undefined],
		['read', 'GET /job/v1/applications/webhook', undefined],
		['read', 'POST /messenger/v1/subscriptions', undefined],
		['write', 'PUT /job/v1/applications/webhook', { url: 'https://x.example/a', secret: 'own' }],
	])('of API Call %s %s', async (operation, endpoint, body) => {
		const { error, outputs } = await bench.run({
			resource: 'apiCall',
			operation,
			parameters: { endpoint: byId(endpoint), ...(body ? { body } : {}) },
		});
		expect(error).toBeUndefined();
		const answer = JSON.stringify(outputs);
		expect(answer).toContain('[hidden]');
		for (const secret of [TOKEN, SECRET, 'user:pass', '"own"']) {
			expect(answer).not.toContain(secret);
		}
	});

	test('of a Dry Run of API Call', async () => {
		const [item] = await bench.items({
			resource: 'apiCall',
			operation: 'write',
			parameters: {
				endpoint: byId('PUT /job/v1/applications/webhook'),
				body: { url: `https://hook.example/u/${TOKEN}/in`, secret: SECRET },
				dryRun: true,
			},
		});
		expect(item).toMatchObject({
			dryRun: true,
			request: { body: { url: 'https://hook.example/u/[hidden]/in', secret: '[hidden]' } },
		});
		expect(JSON.stringify(item)).not.toContain(TOKEN);
	});
});
