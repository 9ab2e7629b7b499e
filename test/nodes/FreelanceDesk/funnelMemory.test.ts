import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { deskMemory } from '../../../nodes/shared/memory';
import { leadOf } from '../../support/records';
import { failureOf, jsonOf, run } from './support';

const DAY_MS = 24 * 3_600_000;

const lead = (n: number, facts: object = {}) =>
	leadOf({ sourceId: `${n}`, dedupeKey: `kwork:project:${n}`, category: `${n % 2}`, ...facts });

const leads = (count: number) => Array.from({ length: count }, (_, n) => lead(n));

const record = async (step: string, items: object[], given: IDataObject = {}) =>
	await jsonOf('funnel', 'recordStep', items, { step, ...given });

const FROM_MEMORY = { stepsFrom: 'memory' };

const report = async (given: IDataObject = {}) =>
	await jsonOf('funnel', 'report', [{}], { ...FROM_MEMORY, ...given });

beforeEach(async () => await accounts.close());
afterEach(() => jest.restoreAllMocks());

describe('Funnel → Record Step', () => {
	it('remembers each step of a lead once, with the time it was first reached', async () => {
		const at = '2026-10-01T10:00:00.000Z';
		const [step] = await record('seen', [lead(1)], { options: { at, score: 70, variant: 'A' } });
		expect(step).toEqual({
			eventKey: 'kwork:project:1:seen',
			leadKey: 'kwork:project:1',
			source: 'kwork',
			step: 'seen',
			at,
			category: '1',
			budgetBand: 'up to 10000 RUB',
			variant: 'A',
			score: 70,
			isNew: true,
		});
		expect(await record('seen', [lead(1)])).toEqual([{ ...step, isNew: false }]);
		expect(await report()).toMatchObject([{ seen: 1, fit: 0 }]);
	});

	it('takes the dedupeKey of a lead in place of the record', async () => {
		await record('seen', [lead(1)]);
		const [won] = await record('won', [{ key: 'kwork:project:1' }], { lead: '={{ $json.key }}' });
		expect(won).toMatchObject({ source: 'kwork', leadKey: 'kwork:project:1', budgetBand: null });
		expect(await report({ by: 'category' })).toMatchObject([{ group: '1', seen: 1, won: 1 }]);
	});

	it('keeps no text of the lead', async () => {
		const { memory } = await deskMemory(console);
		const kept = jest.spyOn(memory.facts, 'swap');
		const category = 'Мне нужен бот, который пишет клиентам, позвоните Анне по номеру 89990000001';
		const [step] = await record('seen', [lead(1, { title: 'Заголовок', text: 'Текст', category })]);
		expect(step?.category).toBeNull();
		expect(kept).toHaveBeenCalledTimes(1);
		expect(JSON.stringify(kept.mock.calls)).not.toMatch(/Заголовок|Текст|8999|shop_owner/);
	});

	it.each<[string, unknown]>([
		['a text', 'позвоните мне'],
		['nothing', ''],
		['another record', { record: 'invoice' }],
		['a key of no marketplace', 'mine:project:1'],
	])('refuses %s for a lead', async (_, given) => {
		const failure = await failureOf('funnel', 'recordStep', [{ given }], {
			lead: '={{ $json.given }}',
		});
		expect(failure).toMatchObject({ error: expect.stringMatching(/lead|"Lead"/i) as string });
		expect(String(failure?.details).length).toBeGreaterThan(10);
	});

	it('forgets a step after 400 days', async () => {
		await record('seen', [lead(1)]);
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 399 * DAY_MS);
		expect(await report()).toMatchObject([{ seen: 1 }]);
		clock.mockReturnValue(now + 401 * DAY_MS);
		expect(await report()).toEqual([]);
	});
});

describe('what reads the remembered steps', () => {
	beforeEach(async () => {
		await record('seen', leads(8));
		await record('fit', leads(6));
		await record('asked', leads(5));
		await record('sent', leads(4));
		await record('answered', leads(2));
		await record('won', leads(1));
	});

	it('Report counts them, whatever its input', async () => {
		const counted = { seen: 8, fit: 6, asked: 5, sent: 4, answered: 2, won: 1 };
		expect(await report()).toMatchObject([counted]);
		expect(await report({ by: 'category' })).toMatchObject([
			{ group: '0', seen: 4 },
			{ group: '1', seen: 4 },
		]);
	});

	it('Report of the same steps as items is the same', async () => {
		const steps = await jsonOf('funnel', 'getSteps', [{}], { returnAll: true });
		expect(steps).toHaveLength(26);
		for (const by of ['none', 'day', 'category', 'source']) {
			expect(await report({ by })).toEqual(await jsonOf('funnel', 'report', steps, { by }));
		}
	});

	it('Report still reads its items where nothing else is said', async () => {
		const events = await jsonOf('funnel', 'recordEvent', leads(3), { step: 'seen' });
		expect(await jsonOf('funnel', 'report', events)).toMatchObject([{ seen: 3 }]);
	});

	it('Forecast and Chart read them, too', async () => {
		expect(await jsonOf('funnel', 'forecast', [{}], FROM_MEMORY)).toMatchObject([
			{ history: 4, alike: 4 },
		]);
		const { outputs } = await run('funnel', 'chart', [{}], FROM_MEMORY);
		const picture = Buffer.from(String(outputs[0]?.[0]?.binary?.data?.data), 'base64').toString();
		expect(picture).toContain('seen: 8');
		expect(picture).toContain('asked: 5');
	});

	it('funnels are apart by name, and Get Steps returns as many as asked for', async () => {
		await record('seen', leads(2), { funnel: 'studio' });
		expect(await report({ funnel: 'studio' })).toMatchObject([{ seen: 2 }]);
		expect(await report()).toMatchObject([{ seen: 8 }]);
		expect(await jsonOf('funnel', 'getSteps', [{}], { funnel: 'studio' })).toHaveLength(2);
		expect(await jsonOf('funnel', 'getSteps', [{}], { limit: 5 })).toHaveLength(5);
	});

	it('reads more than a page', async () => {
		await record('seen', leads(1_100));
		expect(await report()).toMatchObject([{ seen: 1_100, won: 1 }]);
	});
});
