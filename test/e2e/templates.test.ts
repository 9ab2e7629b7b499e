import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readWorkflows, until, type WorkflowRun } from '../../playground/harness';
import { rememberedBy } from './remembered';
import { TemplateStage } from './templateStage';

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
		const keyOf = ({ dedupeKey }: Record<string, unknown>) => String(dedupeKey);
		const keysOf = ({ nodes }: WorkflowRun) => nodes['Take the best three']?.items.map(keyOf) ?? [];
		const results = async (keys: readonly string[]) =>
			(await rememberedBy(stage).claims('kwork project radar', keys)).map(({ result }) => result);
		const steps = async (step: string) =>
			(await rememberedBy(stage).steps('kwork'))
				.filter((one) => one.step === step)
				.map(({ leadKey }) => String(leadKey));
		await stage.run(workflow);
		const first = await stage.decide(workflow, ['Send it', 'Skip', 'Send it']);
		expect(first).toMatchObject({ ok: true });
		expect(sent()).toHaveLength(2);
		const taken = keysOf(first);
		expect(await results(taken)).toEqual(['sent', 'skipped', 'sent']);
		expect((await steps('asked')).sort()).toEqual([...taken].sort());
		const offered = sent().map(({ projectId }) => `kwork:project:${projectId}`);
		expect((await steps('sent')).sort()).toEqual(offered.sort());

		for (const [buyer, client] of [
			['shop_owner', 'магазина'],
			['studio_north', 'студии'],
		]) {
			const title = `Telegram бот на Python и n8n для ${client}`;
			await stage.simulator.control.kwork.projectAppears({ buyer, title, price: 12_000 });
		}
		// The question for the first project does not reach Telegram: it is asked again by the next run.
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'telegram',
			operation: 'sendMessage',
		});
		const second = await stage.run(workflow);
		const asked = second.nodes['Take the best three']?.items ?? [];
		expect(asked).toHaveLength(2);
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
		const later = [...keysOf(second), ...keysOf(third)];
		expect(await results(later)).toEqual(later.map(() => 'skipped'));
		expect((await steps('asked')).sort()).toEqual([...new Set([...taken, ...later])].sort());
		expect(await steps('seen')).toEqual(
			expect.arrayContaining(third.nodes['Read the exchange']?.items.map(keyOf) ?? []),
		);
		const questions = stage.messages().filter(({ reply_markup: markup }) => markup !== undefined);
		expect(distinct(questions.map(({ text }) => text))).toBe(questions.length);
	});

	test('kwork-weekly-funnel counts every step once and sends a picture', async () => {
		const workflow = await stage.import('kwork-weekly-funnel');
		const first = await stage.run(workflow);
		expect(first).toMatchObject({ ok: true });
		const steps = await rememberedBy(stage).steps('kwork');
		const second = await stage.run(workflow);
		expect(await rememberedBy(stage).steps('kwork')).toEqual(steps);
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
		await stage.finished(workflow, 2);
		await control.clientWrites({ from: 'tea_house', text: 'Вы тут?' });
		const runs = await stage.finished(workflow, 3);
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
		const [run] = await stage.finished(workflow, 1);
		expect(run).toMatchObject({ ok: true });
		await control.avito.changeApplication({ id, state: 'inprocess' });
		await control.avito.newApplication({ byChat: false });
		await stage.finished(workflow, 2);
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

		// The desk gets one posting that can be answered as it is.
		const { openai, upwork } = stage.simulator.control;
		await stage.clear('freelance_leads');
		await upwork.newJob({
			title: 'Heliotrope workflow for a shop',
			type: 'FIXED',
			amount: 5000,
			skills: ['n8n', 'Python', 'API Integration'],
			questions: [],
		});
		const narrow = await stage.import('upwork-job-radar', {
			'n8n OR automation OR python': 'Heliotrope',
			'"name": "minClientRating",\n\t\t\t\t\t\t\t"value": 4':
				'"name": "minClientRating",\n\t\t\t\t\t\t\t"value": 0',
		});
		expect(await stage.run(narrow)).toMatchObject({ ok: true });
		await openai.script({ replies: [{ content: LETTER, times: null }] });
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
		await openai.clearScript({});
	});

	test('avito-chat-answers answers once and leaves the chat to a person', async () => {
		const workflow = await stage.import('avito-chat-answers');
		const { avito, openai } = stage.simulator.control;
		await openai.script({ replies: [{ content: 'График 2/2 или 5/2, на выбор.', times: null }] });
		await stage.n8n.publish(workflow.id);
		const { chatId } = await avito.candidateWrites({ text: 'Какой график?' });
		await stage.finished(workflow, 1);
		await avito.candidateWrites({ chatId, text: 'Позовите директора' });
		await stage.finished(workflow, 2);
		await avito.candidateWrites({ chatId, text: 'Алло?' });
		const runs = await stage.finished(workflow, 3);
		await stage.n8n.api.unpublish(workflow.id);
		await openai.clearScript({});
		expect(runs.every(({ ok }) => ok)).toBe(true);
		expect(runs.flatMap(({ nodes }) => nodes['Send the answer']?.items ?? [])).toHaveLength(1);
		expect(await stage.rows('avito_handover')).toEqual([
			expect.objectContaining({ threadId: chatId }),
		]);
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
		).toEqual([expect.stringMatching(/^🚨 Kwork does not work: .+\nWait, then ask less often/)]);
		expect(await stage.rows('freelance_watchdog')).toHaveLength(3);
	});

	test('every template is named by a test, or is run by the demo, which has one', () => {
		const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
		const text = tests.map((name) => readFileSync(path.join(__dirname, name), 'utf8')).join('\n');
		const isInDemo = (id: string) => /^kwork-(first-answer|offer)$/.test(id);
		const untested = readWorkflows().filter(({ id }) => !isInDemo(id) && !text.includes(`'${id}'`));
		expect(untested.map(({ id }) => id)).toEqual([]);
	});

	test('no template broke a contract of a service', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});

const LETTER =
	'I read your posting closely and know this kind of work well. First I map the steps you take by hand today, then I build the workflow with error handling and a small test set, and at the end I hand over documentation. In the first week you see a working version with your own data, so that you can judge it before we go on. Which systems does the data come from today?';
