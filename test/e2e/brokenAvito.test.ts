import { until, type Workflow, type WorkflowRun } from '../../playground/harness';
import { busyAvito } from './avitoListening';
import { TemplateStage } from './templateStage';

interface AvitoBooks {
	contactsSpent: number;
	purchased: number;
	ownMessages: Array<{ id: string; chatId: string; text?: string }>;
	viewedApplications: string[];
}

type Fault = Parameters<TemplateStage['simulator']['control']['fault']>[0];

const SEND = 'POST /messenger/v1/accounts/:user_id/chats/:chat_id/messages';
const READ = 'GET /messenger/v3/accounts/:user_id/chats/:chat_id/messages/';
/** A lost message is looked for so often. */
const LOOKS = 4;
const APPLICATION_IDS = 'GET /job/v1/applications/get_ids';
const APPLICATIONS = 'POST /job/v1/applications/get_by_ids';
const MARK_VIEWED = 'POST /job/v1/applications/set_is_viewed';

/** What is told of a message that may have been written. */
const NOT_KNOWN =
	/could not be answered\.\n.*message\.send.*\nLook on the service whether it happened/;

/** Templates for Avito of which a step fails halfway, and what Avito and Telegram have afterwards. */
describe('Avito templates that break halfway', () => {
	let stage: TemplateStage;

	beforeAll(async () => {
		stage = await TemplateStage.create();
		await stage.n8n.importCredentials([busyAvito(stage.simulator.url)]);
		const { avito } = stage.simulator.control;
		await avito.seed({ resumes: 60, applications: 200 });
		await avito.configure({
			limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		});
	});

	afterEach(() => {
		stage.simulator.control.clearFaults();
	});

	afterAll(async () => {
		if (process.env.SHOW_LOG) process.stdout.write(stage?.n8n.log ?? '');
		await stage?.remove();
	});

	const books = () => stage.state<AvitoBooks>('avito');
	const sentIn = (chatId: string | null) =>
		books().ownMessages.filter((message) => message.chatId === chatId);
	const fault = (fault: Fault) => stage.simulator.control.fault(fault);
	const avitoFails = (operation: string, times: number | null, skip = 0) =>
		fault({ kind: 'status', status: 500, service: 'avito', operation, times, skip });
	/** A page instead of data: no failure of the way, after which the account would rest. */
	const chatUnreadable = (skip: number) =>
		fault({ kind: 'html', service: 'avito', operation: READ, times: LOOKS, skip });
	const telegramFails = (operation: string, times: number | null) =>
		fault({ kind: 'status', status: 500, service: 'telegram', operation, times });

	/** What the bot wrote since this was called. */
	const telegram = () => {
		const before = stage.messages().length;
		return () =>
			stage
				.messages()
				.slice(before)
				.flatMap(({ text }) => text ?? []);
	};

	/** All runs for one event of the trigger, once one of them has succeeded. */
	const untilDone = async (
		workflow: Workflow,
		isIts: (event: Record<string, unknown>) => boolean,
	): Promise<WorkflowRun[]> => {
		const trigger = workflow.nodes.find(({ type }) => type.endsWith('avitoTrigger'))?.name ?? '';
		return await until(
			async () => {
				const runs = (await stage.runsOf(workflow)).filter(({ nodes }) =>
					nodes[trigger]?.items.some(isIts),
				);
				return runs.at(-1)?.ok === true && runs;
			},
			{ what: `a run of ${workflow.id} that succeeds`, timeoutMs: 120_000 },
		);
	};

	/** Every run but the last one failed, and ended where it is told what to do. */
	const expectFailedFirst = (runs: readonly WorkflowRun[], what: RegExp) => {
		expect(runs.length).toBeGreaterThan(1);
		for (const run of runs.slice(0, -1)) {
			expect(run).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(run.error).toMatch(what);
		}
	};

	describe('avito-first-reply', () => {
		const FAILED = /An application of Avito could not be answered\. .*again/;
		let workflow: Workflow;

		beforeAll(async () => {
			workflow = await stage.import('avito-first-reply');
			await stage.n8n.publish(workflow.id);
		});

		afterAll(async () => {
			await stage.n8n.api.unpublish(workflow.id);
		});

		const applies = async (byChat = true) =>
			await stage.simulator.control.avito.newApplication({ byChat });
		const rowsOf = async (id: string) =>
			(await stage.rows('avito_first_replies')).filter(({ applicationId }) => applicationId === id);

		test('the message is written, but neither its answer nor the chat can be read', async () => {
			const told = telegram();
			fault({ kind: 'answerLost', service: 'avito', operation: SEND });
			chatUnreadable(1);
			const { id, chatId } = await applies();
			const runs = await untilDone(workflow, (event) => event.id === id);
			expectFailedFirst(runs, FAILED);
			expect(sentIn(chatId)).toHaveLength(1);
			expect(runs.at(-1)?.nodes['Send the first message']?.items).toEqual([
				expect.objectContaining({ id: sentIn(chatId)[0]?.id, alreadySent: true }),
			]);
			expect(await rowsOf(id)).toEqual([expect.objectContaining({ status: 'answered', chatId })]);
			expect(books().viewedApplications).toContain(id);
			expect(told()).toEqual([
				expect.stringMatching(NOT_KNOWN),
				expect.stringContaining('got the first message'),
			]);
		});

		test('the application cannot be marked, then Telegram is down', async () => {
			const told = telegram();
			avitoFails(MARK_VIEWED, 1);
			const { id, chatId } = await applies();
			await until(() => told().length > 0, { what: 'the report' });
			telegramFails('sendMessage', 2);
			const runs = await untilDone(workflow, (event) => event.id === id);
			expectFailedFirst(runs, FAILED);
			expect(runs).toHaveLength(3);
			expect(sentIn(chatId)).toHaveLength(1);
			expect(await rowsOf(id)).toHaveLength(1);
			expect(books().viewedApplications).toContain(id);
			expect(told()).toEqual([
				expect.stringContaining('could not be answered'),
				expect.stringContaining('got the first message'),
			]);
		});

		test('there is no chat, and Telegram is down', async () => {
			const told = telegram();
			telegramFails('sendMessage', 2);
			const { id } = await applies(false);
			const runs = await untilDone(workflow, (event) => event.id === id);
			expectFailedFirst(runs, FAILED);
			expect(await rowsOf(id)).toEqual([expect.objectContaining({ status: 'to be called' })]);
			expect(told()).toEqual([expect.stringContaining('there is no chat')]);
		});

		test('n8n dies while Avito has the message already', async () => {
			const told = telegram();
			fault({ kind: 'answerLost', how: 'timeout', service: 'avito', operation: SEND });
			const { id, chatId } = await applies();
			await until(() => sentIn(chatId).length > 0, { what: 'the message' });
			await stage.n8n.kill();
			await stage.n8n.start();
			await untilDone(workflow, (event) => event.id === id);
			expect(sentIn(chatId)).toHaveLength(1);
			expect(await rowsOf(id)).toHaveLength(1);
			expect(books().viewedApplications).toContain(id);
			expect(told()).toEqual([expect.stringContaining('got the first message')]);
		});
	});

	describe('avito-chat-answers', () => {
		const FAILED = /A candidate of Avito could not be answered\. .*again/;
		let workflow: Workflow;

		beforeAll(async () => {
			workflow = await stage.import('avito-chat-answers');
			await stage.n8n.publish(workflow.id);
		});

		beforeEach(async () => {
			const { openai } = stage.simulator.control;
			await openai.clearScript({});
			// No answer is worded like the one before: a second one would not be taken for an equal one.
			await openai.script({
				replies: [
					{ content: 'График 2/2 или 5/2.' },
					{ content: 'Можно выбрать 2/2 или 5/2.' },
					{ content: 'Есть оба графика.', times: null },
				],
			});
		});

		afterAll(async () => {
			await stage.simulator.control.openai.clearScript({});
			await stage.n8n.api.unpublish(workflow.id);
		});

		const writes = async (text: string) =>
			await stage.simulator.control.avito.candidateWrites({ text });

		test('the answer is written, but neither its answer nor the chat can be read', async () => {
			const told = telegram();
			fault({ kind: 'answerLost', service: 'avito', operation: SEND });
			// Read by the trigger, for the model, and before the send.
			chatUnreadable(3);
			const { chatId } = await writes('Какой график?');
			const runs = await untilDone(workflow, ({ threadId }) => threadId === chatId);
			expectFailedFirst(runs, FAILED);
			expect(sentIn(chatId)).toHaveLength(1);
			expect(told()).toEqual([expect.stringMatching(NOT_KNOWN)]);
		});

		test('the chat cannot be read, then the model does not answer', async () => {
			const told = telegram();
			avitoFails(READ, 4, 1);
			const { chatId } = await writes('Сколько платите?');
			await until(() => told().length > 0, { what: 'the report' });
			fault({ kind: 'status', status: 500, service: 'openai' });
			const runs = await untilDone(workflow, ({ threadId }) => threadId === chatId);
			expectFailedFirst(runs, FAILED);
			expect(runs).toHaveLength(3);
			expect(sentIn(chatId)).toHaveLength(1);
			expect(told()).toHaveLength(2);
		});

		test('the candidate wants a person, and Telegram is down', async () => {
			const told = telegram();
			telegramFails('sendMessage', 2);
			const { chatId } = await writes('Позовите менеджера');
			const runs = await untilDone(workflow, ({ threadId }) => threadId === chatId);
			expectFailedFirst(runs, FAILED);
			expect(told()).toEqual([expect.stringContaining('Позовите менеджера')]);
			const rows = (await stage.rows('avito_handover')).filter((row) => row.threadId === chatId);
			expect(rows).toHaveLength(1);
			expect(sentIn(chatId)).toEqual([]);
		});

		test('n8n dies while Avito has the answer already', async () => {
			fault({ kind: 'answerLost', how: 'timeout', service: 'avito', operation: SEND });
			const { chatId } = await writes('Вы ещё ищете людей?');
			await until(() => sentIn(chatId).length > 0, { what: 'the answer' });
			await stage.n8n.kill();
			await stage.n8n.start();
			await untilDone(workflow, ({ threadId }) => threadId === chatId);
			expect(sentIn(chatId)).toHaveLength(1);
		});
	});

	describe('avito-not-written-to', () => {
		const FAILED = { ok: false, lastNode: 'End the run as failed' };
		const list = async () => await stage.rows('avito_not_written');
		const keys = (rows: ReadonlyArray<Record<string, unknown>>) =>
			rows.map(({ key }) => String(key)).sort();

		test('the second page of applications cannot be read', async () => {
			const workflow = await stage.import('avito-not-written-to');
			const told = telegram();
			avitoFails(APPLICATION_IDS, null, 1);
			const failed = await stage.run(workflow);
			stage.simulator.control.clearFaults();
			expect(failed).toMatchObject(FAILED);
			expect(failed.error).toMatch(/The list could not be made\. .*again/);
			expect(told()).toEqual([expect.stringMatching(/could not be made\.\n.*500.*\n.*Run again/)]);
			expect(await list()).toEqual([]);

			const run = await stage.run(workflow);
			expect(run).toMatchObject({ ok: true });
			const people = run.nodes['Nobody has written']?.items ?? [];
			expect(people.length).toBeGreaterThan(5);
			expect(keys(await list())).toEqual(keys(people));
			expect(told()).toHaveLength(2);
			expect(told()[1]).toContain(`Not written to: ${people.length}`);
		});

		test('a chat that cannot be read stays on the list until somebody has written there', async () => {
			const workflow = await stage.import('avito-not-written-to');
			const [row] = await list();
			const chatId = String(row?.chatUrl).split('/').at(-1) ?? '';
			const statusOf = async () => (await list()).find(({ key }) => key === row?.key)?.status;
			fault({
				kind: 'status',
				status: 500,
				service: 'avito',
				operation: READ,
				match: { chat_id: chatId },
				times: null,
			});
			expect(await stage.run(workflow)).toMatchObject({ ok: true });
			stage.simulator.control.clearFaults();
			expect(await statusOf()).toBe('not written');
			await stage.simulator.control.avito.accountWrites({ chatId, text: 'Здравствуйте!' });
			expect(await stage.run(workflow)).toMatchObject({ ok: true });
			expect(await statusOf()).toBe('written');
			expect(new Set(keys(await list())).size).toBe((await list()).length);
		});

		test('the list cannot be sent', async () => {
			const workflow = await stage.import('avito-not-written-to');
			const before = keys(await list());
			const told = telegram();
			telegramFails('sendMessage', 1);
			expect(await stage.run(workflow)).toMatchObject(FAILED);
			expect(await stage.run(workflow)).toMatchObject({ ok: true });
			expect(told()).toEqual([
				expect.stringMatching(/could not be made/),
				expect.stringContaining('Not written to'),
			]);
			expect(keys(await list())).toEqual(before);
		});
	});

	describe('avito-resumes-to-workbook', () => {
		const books = () => stage.messages().flatMap(({ document }) => document?.file_name ?? []);
		const people = (run: WorkflowRun) =>
			(run.nodes['Collect the candidates']?.items ?? []).map(({ key }) => String(key)).sort();
		const kept = async () =>
			(await stage.rows('avito_candidates')).map(({ key }) => String(key)).sort();

		test('the second page of applications cannot be read, then Telegram does not take the file', async () => {
			const workflow = await stage.import('avito-resumes-to-workbook');
			const told = telegram();
			const { contactsSpent, purchased } = stage.state<AvitoBooks>('avito');
			avitoFails(APPLICATIONS, null, 1);
			const unread = await stage.run(workflow);
			stage.simulator.control.clearFaults();
			expect(unread).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(unread.error).toMatch(/The workbook could not be made\. .*again/);
			expect(told()).toEqual([expect.stringMatching(/could not be made\.\n.*500.*\n.*Run again/)]);
			expect(await kept()).toEqual([]);

			telegramFails('sendDocument', 1);
			const unsent = await stage.run(workflow);
			expect(unsent).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(books()).toEqual([]);
			// What was not told is still new to the next run.
			expect(await kept()).toEqual([]);

			const run = await stage.run(workflow);
			expect(run).toMatchObject({ ok: true });
			expect(books()).toEqual([expect.stringContaining('.xlsx')]);
			expect(people(run).length).toBeGreaterThan(20);
			expect(await kept()).toEqual(people(run));
			expect(stage.state<AvitoBooks>('avito')).toMatchObject({ contactsSpent, purchased });
		});
	});

	test('no template broke a contract of a service', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});
