import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readWorkflows, until, type Workflow } from '../../playground/harness';
import { SECOND_KWORK, TemplateStage } from './templateStage';

interface KworkState {
	accounts: Array<{ id: number; username: string }>;
	offers: Array<{ id: number; userId: number; projectId: number }>;
	orders: Array<{ id: number; workerId?: number }>;
	messages: Array<{ id: number; fromId: number; toId: number; text: string }>;
}

/** Every template in a real n8n against the simulator, and what reached the other side. */
describe('templates', () => {
	let stage: TemplateStage;

	const kwork = () => stage.state<KworkState>('kwork');
	const accountId = (name: string) =>
		kwork().accounts.find(({ username }) => username === name)?.id;
	const distinct = (values: readonly unknown[]) => new Set(values).size;

	beforeAll(async () => {
		stage = await TemplateStage.create();
		await stage.simulator.control.avito.configure({
			limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		});
		await stage.simulator.control.bitrix24.configure({ perSecond: null });
	});

	afterAll(async () => {
		await stage?.remove();
	});

	test('kwork-deadline-guard announces each deadline once', async () => {
		const workflow = await stage.import('kwork-deadline-guard');
		const before = stage.messages().length;
		const first = await stage.run(workflow);
		expect(first).toMatchObject({ ok: true });
		const due = first.nodes['Due soon']?.items.length ?? 0;
		expect(due).toBeGreaterThan(0);
		expect(stage.messages().length - before).toBe(due);
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(stage.messages().length - before).toBe(due);
		expect(await stage.rows('freelance_warnings')).toHaveLength(due);
	});

	test('kwork-deadline-guard says so when Kwork fails, and catches up', async () => {
		const workflow = await stage.import('kwork-deadline-guard', {
			freelance_warnings: 'retry_warnings',
		});
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'kwork',
			operation: 'workerOrders',
			times: 20,
		});
		const before = stage.messages().length;
		const failed = await stage.run(workflow);
		stage.simulator.control.clearFaults();
		expect(failed).toMatchObject({ ok: false, error: expect.stringContaining('deadline guard') });
		expect(
			stage
				.messages()
				.slice(before)
				.map(({ text }) => text),
		).toEqual([expect.stringContaining('could not finish')]);
		const run = await stage.run(workflow);
		expect(run.nodes['Tell me in Telegram']?.items.length).toBeGreaterThan(0);
	});

	test('kwork-project-radar asks for every project once and sends what was agreed to', async () => {
		const workflow = await stage.import('kwork-project-radar', {
			'"name": "dryRun",\n\t\t\t\t\t\t\t"value": true':
				'"name": "dryRun",\n\t\t\t\t\t\t\t"value": false',
		});
		const before = kwork().offers.map(({ id }) => id);
		const sent = () =>
			kwork().offers.filter(
				({ id, userId }) => !before.includes(id) && userId === accountId('demo'),
			);
		await stage.run(workflow);
		const first = await stage.decide(workflow, ['Send it', 'Skip', 'Send it']);
		expect(first).toMatchObject({ ok: true });
		expect(sent()).toHaveLength(2);
		expect((await stage.rows('freelance_leads')).map(({ status }) => status).sort()).toEqual([
			'sent',
			'sent',
			'skipped',
		]);

		// The question for the first project does not reach Telegram: it is asked again by the next run.
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'telegram',
			operation: 'sendMessage',
		});
		const second = await stage.run(workflow);
		const asked = second.nodes['Take the best three']?.items ?? [];
		await stage.decide(
			workflow,
			asked.slice(1).map(() => 'Skip'),
		);
		const third = await stage.run(workflow);
		expect(third.nodes['Take the best three']?.items.map(({ dedupeKey }) => dedupeKey)).toContain(
			asked[0]?.dedupeKey,
		);
		const again = third.nodes['Take the best three']?.items ?? [];
		await stage.decide(
			workflow,
			again.map(() => 'Skip'),
		);

		expect(sent()).toHaveLength(2);
		expect(distinct(sent().map(({ projectId }) => projectId))).toBe(2);
		const keys = (await stage.rows('freelance_leads')).map(({ dedupeKey }) => dedupeKey);
		expect(distinct(keys)).toBe(keys.length);
		const questions = stage.messages().filter(({ reply_markup: markup }) => markup !== undefined);
		expect(distinct(questions.map(({ text }) => text))).toBe(questions.length);
	});

	test('kwork-weekly-funnel counts every step once and sends a picture', async () => {
		const workflow = await stage.import('kwork-weekly-funnel');
		const first = await stage.run(workflow);
		expect(first).toMatchObject({ ok: true });
		const events = await stage.rows('freelance_events');
		const second = await stage.run(workflow);
		expect(await stage.rows('freelance_events')).toHaveLength(events.length);
		expect(second.nodes.Count?.items[0]).toMatchObject({ sent: projectsWithOffers() });
		expect(first.nodes.Count?.items[0]).toEqual(second.nodes.Count?.items[0]);
		const pictures = stage.messages().flatMap(({ document }) => document ?? []);
		expect(pictures).toEqual([
			expect.objectContaining({ file_name: 'funnel.svg' }),
			expect.objectContaining({ file_name: 'funnel.svg' }),
		]);
		expect(pictures[0]?.file_size).toBeGreaterThan(1000);
	});

	const projectsWithOffers = () =>
		distinct(
			kwork()
				.offers.filter(({ userId }) => userId === accountId('demo'))
				.map(({ projectId }) => projectId),
		);

	test('kwork-auto-reply answers once and leaves the client to a person', async () => {
		const workflow = await stage.import('kwork-auto-reply');
		await stage.simulator.control.openai.script({
			replies: [{ content: 'Да, делаю. Расскажите, кто будет пользоваться ботом?', times: null }],
		});
		await stage.n8n.publish(workflow.id);
		const { kwork: control, sockets } = stage.simulator.control;
		await until(() => sockets.list({ service: 'kwork' }).length > 0, { what: 'the socket' });
		const { messageId } = await control.clientWrites({ from: 'newbie', text: 'Делаете ботов?' });
		await control.clientWrites({ from: 'tea_house', text: 'Позовите менеджера, хочу возврат' });
		await finished(workflow, 2);
		await control.clientWrites({ from: 'tea_house', text: 'Вы тут?' });
		const runs = await finished(workflow, 3);
		await stage.n8n.api.unpublish(workflow.id);
		await stage.simulator.control.openai.clearScript({});
		expect(runs.every(({ ok }) => ok)).toBe(true);
		const own = kwork().messages.filter(
			({ id, fromId }) => id > messageId && fromId === accountId('demo'),
		);
		expect(own).toEqual([
			expect.objectContaining({
				toId: accountId('newbie'),
				text: expect.stringContaining('Расскажите'),
			}),
		]);
		expect(await stage.rows('kwork_handover')).toEqual([
			expect.objectContaining({ username: 'tea_house' }),
		]);
	});

	const finished = async (workflow: Workflow, count: number) =>
		await until(
			async () => {
				const runs = await stage.runsOf(workflow);
				return runs.length >= count && runs;
			},
			{ what: `${count} runs of ${workflow.id}`, timeoutMs: 30_000 },
		);

	test.each([
		['amocrm', {}],
		['bitrix24', { '"value": "amocrm"': '"value": "bitrix24"', crm_synced: 'bitrix_synced' }],
	] as const)('kwork-orders-to-crm makes one lead per order in %s', async (crm, edits) => {
		const workflow = await stage.import('kwork-orders-to-crm', {
			...edits,
			'"batchInterval": 1100': '"batchInterval": 1',
		});
		const leads = () => stage.state<{ leads: unknown[] }>(crm).leads;
		const [create] = crm === 'amocrm' ? ['POST /api/v4/leads'] : ['crm.lead.add'];
		// A lead is made, but the answer is lost: the next run finds it.
		stage.simulator.control.fault({
			kind: 'answerLost',
			how: 'status',
			service: crm,
			operation: create,
			skip: 1,
		});
		const first = await stage.run(workflow);
		const orders = first.nodes['Read orders']?.items.length ?? 0;
		expect(first.ok).toBe(false);
		expect(orders).toBeGreaterThan(5);
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(leads()).toHaveLength(orders);
		await stage.simulator.control.kwork.orderArrives({ title: `Order for ${crm}`, price: 5000 });
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(leads()).toHaveLength(orders + 1);
	});

	test('avito-resumes-to-workbook sends the file and keeps one row per person', async () => {
		const workflow = await stage.import('avito-resumes-to-workbook');
		const first = await stage.run(workflow);
		expect(first).toMatchObject({ ok: true });
		const people = first.nodes['Collect the candidates']?.items.length ?? 0;
		expect(people).toBeGreaterThan(10);
		expect(await stage.rows('avito_candidates')).toHaveLength(people);
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(await stage.rows('avito_candidates')).toHaveLength(people);
		const files = stage.messages().flatMap(({ document }) => document ?? []);
		const books = files.filter((file) => file.file_name.endsWith('.xlsx'));
		expect(books).toHaveLength(2);
		expect(books[0]?.file_size).toBeGreaterThan(10_000);
	});

	test('avito-not-written-to lists people once and marks who got a message', async () => {
		const workflow = await stage.import('avito-not-written-to');
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		const listed = await stage.rows('avito_not_written');
		expect(listed.length).toBeGreaterThan(0);
		const chatId = String(listed[0]?.chatUrl).split('/').at(-1) ?? '';
		await stage.simulator.control.avito.accountWrites({ chatId, text: 'Здравствуйте!' });
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		const later = await stage.rows('avito_not_written');
		expect(later).toHaveLength(listed.length);
		expect(later.filter(({ status }) => status === 'written').map(({ key }) => key)).toEqual([
			listed[0]?.key,
		]);
	});

	test('avito-first-reply writes to everybody once', async () => {
		const workflow = await stage.import('avito-first-reply');
		await stage.n8n.publish(workflow.id);
		const { control } = stage.simulator;
		const { id, chatId } = await control.avito.newApplication({});
		const [run] = await finished(workflow, 1);
		expect(run).toMatchObject({ ok: true });
		await control.avito.changeApplication({ id, state: 'inprocess' });
		await control.avito.newApplication({ byChat: false });
		await finished(workflow, 2);
		await stage.n8n.api.unpublish(workflow.id);
		const sends = control
			.requests({ service: 'avito' })
			.filter(({ method, path }) => method === 'POST' && /\/chats\/[^/]+\/messages$/.test(path));
		expect(sends).toEqual([
			expect.objectContaining({ path: expect.stringContaining(chatId ?? 'none'), status: 200 }),
		]);
		expect((await stage.rows('avito_first_replies')).map(({ status }) => status).sort()).toEqual([
			'answered',
			'to be called',
		]);
	});

	test('upwork-job-radar tells of every posting once; upwork-proposal-desk submits once', async () => {
		const radar = await stage.import('upwork-job-radar');
		expect(await stage.run(radar)).toMatchObject({ ok: true });
		expect(await stage.run(radar)).toMatchObject({ ok: true });
		const found = (await stage.rows('freelance_leads')).filter(({ source }) => source === 'upwork');
		expect(found.length).toBeGreaterThan(3);
		expect(distinct(found.map(({ dedupeKey }) => dedupeKey))).toBe(found.length);

		await stage.simulator.control.openai.script({ replies: [{ content: LETTER, times: null }] });
		const desk = await stage.import('upwork-proposal-desk', {
			'"name": "dryRun",\n\t\t\t\t\t\t\t"value": true':
				'"name": "dryRun",\n\t\t\t\t\t\t\t"value": false',
		});
		const submitted = () =>
			Object.values(stage.state<{ proposals: Record<string, number> }>('upwork').proposals).reduce(
				(sum, count) => sum + count,
				0,
			);
		const before = submitted();
		await stage.run(desk);
		const run = await stage.decide(desk, ['Send it']);
		expect(run).toMatchObject({ ok: true });
		expect(submitted()).toBe(before + 1);
		const [sent] = (await stage.rows('freelance_leads')).filter(
			({ source, status }) => source === 'upwork' && status === 'sent',
		);
		expect(sent?.offerId).toMatch(/\d/);
		await stage.simulator.control.openai.clearScript({});
	});

	test('avito-chat-answers answers once and leaves the chat to a person', async () => {
		const workflow = await stage.import('avito-chat-answers');
		const { avito, openai } = stage.simulator.control;
		await openai.script({ replies: [{ content: 'График 2/2 или 5/2, на выбор.', times: null }] });
		await stage.n8n.publish(workflow.id);
		const { chatId } = await avito.candidateWrites({ text: 'Какой график?' });
		await finished(workflow, 1);
		await avito.candidateWrites({ chatId, text: 'Позовите директора' });
		await finished(workflow, 2);
		await avito.candidateWrites({ chatId, text: 'Алло?' });
		const runs = await finished(workflow, 3);
		await stage.n8n.api.unpublish(workflow.id);
		await openai.clearScript({});
		expect(runs.every(({ ok }) => ok)).toBe(true);
		expect(runs.flatMap(({ nodes }) => nodes['Send the answer']?.items ?? [])).toHaveLength(1);
		expect(await stage.rows('avito_handover')).toEqual([
			expect.objectContaining({ threadId: chatId }),
		]);
	});

	test('kwork-crm-service keeps tenants apart, makes one lead per order, refuses keys and floods', async () => {
		await stage.import('kwork-crm-tenant');
		await stage.import('kwork-crm-tenant', {
			'"id": "kwork-crm-tenant"': '"id": "kwork-crm-tenant-2"',
			'demo-kwork': SECOND_KWORK,
		});
		const door = await stage.import('kwork-crm-service', {
			'\\"acme\\":': `\\"beta\\": { \\"keySha256\\": \\"${BETA_DIGEST}\\", \\"workflow\\": \\"kwork-crm-tenant-2\\" }, \\"acme\\":`,
		});
		for (const id of ['kwork-crm-tenant', 'kwork-crm-tenant-2', door.id]) {
			await stage.n8n.api.public('POST', `/workflows/${id}/activate`);
		}
		await stage.n8n.api.triggersLive(door.id);
		const call = async (what: string, body = {}, tenant = 'acme', key = 'local-key') => {
			const response = await fetch(`${stage.n8n.url}/webhook/kwork-crm/${what}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-tenant': tenant, 'x-api-key': key },
				body: JSON.stringify(body),
			});
			return {
				status: response.status,
				...(JSON.parse(await response.text()) as { data?: unknown[] }),
			};
		};
		expect(await call('health', {}, 'acme', 'wrong')).toMatchObject({ status: 401 });
		expect(await call('health', {}, 'beta', 'local-key')).toMatchObject({ status: 401 });
		expect(await call('health', {}, 'toString', 'local-key')).toMatchObject({ status: 401 });
		expect(await call('health')).toMatchObject({ status: 200, data: [{ ok: true }] });
		expect(await call('status')).toMatchObject({ data: [{ username: 'demo' }] });
		expect(await call('status', {}, 'beta', 'beta-key')).toMatchObject({
			data: [{ username: 'newbie' }],
		});
		const [order] = ((await call('orders', { limit: 3 })).data ?? []) as Array<{ id: number }>;
		expect(await call('orders', {}, 'beta', 'beta-key')).toMatchObject({ status: 200, data: [] });
		expect(await call('order', { orderId: order?.id })).toMatchObject({
			data: [{ id: order?.id }],
		});
		for (const what of ['gigs', 'contacts']) {
			expect((await call(what)).data?.length).toBeGreaterThan(0);
		}
		const message = { userId: 777001, text: 'Добрый день, всё идёт по плану.' };
		expect(await call('send', message)).toMatchObject({ data: [{ alreadySent: false }] });
		expect(await call('send', message)).toMatchObject({ data: [{ alreadySent: true }] });
		expect((await call('messages', { userId: 777001 })).data?.length).toBeGreaterThan(1);
		expect(await call('unknown')).toMatchObject({ status: 502 });
		const leads = () => stage.state<{ leads: unknown[] }>('amocrm').leads.length;
		const synced = await call('sync-orders');
		const after = leads();
		expect(synced.data?.length).toBeGreaterThan(5);
		expect(await call('sync-orders')).toMatchObject({ status: 200 });
		expect(leads()).toBe(after);
		const flood = [];
		for (let number = 0; number < 50; number++) flood.push((await call('health')).status);
		expect(flood).toContain(429);
		expect(flood.filter((status) => status === 200).length).toBeLessThan(50);
		expect(await call('health', {}, 'beta', 'beta-key')).toMatchObject({ status: 200 });
	});

	test('account-watchdog tells of a change once', async () => {
		const workflow = await stage.import('account-watchdog');
		const told = () =>
			stage.messages().filter(({ text }) => /works|does not work/.test(text ?? ''));
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(told()).toHaveLength(3);
		stage.simulator.control.fault({
			kind: 'block',
			service: 'kwork',
			operation: 'actor',
			times: 9,
		});
		await stage.run(workflow);
		await stage.run(workflow);
		stage.simulator.control.clearFaults();
		expect(
			told()
				.slice(3)
				.map(({ text }) => text),
		).toEqual([expect.stringContaining('Kwork does not work')]);
		expect(await stage.rows('freelance_watchdog')).toHaveLength(3);
	});

	test('every template has a test', () => {
		const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
		const text = tests.map((name) => readFileSync(path.join(__dirname, name), 'utf8')).join('\n');
		const inDemo = ['kwork-first-answer', 'kwork-offer'];
		const untested = readWorkflows().filter(({ id }) => !text.includes(`import('${id}'`));
		expect(untested.map(({ id }) => id).sort()).toEqual(inDemo);
	});

	test('no template broke a contract of a service', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});

/** SHA-256 of `beta-key`. */
const BETA_DIGEST = '7a3d637bc601f7000cc2c33141c8c8a7554e02e319fa8b293a0c88c613b77620';

const LETTER =
	'I read your posting closely and know this kind of work well. First I map the steps you take by hand today, then I build the workflow with error handling and a small test set, and at the end I hand over documentation. In the first week you see a working version with your own data, so that you can judge it before we go on. Which systems does the data come from today?';
