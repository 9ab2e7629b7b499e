import { until } from '../../playground/harness';
import { breakWrite, LOST, kworkBook, MODEL, whilePublished } from './breaking';
import { TemplateStage } from './templateStage';

interface UpworkState {
	ownProposals: Array<{ id: string; jobId: string }>;
}

const PROPOSAL = {
	service: 'upwork',
	write: 'createJobProposal',
	read: 'vendorProposals*',
} as const;

const SEND_FOR_REAL = {
	'"name": "dryRun",\n\t\t\t\t\t\t\t"value": true':
		'"name": "dryRun",\n\t\t\t\t\t\t\t"value": false',
	'"name": "atOnce",\n\t\t\t\t\t\t\t"value": 3': '"name": "atOnce",\n\t\t\t\t\t\t\t"value": 1',
};

/** Templates of Upwork that break in the middle, are mended and run again. */
describe('templates of Upwork that broke halfway', () => {
	let stage: TemplateStage;

	beforeAll(async () => {
		stage = await TemplateStage.create();
	});

	afterEach(async () => {
		stage.simulator.control.clearFaults();
		await stage.simulator.control.openai.clearScript({});
	});

	afterAll(async () => {
		await stage?.remove();
	});

	const control = () => stage.simulator.control;
	const postings = async () =>
		(await stage.rows('freelance_leads')).filter(({ source }) => source === 'upwork');

	/** A posting that fits and that the radar has put aside, the only one that waits. */
	const putAside = async (word: string): Promise<{ key: string; title: string }> => {
		await stage.clear('freelance_leads');
		const title = `${word} workflow for a shop`;
		const { id } = await control().upwork.newJob({
			title,
			type: 'FIXED',
			amount: 5000,
			skills: ['n8n', 'Python', 'API Integration'],
			questions: [],
		});
		const radar = await stage.import('upwork-job-radar', {
			'n8n OR automation OR python': word,
			'"name": "minClientRating",\n\t\t\t\t\t\t\t"value": 4':
				'"name": "minClientRating",\n\t\t\t\t\t\t\t"value": 0',
		});
		expect(await stage.run(radar)).toMatchObject({ ok: true });
		const key = `upwork:job:${id}`;
		expect(await postings()).toMatchObject([{ dedupeKey: key, status: 'new' }]);
		return { key, title };
	};
	const posting = async (key: string) =>
		(await postings()).find(({ dedupeKey }) => dedupeKey === key);

	describe('upwork-job-radar', () => {
		test('a posting that Telegram did not take is told by the next run, the others not again', async () => {
			const workflow = await stage.import('upwork-job-radar');
			control().fault({
				kind: 'html',
				service: 'upwork',
				operation: 'marketplaceJob*',
				times: null,
			});
			const blind = await stage.run(workflow);
			control().clearFaults();
			expect(blind).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(stage.warnings().at(-1)).toMatch(/Upwork could not be searched[^]*Try again later/);
			expect(await postings()).toEqual([]);

			control().fault({
				kind: 'status',
				status: 500,
				service: 'telegram',
				operation: 'sendMessage',
				skip: 2,
			});
			const failed = await stage.run(workflow);
			expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			const best = failed.nodes['Take the best five']?.items ?? [];
			expect(best).toHaveLength(5);
			const missed = best[2]?.dedupeKey;
			expect((await postings()).map(({ dedupeKey }) => dedupeKey)).toEqual(
				best.flatMap(({ dedupeKey }) => (dedupeKey === missed ? [] : [dedupeKey])),
			);

			const again = await stage.run(workflow);
			expect(again).toMatchObject({ ok: true });
			expect(again.nodes['Take the best five']?.items).toContainEqual(
				expect.objectContaining({ dedupeKey: missed }),
			);
			const kept = await postings();
			expect(kept.length).toBeGreaterThan(5);
			for (const { url } of kept) expect([url, stage.told(String(url)).length]).toEqual([url, 1]);
			expect(stage.told('🔎')).toHaveLength(kept.length);
			const found = (again.nodes['Search jobs']?.items ?? []).map(({ dedupeKey }) => dedupeKey);
			const seen = (await stage.rows('freelance_events'))
				.filter(({ source, step }) => source === 'upwork' && step === 'seen')
				.map(({ leadKey }) => leadKey);
			expect(seen.sort()).toEqual(found.sort());
		});
	});

	describe('upwork-proposal-desk', () => {
		const desk = async () => await stage.import('upwork-proposal-desk', SEND_FOR_REAL);
		const proposalsFor = (key: string) =>
			stage
				.state<UpworkState>('upwork')
				.ownProposals.filter(({ jobId }) => key === `upwork:job:${jobId}`);
		const questionsOn = (title: string) =>
			stage.told(title).filter((message) => message.reply_markup !== undefined);

		beforeEach(async () => {
			await control().openai.script({ replies: [{ content: LETTER, times: null }] });
		});

		test.each(LOST)('%s: one proposal for the posting', async (kind) => {
			const workflow = await desk();
			const { key } = await putAside(kind);
			expect(await stage.run(workflow)).toMatchObject({ status: 'waiting' });
			const warned = stage.warnings().length;
			const [failed] = await Promise.all([
				stage.decide(workflow, ['Send it']),
				breakWrite(stage, kind, PROPOSAL),
			]);
			control().clearFaults();
			expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(stage.warnings().slice(warned)).toEqual([
				expect.stringContaining('Look at https://www.upwork.com/nx/proposals/'),
			]);
			expect(await posting(key)).toMatchObject({ status: 'new' });
			expect(proposalsFor(key)).toHaveLength(kind === 'answerLost' ? 1 : 0);

			const again = await stage.run(workflow);
			if (kind === 'reset') await stage.decide(workflow, ['Send it']);
			else expect(again).toMatchObject({ ok: true });
			expect(proposalsFor(key)).toHaveLength(1);
			expect(await posting(key)).toMatchObject({
				status: 'sent',
				offerId: proposalsFor(key)[0]?.id,
			});
		});

		test('what a model, Telegram or Upwork did not answer is asked once, and sent never', async () => {
			const workflow = await desk();
			const { key, title } = await putAside('gamma');
			for (const fault of [
				{ kind: 'html', service: 'upwork', operation: 'marketplaceJob*', times: null },
				{ kind: 'status', status: 500, ...MODEL, times: null },
				{ kind: 'status', status: 500, service: 'telegram', operation: 'sendMessage' },
			] as const) {
				control().fault(fault);
				const failed = await stage.run(workflow);
				control().clearFaults();
				expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
				expect(stage.warnings().at(-1)).toContain(title);
				expect(await posting(key)).toMatchObject({ status: 'new' });
			}
			expect(await stage.run(workflow)).toMatchObject({ status: 'waiting' });
			expect(await stage.decide(workflow, ['Skip'])).toMatchObject({ ok: true });
			expect(questionsOn(title)).toHaveLength(1);
			expect(await posting(key)).toMatchObject({ status: 'skipped' });
			expect(proposalsFor(key)).toEqual([]);
		});

		test('of a question that arrived without Telegram saying so, and its repetition, one counts', async () => {
			const workflow = await desk();
			const { key, title } = await putAside('epsilon');
			control().fault({ kind: 'answerLost', service: 'telegram', operation: 'sendMessage' });
			expect(await stage.run(workflow)).toMatchObject({ ok: false });
			expect(await stage.run(workflow)).toMatchObject({ status: 'waiting' });
			expect(await stage.decide(workflow, ['Send it', 'Send it'])).toMatchObject({ ok: true });
			expect(questionsOn(title)).toHaveLength(2);
			expect(proposalsFor(key)).toHaveLength(1);
			expect(await posting(key)).toMatchObject({ status: 'sent' });
		});
	});

	test('n8n is killed while three workflows are in the middle: each of them is taken up again', async () => {
		const [answering, replying, desk] = [
			await stage.import('kwork-first-answer', {
				'"id": "kwork-first-answer"': '"id": "first-answer-killed"',
				'"firstOnly": true': '"senders": "shop_owner"',
			}),
			await stage.import('kwork-auto-reply', {
				'"id": "kwork-auto-reply"': '"id": "auto-reply-killed"',
				'"filters": {}': '"filters": { "senders": "studio_north" }',
			}),
			await stage.import('upwork-proposal-desk', SEND_FOR_REAL),
		];
		const { key } = await putAside('delta');
		const status = async () => (await posting(key))?.status;
		control().fault({
			kind: 'answerLost',
			how: 'timeout',
			service: 'kwork',
			operation: 'inboxCreate',
		});
		control().fault({ kind: 'timeout', ...MODEL, times: null });
		const [first, second] = await whilePublished(stage, answering, async () =>
			whilePublished(stage, replying, async () => {
				const { kwork: market } = control();
				const messages = [
					await market.clientWrites({ from: 'shop_owner', text: 'Первый' }),
					await market.clientWrites({ from: 'studio_north', text: 'Второй' }),
				] as const;
				const cutOff = stage.run(desk).catch(() => undefined);
				const struck = () =>
					control()
						.faults()
						.map((fault) => fault.struck);
				await until(() => struck()[0] === 1 && struck()[1] === 2, { what: 'three runs' });
				await stage.n8n.kill();
				await cutOff;
				control().clearFaults();
				await stage.n8n.start();
				for (const workflow of [answering, replying]) {
					const runs = await stage.finished(workflow, 2);
					expect(runs.map((run) => run.status)).toEqual(['crashed', 'success']);
				}
				return messages;
			}),
		);
		expect(kworkBook(stage).answersTo(first)).toHaveLength(1);
		expect(kworkBook(stage).answersTo(second)).toHaveLength(1);

		// Only a question that nobody can answer any more is asked again.
		expect(await status()).toBe('asked');
		expect(await stage.run(desk)).toMatchObject({ ok: true });
		expect(await status()).toBe('asked');
		const later = await stage.import('upwork-proposal-desk', {
			...SEND_FOR_REAL,
			'days: 2': 'days: 0',
		});
		await stage.run(later);
		await stage.decide(later, ['Skip']);
		expect(await status()).toBe('skipped');
	});

	test('no template broke a contract of a service', () => {
		expect(control().violations()).toEqual([]);
	});
});

const LETTER =
	'I read your posting closely and know this kind of work well. First I map the steps you take by hand today, then I build the workflow with error handling and a small test set, and at the end I hand over documentation. Which systems does the data come from today?';
