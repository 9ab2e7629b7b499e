import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import { byId } from '../../support/workflow';
import { credentialOf, KworkBench } from './support';

const bench = new KworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

/** The request that makes the offer, as the simulator names it. */
const CREATE = 'web:POST /api/offer/createoffer';

const TEXT =
	'Здравствуйте! Вам нужен бот поддержки, который отвечает покупателям сам. Сделаю его на Python: сначала сценарий ответов, затем подключение к магазину, в конце проверка на ваших вопросах. Когда удобно начать?';

const offer = (projectId: unknown, facts: object = {}) => ({
	resource: 'offer',
	operation: 'submit',
	parameters: {
		projectId: byId(projectId),
		offerType: 'custom',
		title: 'Бот поддержки для магазина',
		description: TEXT,
		price: 7000,
		duration: '7',
		...facts,
	},
});

/** An open project that nobody has offered on. */
async function newProject(): Promise<number> {
	const { projectId } = await bench.simulator.control.kwork.projectAppears({
		title: 'Бот поддержки',
		price: 7000,
		maxPrice: 20_000,
	});
	return projectId;
}

describe('Account', () => {
	it('tells who is signed in, once for many items', async () => {
		const items = await bench.items({
			resource: 'account',
			operation: 'get',
			items: [{}, {}, {}, {}],
		});
		expect(items).toHaveLength(4);
		expect(items[0]).toMatchObject({
			id: 4_242_424,
			username: 'demo',
			role: 'seller',
			currency: 'RUB',
		});
		expect(bench.calls('signIn')).toBe(1);
	});

	it('tells connects and a status without advice when all is well', async () => {
		const [connects] = await bench.items({ resource: 'account', operation: 'getConnects' });
		expect(connects?.left).toEqual(expect.any(Number));
		const [status] = await bench.items({ resource: 'account', operation: 'getStatus' });
		expect(status).toMatchObject({
			ok: true,
			username: 'demo',
			advice: [],
			session: { source: 'sign-in' },
		});
	});

	it('says in the status what is wrong instead of failing', async () => {
		const [status] = await bench.items({
			resource: 'account',
			operation: 'getStatus',
			credential: { password: 'wrong' },
		});
		expect(status).toMatchObject({ ok: false, username: null });
		expect(String((status?.advice as string[])[0])).toContain('password');
	});
});

describe('the credential test', () => {
	const test = async (facts: object) => {
		const context = { logger: { debug() {}, info() {}, warn() {}, error() {} }, helpers: {} };
		const data = credentialOf(bench.simulator, facts as never);
		const { credentialTest } = new Kwork().methods;
		return await credentialTest.kworkApiTest.call(context as never, { data } as never);
	};

	it('names the account', async () => {
		expect(await test({})).toEqual({ status: 'OK', message: 'Connected as demo (ID 4242424)' });
	});

	it.each([
		['a wrong password', { password: 'wrong' }, 'does not accept this login and password'],
		['an unreachable proxy', { proxyUrl: 'http://127.0.0.1:9' }, 'roxy'],
		[
			'a simulator that is not on this machine',
			{ simulatorUrl: 'http://192.0.2.1:8787' },
			'on this machine',
		],
		['nothing to sign in with', { login: '', password: '' }, 'neither a token nor login'],
	])('tells %s', async (_, facts, text) => {
		const result = await test(facts);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(text);
	});

	it('tells a captcha from a blocked address', async () => {
		bench.simulator.control.fault({ service: 'kwork', operation: 'signIn', kind: 'captcha' });
		expect((await test({})).message).toContain('captcha');
		bench.simulator.control.fault({ service: 'kwork', operation: 'signIn', kind: 'block' });
		expect((await test({})).message).toMatch(/block|shut/i);
	});
});

describe('Project', () => {
	it('returns all, each once, newest first', async () => {
		const items = await bench.items({
			resource: 'project',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(items.length).toBeGreaterThan(50);
		expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
		const times = items.map(({ publishedAt }) => String(publishedAt));
		expect([...times].sort().reverse()).toEqual(times);
		expect(Object.keys(items[0] ?? {})).toHaveLength(11);
	});

	it('reads no more pages than the limit needs', async () => {
		await bench.items({ resource: 'project', operation: 'getAll', parameters: { limit: 20 } });
		expect(bench.calls('projects')).toBe(2);
	});

	it('filters by budget, words and category', async () => {
		const items = await bench.items({
			resource: 'project',
			operation: 'getAll',
			parameters: { returnAll: true, filters: { priceFrom: 5000, priceTo: 8000, query: 'бот' } },
		});
		expect(items.length).toBeGreaterThan(0);
		for (const { price, title, description } of items) {
			expect(price).toBeGreaterThanOrEqual(5000);
			expect(price).toBeLessThanOrEqual(8000);
			expect(`${String(title)} ${String(description)}`.toLowerCase()).toContain('бот');
		}
	});

	it.each([
		[{ priceFrom: 9, priceTo: 1 }, 'Budget From'],
		[{ priceFrom: -1 }, 'Budget From'],
		[{ hiringFrom: 120 }, 'Buyer Hired From'],
		[{ offersFrom: 9, offersTo: 1 }, 'Offers More Than'],
		[{ categories: ['bots'] }, 'Category'],
	])('refuses the filters %p', async (filters, name) => {
		const { error } = await bench.run({
			resource: 'project',
			operation: 'getAll',
			parameters: { filters },
		});
		expect(error?.message).toContain(name);
		expect(error?.description).toBeTruthy();
		expect(bench.calls('projects')).toBe(0);
	});

	it('gives a lead record', async () => {
		const [lead] = await bench.items({
			resource: 'project',
			operation: 'getAll',
			parameters: { limit: 1, output: 'record' },
		});
		expect(lead).toMatchObject({
			record: 'lead',
			source: 'kwork',
			dedupeKey: `kwork:project:${String(lead?.sourceId)}`,
			money: { currency: 'RUB', kind: 'budget' },
		});
	});

	it('gets one, and says when it is not there', async () => {
		const projectId = await newProject();
		const get = { resource: 'project', operation: 'get' };
		const [project] = await bench.items({ ...get, parameters: { projectId: byId(projectId) } });
		expect(project).toMatchObject({ id: projectId, price: 7000, hasOffer: false });
		const { error } = await bench.run({ ...get, parameters: { projectId: byId(1) } });
		expect(error?.description).toBeTruthy();
	});

	it('keeps the projects of one buyer', async () => {
		const projectId = await newProject();
		const [project] = await bench.items({
			resource: 'project',
			operation: 'get',
			parameters: { projectId: byId(projectId), output: 'raw' },
		});
		const found = await bench.items({
			resource: 'project',
			operation: 'getManyOfBuyer',
			parameters: { buyerId: byId(project?.user_id), returnAll: true },
		});
		expect(found.map(({ id }) => id)).toContain(projectId);
		expect(new Set(found.map(({ buyer }) => buyer)).size).toBe(1);
	});
});

describe('Offer → Submit', () => {
	it('goes through the whole form once; the second time it is already sent', async () => {
		const projectId = await newProject();
		const [sent] = await bench.items(offer(projectId));
		expect(sent).toMatchObject({
			projectId,
			sent: true,
			alreadySent: false,
			offerId: expect.any(Number) as number,
		});
		const [again] = await bench.items(offer(projectId));
		expect(again).toMatchObject({ projectId, alreadySent: true, offerId: sent?.offerId });
		expect(bench.calls(CREATE)).toBe(1);
		const offers = await bench.items({
			resource: 'offer',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(offers.filter((one) => one.projectId === projectId)).toHaveLength(1);
	});

	it('shows request and checks on a dry run and sends nothing', async () => {
		const projectId = await newProject();
		const [dry] = await bench.items(offer(projectId, { dryRun: true }));
		expect(dry).toMatchObject({
			dryRun: true,
			sent: false,
			cost: { amount: 1, unit: 'connect' },
			request: { fields: { wantId: projectId, kwork_price: 7000, kwork_duration: 7 } },
		});
		expect((dry?.checks as Array<{ ok: boolean }>).every(({ ok }) => ok)).toBe(true);
		expect(JSON.stringify(dry)).not.toMatch(/csrf|token/i);
		expect(bench.calls(CREATE)).toBe(0);
	});

	it.each([
		['a short text', { description: 'Сделаю' }, '150'],
		['a long text', { description: 'x'.repeat(2001) }, '2000'],
		['a long title', { title: 'x'.repeat(71) }, '70'],
		['a price above the range', { price: 900_000 }, '900'],
		['a price below the range', { price: 1 }, '1'],
		[
			'stages that do not add up',
			{ offerOptions: { stages: { values: [{ title: 'A', price: 1 }] } } },
			'stages',
		],
	])('refuses %s before anything is sent', async (_, facts, text) => {
		const projectId = await newProject();
		const { error } = await bench.run(offer(projectId, facts));
		expect(error?.message).toContain(text);
		expect(error?.description).toBeTruthy();
		expect(bench.calls(CREATE)).toBe(0);
	});

	it.each([0, -5, 'abc', '={{ "" }}'])('refuses the project %p', async (projectId) => {
		const { error } = await bench.run(offer(projectId));
		expect(error).toBeDefined();
		expect(bench.calls(CREATE)).toBe(0);
	});

	it('says when no connects are left and when the project is closed', async () => {
		const projectId = await newProject();
		await bench.simulator.control.kwork.changeUser({ activeConnects: 0 });
		expect((await bench.run(offer(projectId))).error?.message).toMatch(/connect/i);
		await bench.simulator.control.kwork.changeUser({ activeConnects: 5 });
		await bench.simulator.control.kwork.projectCloses({ projectId });
		expect((await bench.run(offer(projectId))).error?.message).toContain('takes no offers');
		expect(bench.calls(CREATE)).toBe(0);
	});

	it.each(['reset', 'html', 'status'] as const)(
		'finds the offer when its answer is lost (%s)',
		async (how) => {
			const projectId = await newProject();
			bench.simulator.control.fault({
				service: 'kwork',
				operation: CREATE,
				kind: 'answerLost',
				how,
			});
			const [sent] = await bench.items(offer(projectId));
			expect(sent).toMatchObject({ sent: true, offerId: expect.any(Number) as number });
			expect(bench.calls(CREATE)).toBe(1);
		},
	);

	it('goes on with the other items after a bad one', async () => {
		const [first, second] = [await newProject(), await newProject()];
		const { outputs } = await bench.run({
			...offer('={{ $json.id }}', {
				projectId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			}),
			items: [{ id: first }, { id: 1 }, { id: second }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json }) => json.projectId)).toEqual([first, second]);
		expect(outputs[1]).toHaveLength(1);
		expect(bench.calls(CREATE)).toBe(2);
	});
});

describe('Dialog and Message', () => {
	const client = { userId: byId(777_001) };

	it('lists dialogs and reads one', async () => {
		const dialogs = await bench.items({
			resource: 'dialog',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(dialogs.length).toBeGreaterThan(20);
		const userId = dialogs[0]?.userId;
		const [dialog] = await bench.items({
			resource: 'dialog',
			operation: 'get',
			parameters: { userId: byId(userId) },
		});
		expect(dialog).toMatchObject({ userId });
	});

	it('sends one message for two equal items and finds it in the thread', async () => {
		const send = {
			resource: 'message',
			operation: 'send',
			parameters: { ...client, text: 'Добрый день! Сделаю "под ключ" за неделю.' },
		};
		const items = await bench.items({ ...send, items: [{}, {}] });
		expect(items.map(({ alreadySent }) => alreadySent)).toEqual([false, true]);
		expect(bench.calls('inboxCreate')).toBe(1);
		const [newest] = await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { ...client, limit: 1, output: 'record' },
		});
		expect(newest).toMatchObject({
			direction: 'out',
			text: 'Добрый день! Сделаю "под ключ" за неделю.',
		});
	});

	it('settles a lost answer by reading back, and sends nothing again', async () => {
		bench.simulator.control.fault({
			service: 'kwork',
			operation: 'inboxCreate',
			kind: 'answerLost',
			how: 'reset',
		});
		const [sent] = await bench.items({
			resource: 'message',
			operation: 'send',
			parameters: { ...client, text: 'Один раз' },
		});
		expect(sent?.messageId).toEqual(expect.any(Number));
		expect(bench.calls('inboxCreate')).toBe(1);
	});

	it.each(['={{ "" }}', '   '])('refuses an empty text %p', async (text) => {
		const { error } = await bench.run({
			resource: 'message',
			operation: 'send',
			parameters: { ...client, text },
		});
		expect(error?.message).toContain('"Text" is empty');
		expect(bench.calls('inboxCreate')).toBe(0);
	});
});

describe('faults', () => {
	const read = { resource: 'account', operation: 'get' };

	it('signs in once more when the token dies between two runs, and loses no item', async () => {
		await bench.items(read);
		await bench.simulator.control.kwork.expireTokens({});
		expect(await bench.items({ ...read, items: [{}, {}, {}] })).toHaveLength(3);
		expect(bench.calls('signIn')).toBe(2);
	});

	it('does not go on signing in when new sessions die, too', async () => {
		await bench.items(read);
		for (let death = 0; death < 4; death += 1) {
			await bench.simulator.control.kwork.expireTokens({});
			await bench.run(read);
		}
		const { error } = await bench.run(read);
		expect(error?.description).toContain('five minutes');
		expect(bench.calls('signIn')).toBe(2);
	});

	it('rests after a captcha in the middle of a run instead of asking again', async () => {
		bench.simulator.control.fault({ service: 'kwork', operation: 'project', kind: 'captcha' });
		const items = Array.from({ length: 30 }, (_, n) => ({ id: n + 1 }));
		const { outputs } = await bench.run({
			resource: 'project',
			operation: 'get',
			parameters: { projectId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs[1]).toHaveLength(30);
		expect(bench.calls('project')).toBeLessThanOrEqual(10);
		expect(String(outputs[1]?.at(-1)?.json.error)).toMatch(/captcha|person/i);
	});

	it.each([
		['a page instead of data', { kind: 'html' as const, times: null }],
		['a cut body', { kind: 'truncated' as const, times: null }],
		['a blocked address', { kind: 'block' as const, times: null }],
	])(
		'says cause and remedy of %s',
		async (_, fault) => {
			bench.simulator.control.fault({ service: 'kwork', operation: 'actor', ...fault });
			const { error } = await bench.run(read);
			expect(error?.message).toBeTruthy();
			expect(error?.description).toBeTruthy();
		},
		30_000,
	);

	it('gets over a passing 429 with Retry-After and a passing 5xx', async () => {
		bench.simulator.control.fault({
			service: 'kwork',
			operation: 'actor',
			kind: 'rateLimit',
			retryAfter: 1,
		});
		bench.simulator.control.fault({
			service: 'kwork',
			operation: 'actor',
			kind: 'status',
			status: 502,
		});
		expect(await bench.items(read)).toHaveLength(1);
	});
});
