import type { Workflow } from '../../playground/harness';
import { TemplateStage } from './templateStage';

/** The template that brings three markets into one inbox, in a real n8n against the simulator. */
describe('one-inbox', () => {
	let stage: TemplateStage;
	let workflow: Workflow;

	beforeAll(async () => {
		stage = await TemplateStage.create();
		await stage.simulator.control.avito.configure({
			limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		});
		workflow = await stage.import('one-inbox');
	});

	afterAll(async () => {
		await stage?.remove();
	});

	const told = () => stage.messages().flatMap(({ text }) => (text?.startsWith('📥') ? [text] : []));
	const announced = async () =>
		(await stage.rows('freelance_inbox')).map((row) => String(row.announced));
	const write = async (text: string) =>
		await stage.simulator.control.kwork.clientWrites({ from: 'studio_north', text });

	test('keeps every message of three markets once and tells of it once', async () => {
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		const kept = await stage.rows('freelance_inbox');
		expect(new Set(kept.map(({ source }) => source)).size).toBe(3);
		expect(told()).toEqual([expect.stringContaining(`📥 ${kept.length} new`)]);
		await write('Новый вопрос');
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		const later = await stage.rows('freelance_inbox');
		expect(later).toHaveLength(kept.length + 1);
		expect(new Set(later.map(({ dedupeKey }) => dedupeKey)).size).toBe(later.length);
		expect(told().slice(1)).toEqual([expect.stringMatching(/^📥 1 new\n.*Новый вопрос/)]);
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(told()).toHaveLength(2);
		expect(new Set(await announced())).toEqual(new Set(['yes']));
	});

	test('what Telegram did not take is told by the next run, once, without anything new', async () => {
		const before = told().length;
		await write('Не дошло');
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'telegram',
			operation: 'sendMessage',
		});
		expect(await stage.run(workflow)).toMatchObject({ ok: false });
		expect(told()).toHaveLength(before);
		expect((await announced()).filter((state) => state === 'no')).toHaveLength(1);
		expect(stage.warnings()).toHaveLength(1);
		for (const run of [1, 2]) {
			expect([run, await stage.run(workflow)]).toMatchObject([run, { ok: true }]);
			expect(told().slice(before)).toEqual([expect.stringMatching(/^📥 1 new\n.*Не дошло/)]);
		}
	});

	test('a market that fails does not hold up the others, and is caught up with', async () => {
		const before = told().length;
		await write('Во время сбоя');
		await stage.simulator.control.avito.candidateWrites({ text: 'Другой рынок' });
		stage.simulator.control.fault({
			kind: 'status',
			status: 500,
			service: 'kwork',
			operation: 'dialogs',
			times: 20,
		});
		const failed = await stage.run(workflow);
		stage.simulator.control.clearFaults();
		expect(failed).toMatchObject({ ok: false, lastNode: 'End the run as failed' });
		expect(stage.warnings()).toHaveLength(2);
		expect(told().slice(before)).toEqual([expect.stringMatching(/^📥 1 new\n.*Другой рынок/)]);
		expect(await stage.run(workflow)).toMatchObject({ ok: true });
		expect(told().slice(before + 1)).toEqual([expect.stringMatching(/^📥 1 new\n.*Во время сбоя/)]);
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});
