import type { IDataObject } from 'n8n-workflow';
import { leadOf, messageOf } from '../../support/records';
import { person } from '../../../lib/records';
import { UpworkBench } from '../Upwork/support';
import { failureOf, jsonOf } from './support';

const bid = async (parameters: IDataObject) =>
	(await jsonOf('proposal', 'calculateBid', [{}], parameters))[0];

describe('Calculate Bid', () => {
	it('has no floor and no rounding of its own that fits one currency only', async () => {
		expect(await bid({ hours: 2, hourlyRate: 20, feePercent: 0 })).toMatchObject({ price: 40 });
		expect(await bid({ hours: 1, hourlyRate: 71.2, feePercent: 0 })).toMatchObject({ price: 71.2 });
		expect(await bid({ hours: 3, hourlyRate: 45, feePercent: 10 })).toMatchObject({
			price: 150,
			worthwhile: true,
		});
		expect(await bid({ hours: 1, hourlyRate: 12.341, feePercent: 0 })).toMatchObject({
			price: 12.4,
			why: expect.arrayContaining(['rounded up to a step of 0.1']) as string[],
		});
	});

	it('keeps what it is given', async () => {
		const given = { hours: 2, hourlyRate: 20, feePercent: 0 };
		expect(await bid({ ...given, options: { minimum: 500 } })).toMatchObject({ price: 500 });
		expect(await bid({ ...given, options: { step: 100 } })).toMatchObject({ price: 100 });
	});

	it.each<[string, IDataObject]>([
		['Budget of the Client', { budget: -1 }],
		['Highest Price', { ceiling: -1 }],
		['Lowest Price', { minimum: -1 }],
		['Offers So Far', { competition: -1 }],
		['Below Budget (%)', { undercutPercent: 101 }],
		['Rounding', { step: 0 }],
	])('refuses a %s out of range', async (name, options) => {
		expect(await failureOf('proposal', 'calculateBid', [{}], { options })).toMatchObject({
			error: expect.stringContaining(`"${name}" is out of range`) as string,
		});
	});
});

const analysisOf = async (answer: unknown) =>
	(
		await jsonOf('job', 'mergeAnalysis', [{ ...leadOf(), answer }], {
			answer: '={{ $json.answer }}',
		})
	)[0]?.ai as IDataObject;

describe('Merge AI Analysis', () => {
	it.each([[null], [''], [' '], [true], [[]], [[70]], [{}], ['high']])(
		'takes a fit of %j for none, not for a number',
		async (fit) => {
			expect(await analysisOf({ fit })).toMatchObject({
				ok: false,
				problems: [expect.stringContaining('fit') as string],
			});
		},
	);

	const plan = {
		skill_match: 8,
		budget_match: 7,
		complexity_match: 6,
		client_rating: 4.5,
		recommendation: 'apply',
		reasoning: 'Fits well',
	};

	it('reads the answer that names skills, budget, complexity and client apart', async () => {
		expect(await analysisOf(plan)).toMatchObject({
			ok: true,
			analysis: {
				fit: 77,
				reasons: ['Fits well'],
				recommendation: 'apply',
				parts: { skills: 8, budget: 7, complexity: 6, client: 9 },
			},
		});
		const percent = { ...plan, skill_match: 80, budget_match: 70, complexity_match: 6e1 };
		expect(await analysisOf(JSON.stringify(percent))).toMatchObject({ analysis: { fit: 77 } });
	});

	it('leaves out of the mean what the model does not know', async () => {
		expect(await analysisOf({ ...plan, client_rating: null })).toMatchObject({
			ok: true,
			analysis: { fit: 73.75, parts: { client: null } },
		});
		expect(await analysisOf({ ...plan, skill_match: null })).toMatchObject({
			ok: false,
			problems: [expect.stringContaining('skill_match') as string],
		});
	});

	it('keeps optional figures that are null as unknown', async () => {
		const { analysis } = await analysisOf({ fit: 70, complexity: null, estimatedHours: null });
		expect(analysis).toEqual({ fit: 70, reasons: [], risks: [] });
	});
});

describe('Merge Burst', () => {
	const said = (sourceId: string, name: string | null, second: number | null) =>
		messageOf({
			sourceId,
			text: sourceId,
			threadId: 'group',
			createdAt:
				second === null ? null : `2026-10-01T10:00:${String(second).padStart(2, '0')}.000Z`,
			person: name === null ? null : person({ id: name, name }),
		});
	const texts = async (...messages: object[]) =>
		(await jsonOf('conversation', 'mergeBurst', messages)).map(({ text }) => text);

	it('does not put the words of two people into one message', async () => {
		expect(await texts(said('1', 'anna', 0), said('2', 'boris', 1), said('3', 'boris', 2))).toEqual(
			['1', '2\n3'],
		);
		expect(await texts(said('1', 'anna', 0), said('2', null, 1))).toEqual(['1', '2']);
	});

	it('does not know the pause where a time is missing', async () => {
		expect(await texts(said('1', 'anna', null), said('2', 'anna', null))).toEqual(['1', '2']);
	});

	it('and Answer Once does not take a message without a time for an old, answered one', async () => {
		const own = messageOf({ sourceId: '9', threadId: 'group', direction: 'out' });
		const found = await jsonOf('conversation', 'answerOnce', [said('10', 'anna', null), own]);
		expect(found.map(({ sourceId }) => sourceId)).toEqual(['10']);
	});
});

describe('To Lead', () => {
	const bench = new UpworkBench();
	beforeAll(async () => await bench.start());
	afterAll(async () => await bench.stop());

	it('gives the key that the record of the node has', async () => {
		const call = { resource: 'job', operation: 'search' };
		const [record] = await bench.items({ ...call, parameters: { limit: 1, output: 'record' } });
		const [simple] = await bench.items({ ...call, parameters: { limit: 1 } });
		for (const id of [String(simple?.id), `~02${String(simple?.id)}`]) {
			const [lead] = await jsonOf('lead', 'toLead', [{ ...simple, id }], { source: 'upwork' });
			expect(lead).toMatchObject({ kind: 'job', dedupeKey: record?.dedupeKey });
		}
	});

	const made = async (source: string, fields: IDataObject = {}) =>
		(
			await jsonOf('lead', 'toLead', [{ id: 7, title: 'Job', description: '' }], { source, fields })
		)[0];

	it('takes the kind that the marketplace posts, or the one it is given', async () => {
		expect((await made('kwork'))?.dedupeKey).toBe('kwork:project:7');
		expect((await made('avito'))?.dedupeKey).toBe('avito:vacancy:7');
		expect((await made('kwork', { kind: 'order' }))?.dedupeKey).toBe('kwork:order:7');
	});

	it('names the currency and the kind of the price', async () => {
		expect((await made('upwork', { amount: 50 }))?.money).toEqual({
			amount: 50,
			currency: 'USD',
			kind: 'budget',
		});
		const rate = { amount: 50, priceKind: 'hourly', currency: 'eur' };
		expect((await made('upwork', rate))?.money).toMatchObject({ currency: 'EUR', kind: 'hourly' });
	});

	it.each(['', ' ', '0', 'undefined', 'null'])('refuses %j as an ID', async (id) => {
		const sourceId = '={{ $json.id }}';
		expect(await failureOf('lead', 'toLead', [{ id }], { sourceId, title: 'x' })).toMatchObject({
			error: expect.stringContaining('"ID"') as string,
		});
	});
});

describe('To Contact', () => {
	it('does not make a user of the ID of a posting', async () => {
		const [contact] = await jsonOf('lead', 'toContact', [leadOf({ person: null })]);
		expect(contact?.dedupeKey).toBe('kwork:project:3210987:person');
		expect(contact?.person).toMatchObject({ id: null });
	});
});

describe('Check Draft', () => {
	const draft =
		'Здравствуйте! Вам нужен бот, который сам принимает заявки. Сделаю его на Python: сначала сценарий, затем запись в таблицу, в конце проверка на ваших данных. Сколько заявок в день?';
	const findings = async (text: string, lead = leadOf()) =>
		(await jsonOf('proposal', 'checkDraft', [lead], { draft: `${draft} ${text}` }))[0] as {
			ok: boolean;
			findings: Array<{ rule: string; level: string; message: string }>;
		};

	it.each([
		'Мои работы: example.com/cv',
		'Смотрите www.example.com',
		'Портфолио: мойсайт.рф/работы',
		'github.com/somebody',
		'https://kwork.ru.example.com/x',
		'https://kwork.ru@example.com',
		't.me/somebody',
	])('finds the link in %j', async (text) => {
		expect(await findings(text)).toMatchObject({ ok: false });
	});

	it('asks to look at a bare name of a site, which may be a tool', async () => {
		expect(await findings('Мой сайт example.com')).toMatchObject({
			ok: true,
			findings: [{ rule: 'contacts', level: 'warn' }],
		});
		const about = leadOf({ text: 'Нужен бот для заявок на Python с example.com' });
		expect((await findings('Подключу example.com', about)).findings).toEqual([]);
	});

	it.each([
		'Пишу на Node.js/Express и ASP.NET',
		'Схема: input.json/output.json, main.py/test.py',
		'Примеры: https://kwork.ru/user/me, kwork.ru/user/me и www.upwork.com/freelancers/x.',
		'Цена 12.10/час, т.е. и/или т.д.',
	])('finds none in %j', async (text) => {
		expect(await findings(text)).toMatchObject({ ok: true, findings: [] });
	});
});
