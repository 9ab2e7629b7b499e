import { crmFacts, doublesIn, importCrm, liftLimits } from './crmFacts';
import { SECOND_KWORK, TemplateStage } from './templateStage';

type Fields = Record<string, unknown>;

interface Reply {
	status: number;
	error?: string;
	endpoints?: string[];
	data?: Fields[];
}

interface KworkState {
	orders: Array<{ id: number; status: number; workerId: number; tracks: Array<{ text?: string }> }>;
	messages: Array<{ text: string }>;
}

/** The CRM service: plain web addresses over n8n's webhooks, two tenants with a Kwork account each. */
describe('kwork-crm-service', () => {
	let stage: TemplateStage;
	let door = '';

	beforeAll(async () => {
		stage = await TemplateStage.create();
		await liftLimits(stage);
		await importCrm(stage, 'crm-amocrm', { '\\"inReview\\": 32392165': '\\"inReview\\": 142' });
		await stage.import('kwork-crm-tenant');
		await stage.import('kwork-crm-tenant', {
			'"id": "kwork-crm-tenant"': '"id": "kwork-crm-tenant-2"',
			'demo-kwork': SECOND_KWORK,
		});
		const beta = `\\"beta\\": { \\"keySha256\\": \\"${BETA_DIGEST}\\", \\"workflow\\": \\"kwork-crm-tenant-2\\" }`;
		door = (await stage.import('kwork-crm-service', { '\\"acme\\":': `${beta}, \\"acme\\":` })).id;
		for (const id of ['kwork-crm-tenant', 'kwork-crm-tenant-2', door]) {
			await stage.n8n.api.public('POST', `/workflows/${id}/activate`);
		}
		await stage.n8n.api.triggersLive(door);
	});

	beforeEach(async () => {
		// The calls of one test do not count for the next.
		await stage.clear('kwork_crm_calls');
	});

	afterAll(async () => {
		await stage?.remove();
	});

	const call = async (
		method: 'GET' | 'POST',
		what: string,
		input: Fields = {},
		headers: Record<string, string> = ACME,
	): Promise<Reply> => {
		const query =
			method === 'GET' ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
		const response = await fetch(`${stage.n8n.url}/webhook/kwork-crm/${what}${query}`, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			body: method === 'GET' ? undefined : JSON.stringify(input),
		});
		return { status: response.status, ...(JSON.parse(await response.text()) as object) };
	};
	const kwork = () => stage.state<KworkState>('kwork');
	/** Texts in the chat of an order. */
	const wordsIn = (orderId: number) =>
		kwork()
			.orders.filter(({ id }) => id === orderId)
			.flatMap(({ tracks }) => tracks.map(({ text }) => text));
	const facts = () => crmFacts(stage, 'amocrm');

	test('refuses a wrong key, the key of another tenant, and names that are not tenants', async () => {
		const wrong: Array<Record<string, string>> = [
			{},
			{ 'x-tenant': 'acme', 'x-api-key': 'wrong' },
			{ 'x-tenant': 'beta', 'x-api-key': 'local-key' },
			{ 'x-tenant': 'toString', 'x-api-key': 'local-key' },
		];
		for (const headers of wrong) {
			expect(await call('GET', 'health', {}, headers)).toMatchObject({
				status: 401,
				error: expect.any(String),
			});
		}
		expect(await call('GET', 'health')).toMatchObject({
			status: 200,
			data: [{ ok: true, tenant: 'acme' }],
		});
	});

	test('tells what there is at an unknown address, and what a call lacks', async () => {
		const unknown = await call('GET', 'nothing');
		expect(unknown).toMatchObject({ status: 404 });
		expect(unknown.endpoints).toContain('POST order-deliver');
		expect(await call('POST', 'orders')).toMatchObject({ status: 404 });
		expect(await call('POST', 'order-respond', { orderId: 1 })).toMatchObject({
			status: 400,
			error: 'Missing: text',
		});
	});

	test('reads account, orders, gigs, chats and contacts; tenants cannot see each other', async () => {
		expect(await call('GET', 'status')).toMatchObject({ data: [{ username: 'demo' }] });
		expect(await call('GET', 'status', {}, BETA)).toMatchObject({ data: [{ username: 'newbie' }] });
		const [order] = (await call('GET', 'orders', { limit: 3 })).data ?? [];
		const orderId = String(order?.id);
		expect(await call('GET', 'orders', {}, BETA)).toMatchObject({ status: 200, data: [] });
		expect(await call('GET', 'order', { orderId })).toMatchObject({ data: [{ id: order?.id }] });
		expect(await call('GET', 'order', { orderId }, BETA)).toMatchObject({ status: 502 });
		for (const what of ['gigs', 'chats', 'contacts']) {
			expect((await call('GET', what)).data?.length).toBeGreaterThan(0);
		}
		const chat = await call('GET', 'chat', { userId: '777001', limit: '2' });
		expect(chat.data).toEqual([expect.objectContaining({ record: 'message', threadId: '777001' })]);
	});

	test('writes to a client and into an order, each text once', async () => {
		const text = 'Добрый день, всё идёт по плану.';
		const message = { userId: 777001, text };
		expect(await call('POST', 'chat', message)).toMatchObject({ data: [{ alreadySent: false }] });
		expect(await call('POST', 'chat', message)).toMatchObject({ data: [{ alreadySent: true }] });
		const order = kwork().orders.find(({ status, workerId }) => status === 1 && workerId === DEMO);
		const answer = { orderId: order?.id, text: 'Отвечаю по заказу.' };
		expect(await call('POST', 'order-respond', answer)).toMatchObject({
			data: [{ alreadySent: false }],
		});
		expect(await call('POST', 'order-respond', answer)).toMatchObject({
			data: [{ alreadySent: true }],
		});
		expect((await call('POST', 'order-respond', answer, BETA)).status).toBe(502);
		expect(wordsIn(order?.id ?? 0).filter((one) => one === answer.text)).toHaveLength(1);
		expect(kwork().messages.filter((one) => one.text === text)).toHaveLength(1);
	});

	test('checks an offer without sending it', async () => {
		const { projectId } = await stage.simulator.control.kwork.projectAppears({
			title: 'Бот для записи',
			description: 'Нужен телеграм-бот для записи клиентов на приём, с напоминаниями.',
		});
		const offer = {
			projectId,
			title: 'Телеграм-бот для записи',
			text: 'Сделаю бота для записи с напоминаниями и панелью для администратора. '.repeat(4),
			price: 5000,
			dryRun: true,
		};
		expect(await call('POST', 'project-offer', offer)).toMatchObject({
			status: 200,
			data: [{ dryRun: true }],
		});
	});

	test('takes an order into work, reports and delivers it; sync moves its lead', async () => {
		const { orderId } = await stage.simulator.control.kwork.orderArrives({ title: 'Ещё один бот' });
		const lead = () => facts().leads.find(({ key }) => key === `kwork:order:${orderId}`);
		const first = await call('POST', 'sync-orders');
		expect(first).toMatchObject({ status: 200, data: [{ kind: 'orders', unchanged: 0 }] });
		expect(first.data?.[0]?.leadsMade).toBe(first.data?.[0]?.read);
		expect(lead()?.stage).toBe('32392165');

		expect((await call('POST', 'order-stage', { orderId, start: true })).status).toBe(200);
		const progress = { orderId, progress: 50, text: 'Половина готова' };
		expect(await call('POST', 'order-stage', progress)).toMatchObject({
			data: [{ orderId, progress: 50 }],
		});
		expect((await call('POST', 'order-deliver', { orderId }, BETA)).status).toBe(502);
		expect(await call('POST', 'order-deliver', { orderId, text: 'Готово.' })).toMatchObject({
			data: [{ orderId, delivered: true }],
		});
		expect(kwork().orders.find(({ id }) => id === orderId)?.status).toBe(4);
		// Delivered once: a second time it is told as done, and the words do not go out again.
		expect(await call('POST', 'order-deliver', { orderId, text: 'Готово.' })).toMatchObject({
			status: 200,
			data: [{ orderId, delivered: true }],
		});
		expect(wordsIn(orderId).filter((text) => text === 'Готово.')).toHaveLength(1);

		expect(await call('POST', 'sync-orders')).toMatchObject({
			status: 200,
			data: [{ leadsMade: 0, leadsChanged: 1 }],
		});
		expect(lead()?.stage).toBe('142');
		expect(doublesIn(facts())).toEqual([]);
	});

	test('makes contacts of users, none twice, also after an order made one', async () => {
		const before = facts().contacts.length;
		const { data } = await call('POST', 'sync-users');
		expect(data).toMatchObject([{ kind: 'users', leadsMade: 0 }]);
		expect(facts().contacts.length).toBe(before + Number(data?.[0]?.contactsMade));
		expect(data?.[0]?.contactsMade).toBeLessThan(Number(data?.[0]?.read));
		expect(await call('POST', 'sync-users')).toMatchObject({ data: [{ contactsMade: 0 }] });
		expect(doublesIn(facts())).toEqual([]);
	});

	test('a sync that breaks says how much is missing; the next one adds just that', async () => {
		const leads = facts().leads.length;
		for (const title of ['Один', 'Два']) {
			await stage.simulator.control.kwork.orderArrives({ title });
		}
		stage.simulator.control.fault({
			kind: 'answerLost',
			how: 'status',
			service: 'amocrm',
			operation: 'POST /api/v4/leads',
		});
		expect(await call('POST', 'sync-orders')).toMatchObject({
			status: 502,
			error: expect.stringContaining('1 could not be taken to the CRM'),
			data: { leadsMade: 1 },
		});
		// The memory is lost, and two ask at once.
		await stage.clear('kwork_crm_synced');
		await Promise.all([call('POST', 'sync-orders'), call('POST', 'sync-orders')]);
		expect((await call('POST', 'sync-orders')).status).toBe(200);
		expect(facts().leads).toHaveLength(leads + 2);
		expect(doublesIn(facts())).toEqual([]);

		const { data = [] } = await call('GET', 'sync-status');
		expect(data[0]).toMatchObject({ kind: 'orders', state: 'done', failed: 0, errors: [] });
		expect(
			data.find(({ state, leadsMade }) => state === 'failed' && leadsMade === 1),
		).toMatchObject({ failed: 1, errors: [expect.stringContaining('kwork:order:')] });
		expect(await call('GET', 'sync-status', {}, BETA)).toMatchObject({ status: 200, data: [] });
	});

	test('takes 60 calls a minute from a tenant, and no more, and lets the others in', async () => {
		const codes: number[] = [];
		for (let number = 0; number < 62; number++) codes.push((await call('GET', 'health')).status);
		expect(codes).toEqual([...Array<number>(60).fill(200), 429, 429]);
		expect((await call('GET', 'health', {}, BETA)).status).toBe(200);
	});

	test('no call broke a contract of a service', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});

const DEMO = 4_242_424;
const ACME = { 'x-tenant': 'acme', 'x-api-key': 'local-key' };
const BETA = { 'x-tenant': 'beta', 'x-api-key': 'beta-key' };

/** SHA-256 of `beta-key`. */
const BETA_DIGEST = '7a3d637bc601f7000cc2c33141c8c8a7554e02e319fa8b293a0c88c613b77620';
