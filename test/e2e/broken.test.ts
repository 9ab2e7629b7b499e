import { breakWrite, LOST, kworkBook, MODEL, whilePublished } from './breaking';
import { rememberedBy } from './remembered';
import { TemplateStage } from './templateStage';

const MESSAGE = { service: 'kwork', write: 'inboxCreate', read: 'getInboxTracks' } as const;
const OFFER = {
	service: 'kwork',
	write: 'web:POST /api/offer/createoffer',
	read: 'offers',
} as const;

/** Templates of Kwork that break in the middle, are mended and run again. */
describe('templates of Kwork that broke halfway', () => {
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
	const book = () => kworkBook(stage);

	describe('kwork-first-answer', () => {
		test.each([
			['answerLost', 'newbie'],
			['reset', 'tea_house'],
		] as const)('%s: a message is answered once', async (kind, from) => {
			const workflow = await stage.import('kwork-first-answer', {
				'"id": "kwork-first-answer"': `"id": "first-answer-${kind}"`,
				'"firstOnly": true': '"firstOnly": false',
			});
			await whilePublished(stage, workflow, async () => {
				const broken = breakWrite(stage, kind, MESSAGE);
				const message = await control().kwork.clientWrites({ from, text: 'Возьмётесь?' });
				await broken;
				const [failed] = await stage.finished(workflow, 1);
				expect(failed?.error).toContain(
					'Open the dialog on kwork.ru before you run this item again',
				);
				const accepted = book()
					.answersTo(message)
					.map(({ id }) => id);
				expect(accepted).toHaveLength(kind === 'answerLost' ? 1 : 0);
				control().clearFaults();
				const again = await stage.succeeded(workflow);
				expect(again.nodes.Answer?.items).toEqual([
					expect.objectContaining({ alreadySent: kind === 'answerLost' }),
				]);
				expect(
					book()
						.answersTo(message)
						.map(({ id }) => id),
				).toEqual([again.nodes.Answer?.items[0]?.messageId]);
			});
		});
	});

	describe('kwork-auto-reply', () => {
		test.each([
			['answerLost', 'studio_north'],
			['reset', 'shop_owner'],
		] as const)('%s: one answer, though the model writes another one', async (kind, from) => {
			const workflow = await stage.import('kwork-auto-reply', {
				'"id": "kwork-auto-reply"': `"id": "auto-reply-${kind}"`,
			});
			await control().openai.script({
				replies: [{ content: 'Первый ответ' }, { content: 'Второй ответ', times: null }],
			});
			const warned = stage.warnings().length;
			await whilePublished(stage, workflow, async () => {
				const broken = breakWrite(stage, kind, MESSAGE);
				const message = await control().kwork.clientWrites({ from, text: 'Сделаете бота?' });
				await broken;
				const [failed] = await stage.finished(workflow, 1);
				control().clearFaults();
				expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
				expect(stage.warnings()[warned]).toMatch(
					/could not be answered[^]*Open the dialog on kwork.ru/,
				);
				await stage.succeeded(workflow);
				expect(
					book()
						.answersTo(message)
						.map(({ text }) => text),
				).toEqual([kind === 'answerLost' ? 'Первый ответ' : 'Второй ответ']);
			});
		});

		test('neither the model nor Telegram works: the client is answered afterwards', async () => {
			const workflow = await stage.import('kwork-auto-reply', {
				'"id": "kwork-auto-reply"': '"id": "auto-reply-model"',
			});
			control().fault({ kind: 'status', status: 500, ...MODEL, times: null });
			control().fault({ kind: 'status', status: 500, service: 'telegram', times: null });
			await whilePublished(stage, workflow, async () => {
				const message = await control().kwork.clientWrites({ from: 'newbie', text: 'А сайт?' });
				const [failed] = await stage.finished(workflow, 1);
				control().clearFaults();
				expect(failed).toMatchObject({
					ok: false,
					lastNode: 'End the run as failed',
					error: expect.stringContaining('See the step before'),
				});
				await stage.succeeded(workflow);
				expect(book().answersTo(message)).toHaveLength(1);
			});
		});

		test('a client who wants a person is left to me, and I am told, when Telegram fails', async () => {
			const workflow = await stage.import('kwork-auto-reply', {
				'"id": "kwork-auto-reply"': '"id": "auto-reply-person"',
			});
			control().fault({
				kind: 'status',
				status: 500,
				service: 'telegram',
				operation: 'sendMessage',
				times: null,
			});
			await whilePublished(stage, workflow, async () => {
				const from = 'tea_house';
				const message = await control().kwork.clientWrites({ from, text: 'Нужен возврат' });
				const [failed] = await stage.finished(workflow, 1);
				expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
				const rows = async () =>
					(await stage.rows('kwork_handover')).filter(({ username }) => username === from);
				expect(await rows()).toMatchObject([{ told: 'no' }]);
				control().clearFaults();
				await stage.succeeded(workflow);
				const { length } = await stage.runsOf(workflow);
				await control().kwork.clientWrites({ from, text: 'Вы тут?' });
				expect((await stage.finished(workflow, length + 1)).at(-1)).toMatchObject({ ok: true });
				expect(stage.told('tea_house needs you')).toHaveLength(1);
				expect(await rows()).toMatchObject([{ told: 'yes' }]);
				expect(book().answersTo(message)).toEqual([]);
			});
		});
	});

	describe('kwork-offer', () => {
		test.each(LOST)('%s: one offer on the project', async (kind) => {
			const workflow = await stage.import('kwork-offer');
			const { projectId } = await control().kwork.projectAppears({
				title: `Бот для записи (${kind})`,
				price: 5000,
			});
			const offers = () => book().offers.filter((one) => one.projectId === projectId);
			const others = book().offers.length;
			const [failed] = await Promise.all([stage.run(workflow), breakWrite(stage, kind, OFFER)]);
			control().clearFaults();
			expect(failed).toMatchObject({ ok: false, lastNode: 'Send the offer' });
			expect(offers()).toHaveLength(kind === 'answerLost' ? 1 : 0);
			for (const alreadySent of [kind === 'answerLost', true]) {
				const again = await stage.run(workflow);
				expect(again).toMatchObject({ ok: true });
				expect(offers()).toMatchObject([{ userId: book().own }]);
				expect(again.nodes['Send the offer']?.items).toMatchObject([
					{ alreadySent, projectId, offerId: offers()[0]?.id },
				]);
			}
			expect(book().offers).toHaveLength(others + 1);
		});
	});

	describe('kwork-project-radar', () => {
		/** The radar finds one project, by a word that no other has. */
		const radarFor = async (word: string, edits: Record<string, string> = {}) => {
			const title = `Нужен ${word} на Python`;
			const { projectId } = await control().kwork.projectAppears({ title, price: 6000 });
			const workflow = await stage.import('kwork-project-radar', {
				'бот, парсер, telegram, n8n, python': word,
				'"name": "minScore",\n\t\t\t\t\t\t\t"value": 40':
					'"name": "minScore",\n\t\t\t\t\t\t\t"value": 0',
				'"name": "dryRun",\n\t\t\t\t\t\t\t"value": true':
					'"name": "dryRun",\n\t\t\t\t\t\t\t"value": false',
				...edits,
			});
			return {
				workflow,
				questions: () => stage.told(title).filter((message) => message.reply_markup).length,
				offers: () => book().offers.filter((one) => one.projectId === projectId),
				claim: async () =>
					(
						await rememberedBy(stage).claims('kwork project radar', [`kwork:project:${projectId}`])
					)[0],
			};
		};

		test.each(LOST)('%s: one offer on the project', async (kind) => {
			const { workflow, questions, offers, claim } = await radarFor(`проба${kind}`);
			expect(await stage.run(workflow)).toMatchObject({ status: 'waiting' });
			const [failed] = await Promise.all([
				stage.decide(workflow, ['Send it']),
				breakWrite(stage, kind, OFFER),
			]);
			control().clearFaults();
			expect(failed).toMatchObject({ ok: false, lastNode: 'End it as failed' });
			expect(stage.warnings().at(-1)).toContain('Look at https://kwork.ru/offers');
			expect(await claim()).toMatchObject({ state: 'fresh' });
			expect(offers()).toHaveLength(kind === 'answerLost' ? 1 : 0);

			const again = await stage.run(workflow);
			if (kind === 'answerLost') expect(again).toMatchObject({ ok: true });
			else {
				const { nodes } = await stage.decide(workflow, ['Send it']);
				expect(await claim()).toMatchObject({ state: 'done', result: 'sent' });
				expect(nodes['Remember that it was sent']?.items).toMatchObject([
					{ offerId: offers()[0]?.id },
				]);
			}
			expect(questions()).toBe(kind === 'answerLost' ? 1 : 2);
			expect(offers()).toHaveLength(1);
		});

		test('a project that was taken and never finished is asked about again later', async () => {
			const { workflow, questions, offers, claim } = await radarFor('пробапотери');
			await stage.run(workflow);
			expect(await stage.run(workflow)).toMatchObject({ ok: true });
			expect([(await claim())?.state, questions()]).toEqual(['taken', 1]);
			await rememberedBy(stage).pass(1.9);
			expect([(await claim())?.state, questions()]).toEqual(['taken', 1]);
			await rememberedBy(stage).pass(0.1);
			await stage.run(workflow);
			expect(await stage.decide(workflow, ['Skip', 'Skip'])).toMatchObject({ ok: true });
			expect([(await claim())?.result, questions()]).toEqual(['skipped', 2]);
			expect(offers()).toEqual([]);
		});
	});

	describe('kwork-weekly-funnel', () => {
		test.each([
			['offers', { service: 'kwork', operation: 'offers', kind: 'html' }],
			[
				'the picture',
				{ service: 'telegram', operation: 'sendDocument', kind: 'html', status: 500 },
			],
		] as const)('%s: every step is counted once and told once', async (_what, fault) => {
			const workflow = await stage.import('kwork-weekly-funnel');
			const before = stage.told('📊').length;
			const warned = stage.warnings().length;
			control().fault({ ...fault, times: null });
			const failed = await stage.run(workflow);
			control().clearFaults();
			expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
			expect(stage.told('📊')).toHaveLength(before);
			expect(stage.warnings().slice(warned)).toEqual([
				expect.stringContaining('The weekly funnel could not be made'),
			]);
			expect(await stage.run(workflow)).toMatchObject({ ok: true });
			const mine = book().offers.filter(({ userId }) => userId === book().own);
			const projects = [...new Set(mine.map((one) => `kwork:project:${one.projectId}:sent`))];
			const keys = (await rememberedBy(stage).steps('kwork')).map(({ eventKey }) =>
				String(eventKey),
			);
			expect(keys).toEqual([...new Set(keys)]);
			expect(keys.filter((key) => key.endsWith(':sent')).sort()).toEqual(projects.sort());
			expect(stage.told('📊').slice(before)).toMatchObject([
				{
					caption: expect.stringContaining(`sent ${projects.length},`),
					document: { file_name: 'funnel.svg' },
				},
			]);
		});
	});

	test('no template broke a contract of a service', () => {
		expect(control().violations()).toEqual([]);
	});
});
