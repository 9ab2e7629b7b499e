import { readWorkflows, until } from '../../playground/harness';
import { LETTER, SuiteStage, TABLES, type Store } from './suiteStage';

const SUITES = {
	PostgreSQL: 'upwork-automation-suite',
	'Data Tables': 'upwork-automation-suite-data-tables',
};

/** The whole suite in a real n8n, with its rows in a real PostgreSQL and in Data Tables. */
describe('upwork-automation-suite', () => {
	let stage: SuiteStage;

	beforeAll(async () => {
		stage = await SuiteStage.create();
	});

	afterAll(async () => {
		await stage?.remove();
	});

	describe.each([
		['PostgreSQL', 'alpha'],
		['Data Tables', 'beta'],
	] satisfies Array<[Store, string]>)('with %s', (store, word) => {
		const template = SUITES[store];

		const row = async (table: keyof typeof TABLES, key: string) =>
			await stage.row(store, table, key);

		const expectNoDuplicates = async () => {
			for (const keys of Object.values(await stage.allKeys(store))) {
				expect(keys).toEqual([...new Set(keys)]);
			}
		};

		test('leaves out what does not fit, and submits nothing while dryRun is true', async () => {
			const good = await stage.post(`${word} workflow`);
			const cheap = await stage.post(`${word} logo`, { amount: 10, skills: ['Figma'] });
			const unfit = await stage.post(`${word} casino bot`);
			const asks = await stage.post(`${word} bot`, { questions: ['Have you done this before?'] });
			const workflow = await stage.import(template, word, { dryRun: true });
			const before = stage.submitted();
			const run = await stage.run(workflow, 'Send it');
			expect(run).toMatchObject({ ok: true });
			expect(stage.submitted()).toBe(before);
			expect(await row('jobs', good)).toMatchObject({ status: 'checked', budget: 5000 });
			expect(await row('jobs', cheap)).toMatchObject({ status: 'left out' });
			expect(await row('jobs', unfit)).toMatchObject({
				status: 'left out',
				reason: 'The model: No licence is named',
			});
			expect(await row('jobs', asks)).toMatchObject({ status: 'by hand' });
			expect(await row('applications', good)).toMatchObject({
				status: 'checked',
				proposal_id: null,
				cover_letter: LETTER,
			});
			expect(await row('applications', unfit)).toBeUndefined();
			expect(await row('analytics', `${good}:fit`)).toMatchObject({ step: 'fit' });
			expect(await row('analytics', `${cheap}:seen`)).toMatchObject({ step: 'seen' });
			expect(await row('analytics', `${good}:sent`)).toBeUndefined();
		});

		test('submits what was agreed to and keeps its rows in five tables', async () => {
			const key = await stage.post(`${word} workflow for a shop`);
			const before = stage.submitted();
			const reported = stage.templates.told('📊').length;
			const run = await stage.run(await stage.import(template, word), 'Send it');
			expect(run).toMatchObject({ ok: true });
			expect(stage.submitted()).toBe(before + 1);
			expect(await row('jobs', key)).toMatchObject({ status: 'sent' });
			expect(await row('applications', key)).toMatchObject({
				status: 'sent',
				proposal_id: run.nodes['Submit the proposal']?.items[0]?.proposalId,
				cover_letter: LETTER,
				variant: expect.stringMatching(/^[AB]$/),
				amount: expect.any(Number),
			});
			expect(await row('analytics', `${key}:sent`)).toMatchObject({
				step: 'sent',
				variant: expect.stringMatching(/^[AB]$/),
			});
			expect(await stage.keys(store, 'templates')).toEqual(['A', 'B']);
			const messages = await stage.rows(store, 'messages');
			expect(messages.map(({ text }) => text)).toEqual(
				expect.arrayContaining(
					(run.nodes['Read the messages']?.items ?? []).map(({ text }) => text),
				),
			);
			expect(new Set(messages.map(({ direction }) => direction)).size).toBe(2);
			const steps = await stage.rows(store, 'analytics');
			const reached = (...names: string[]) =>
				new Set(steps.filter(({ step }) => names.includes(String(step))).map((one) => one.lead_key))
					.size;
			expect(reached('won')).toBeGreaterThan(0);
			expect(run.nodes.Count?.items[0]).toMatchObject({
				sent: reached('sent', 'answered', 'interviewed', 'won'),
				won: reached('won'),
			});
			const reports = stage.templates.told('📊').slice(reported);
			expect(reports).toHaveLength(1);
			expect(reports[0]).toMatchObject({
				document: { file_name: 'funnel.svg' },
				caption: expect.stringContaining(`won ${reached('won')}\n`),
			});
			await expectNoDuplicates();
		});

		test('submits nothing that was refused, and doubles nothing when it runs again', async () => {
			const key = await stage.post(`${word} workflow for a hotel`);
			const workflow = await stage.import(template, word);
			const before = stage.submitted();
			expect(await stage.run(workflow, 'Skip')).toMatchObject({ ok: true });
			expect(await row('jobs', key)).toMatchObject({ status: 'skipped' });
			expect(await row('applications', key)).toMatchObject({ status: 'skipped' });
			const known = await stage.allKeys(store);
			const asked = stage.questions();
			expect(await stage.run(workflow, 'Send it')).toMatchObject({ ok: true });
			expect(await stage.allKeys(store)).toEqual(known);
			expect(stage.questions()).toBe(asked);
			expect(stage.submitted()).toBe(before);
			await expectNoDuplicates();
		});

		test('goes on where a run broke off, and then submits once', async () => {
			const key = await stage.post(`${word} workflow for a school`);
			const workflow = await stage.import(template, word);
			const before = stage.submitted();
			for (const [service, operation] of [
				['openai', 'POST /v1/chat/completions'],
				['telegram', 'sendMessage'],
				['upwork', 'createJobProposal'],
			] as const) {
				// The message about the failure gets through.
				const times = service === 'telegram' ? 1 : null;
				stage.control.fault({ kind: 'status', status: 500, service, operation, times });
				const broken = await stage.run(workflow, 'Send it');
				stage.control.clearFaults();
				expect(broken).toMatchObject({ ok: false, error: expect.stringContaining('Upwork suite') });
				expect(stage.submitted()).toBe(before);
				expect(await row('jobs', key)).toMatchObject({ status: 'new' });
				const texts = stage.templates.messages().map(({ text }) => text ?? '');
				expect(texts.filter((text) => text.includes('could not be made')).at(-1)).toContain(
					`${word} workflow for a school`,
				);
			}
			expect(await stage.run(workflow, 'Send it')).toMatchObject({ ok: true });
			expect(stage.submitted()).toBe(before + 1);
			expect(await row('jobs', key)).toMatchObject({ status: 'sent' });
			await expectNoDuplicates();
		});

		test('a proposal whose answer was lost is not sent again', async () => {
			const key = await stage.post(`${word} workflow for a bank`);
			const workflow = await stage.import(template, word);
			const before = stage.submitted();
			const operation = 'createJobProposal';
			stage.control.fault({ kind: 'answerLost', how: 'reset', service: 'upwork', operation });
			await stage.run(workflow, 'Send it');
			stage.control.clearFaults();
			await stage.run(workflow, 'Send it');
			expect(stage.submitted()).toBe(before + 1);
			expect(await row('jobs', key)).toMatchObject({ status: 'sent' });
			expect(await row('applications', key)).toMatchObject({
				status: 'sent',
				proposal_id: expect.stringMatching(/^\d+$/),
			});
			await expectNoDuplicates();
		});

		test('says so when Upwork cannot be searched', async () => {
			const workflow = await stage.import(template, word);
			const operation = 'marketplaceJobPostingsSearch';
			const service = 'upwork';
			stage.control.fault({ kind: 'status', status: 500, service, operation, times: null });
			const told = stage.templates.messages().length;
			const run = await stage.run(workflow);
			stage.control.clearFaults();
			expect(run).toMatchObject({ ok: false, error: expect.stringContaining('Upwork suite') });
			expect(stage.templates.messages().slice(told).at(-1)?.text).toContain('could not finish');
		});

		test('forgets what Upwork lets nobody keep longer than a day', async () => {
			const edits: Record<Store, Record<string, string>> = {
				PostgreSQL: { "'24 hours'": "'0 hours'" },
				'Data Tables': { 'hours: 24': 'hours: 0' },
			};
			const before = await stage.rows(store, 'jobs');
			expect(before.some(({ title }) => title !== null)).toBe(true);
			await stage.run(await stage.import(template, word, { edits: edits[store] }));
			const jobs = await stage.rows(store, 'jobs');
			expect(jobs).toHaveLength(before.length);
			for (const job of jobs) expect(job).toMatchObject({ title: null, budget: null });
			for (const { text } of await stage.rows(store, 'messages')) expect(text).toBeNull();
			const letters = await stage.rows(store, 'applications');
			expect(letters.map(({ cover_letter: letter }) => letter)).toContain(LETTER);
		});

		test('starts by itself when a job appears', async () => {
			// The schedule would start it, too, in one minute of each hour.
			const schedule = '"name": "Every hour",';
			const edits = { [schedule]: `${schedule} "disabled": true,` };
			const workflow = await stage.import(template, word, { edits });
			const key = await stage.post(`${word} workflow for a museum`);
			await stage.templates.n8n.publish(workflow.id);
			await until(
				async () => (await stage.templates.n8n.api.executions(workflow.id))[0]?.mode === 'trigger',
				{ what: 'the run of the trigger' },
			);
			await stage.templates.decide(workflow, []);
			await stage.templates.n8n.api.unpublish(workflow.id);
			const runs = await stage.templates.runsOf(workflow);
			const run = runs.findLast(({ nodes }) => nodes['New job on Upwork'] !== undefined);
			expect(run).toMatchObject({ ok: true });
			expect(run?.nodes['New job on Upwork']?.items).toContainEqual(
				expect.objectContaining({ dedupeKey: key }),
			);
			expect(run?.nodes.Count).toBeUndefined();
			expect(await row('jobs', key)).toMatchObject({ status: 'skipped' });
			await expectNoDuplicates();
		});
	});

	test('what was taken and never finished is asked for again after two days', async () => {
		const takenBefore = async (hours: number) => {
			const { rows } = await stage.database.query<{ job_key: string }>(
				`UPDATE freelance.jobs SET status = 'asked', updated_at = now() - interval '${hours} hours'
				 WHERE job_key = (SELECT min(job_key) FROM freelance.jobs WHERE status IN ('skipped', 'asked'))
				 RETURNING job_key`,
			);
			const run = await stage.run(await stage.import(SUITES.PostgreSQL, 'alpha'), 'Skip');
			const taken = run.nodes['Take the best that wait']?.items ?? [];
			return { key: rows[0]?.job_key, again: taken.flatMap(({ job_key: key }) => key ?? []) };
		};
		// Three questions, one after the other, can be open for 36 hours.
		expect((await takenBefore(40)).again).toEqual([]);
		const { key, again } = await takenBefore(49);
		expect(again).toEqual([key]);
	});

	test('the database itself refuses a second row of a key', async () => {
		for (const [table, key] of Object.entries(TABLES)) {
			const copy = `INSERT INTO freelance.${table} SELECT * FROM freelance.${table} LIMIT 1`;
			await expect(stage.database.query(copy)).rejects.toMatchObject({
				message: expect.stringContaining('duplicate key'),
				detail: expect.stringContaining(`(${key})`),
			});
		}
	});

	test('both templates are the same but for where the rows are kept', () => {
		const [inDatabase, inTables] = Object.values(SUITES).map((id) => {
			const nodes = readWorkflows().find((workflow) => workflow.id === id)?.nodes ?? [];
			return nodes
				.filter(({ type }) => !/stickyNote|postgres|dataTable/.test(type))
				.map((node) => ({ ...node, id: undefined }));
		});
		expect(inDatabase?.length).toBeGreaterThan(40);
		expect(inDatabase).toEqual(inTables);
	});

	test('no contract of a service was broken', () => {
		expect(stage.control.violations()).toEqual([]);
	});
});
