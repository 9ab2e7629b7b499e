import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const since = () => new Date(bench.simulator.control.now() - 60 * 86_400_000).toISOString();

describe('Resume', () => {
	test('search in all three outputs, linked to its input', async () => {
		const { outputs } = await bench.run({
			resource: 'resume',
			operation: 'search',
			parameters: { limit: 2, filters: { query: 'оператор' } },
			items: [{}, {}],
		});
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			title: expect.stringMatching(/оператор/i) as string,
		});
		const record = await bench.first({
			resource: 'resume',
			operation: 'search',
			parameters: { limit: 1, output: 'record' },
		});
		expect(record).toMatchObject({
			record: 'candidate',
			source: 'avito',
			dedupeKey: expect.stringMatching(/^avito:resume:\d+$/) as string,
		});
	});

	test('get, get many with a missing one, and a bad id', async () => {
		const id = await bench.someResume({ isPurchased: false });
		expect(
			await bench.first({
				resource: 'resume',
				operation: 'get',
				parameters: { resumeId: byId(id) },
			}),
		).toMatchObject({ id });
		const found = await bench.items({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: `https://www.avito.ru/moskva/rezume/x_${id}, 5`, output: 'raw' },
		});
		expect(found).toMatchObject([{ id }, { id: 5, missing: true }]);
		const { error } = await bench.run({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: 'abc' },
		});
		expect(error?.message).toContain('"Resume IDs or Links"');
	});

	const contacts = async (
		resumeId: number,
		parameters: IDataObject = {},
		credential: IDataObject = {},
	) =>
		await bench.run({
			resource: 'resume',
			operation: 'getContacts',
			parameters: { resumeId: byId(resumeId), ...parameters },
			credential,
		});

	test('contacts: by default nothing is bought, a bought one is read, also with Write Access Block', async () => {
		const { outputs } = await contacts(await bench.someResume({ isPurchased: false }));
		expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'not_purchased', cost: 1, spent: 0 });
		const read = await contacts(
			await bench.someResume({ isPurchased: true }),
			{},
			{ writeAccess: 'block' },
		);
		expect(read.outputs[0]?.[0]?.json).toMatchObject({ alreadyBought: true, cost: 0, spent: 0 });
		expect(bench.spent()).toBe(0);
	});

	test('contacts: a dry run shows the cost, a ceiling of 0 refuses, the switch and a ceiling buy once', async () => {
		const id = await bench.someResume({ isPurchased: false });
		const dry = await contacts(id, { purchase: 'buy', maxPurchases: 5, dryRun: true });
		expect(dry.outputs[0]?.[0]?.json).toMatchObject({
			dryRun: true,
			cost: { amount: 1, unit: 'contact' },
		});
		const none = await contacts(id, { purchase: 'buy', maxPurchases: 0 });
		expect(none.error?.message).toContain('ceiling of 0');
		const blocked = await contacts(
			id,
			{ purchase: 'buy', maxPurchases: 5 },
			{ writeAccess: 'block' },
		);
		expect(blocked.error?.message).toContain('Block');
		expect(bench.spent()).toBe(0);
		const bought = await contacts(id, { purchase: 'buy', maxPurchases: 5 });
		expect(bought.outputs[0]?.[0]?.json).toMatchObject({ alreadyBought: false, spent: 1, cost: 1 });
		expect(bench.spent()).toBe(1);
	});

	test('contacts: the ceiling holds for all items of a run', async () => {
		const cards = await bench.items({
			resource: 'resume',
			operation: 'search',
			parameters: { returnAll: true },
		});
		const ids = cards
			.filter(({ isPurchased }) => !isPurchased)
			.slice(0, 4)
			.map(({ id }) => ({ id }));
		const { outputs } = await bench.run({
			resource: 'resume',
			operation: 'getContacts',
			parameters: {
				resumeId: byId('={{ $json.id }}'),
				purchase: 'buy',
				maxPurchases: 2,
			},
			items: ids,
			onError: 'continueRegularOutput',
		});
		expect(bench.spent()).toBeLessThanOrEqual(2);
		expect(outputs[0]?.filter(({ json }) => json.error)).toHaveLength(4 - bench.spent());
	});
});

describe('Application', () => {
	test('many, one, states, action, viewed', async () => {
		const [application] = await bench.items({
			resource: 'application',
			operation: 'getAll',
			parameters: { updatedSince: since(), limit: 3, filters: { viewed: 'no' } },
		});
		expect(application).toMatchObject({ isViewed: false, id: expect.any(String) as string });
		const applicationIds = String(application?.id);
		expect(
			await bench.first({
				resource: 'application',
				operation: 'get',
				parameters: {
					applicationId: byId(applicationIds),
					output: 'record',
				},
			}),
		).toMatchObject({ record: 'candidate' });
		const states = await bench.items({ resource: 'application', operation: 'getStates' });
		expect(states.length).toBeGreaterThan(3);
		expect(
			await bench.first({
				resource: 'application',
				operation: 'applyAction',
				parameters: { applicationIds, state: 'interview' },
			}),
		).toMatchObject({ applies: [{ state: 'interview' }] });
		expect(
			await bench.first({
				resource: 'application',
				operation: 'markViewed',
				parameters: { applicationIds, viewed: true },
			}),
		).toMatchObject({ applies: [{ is_viewed: true }] });
	});

	test('a date is needed', async () => {
		const { error } = await bench.run({ resource: 'application', operation: 'getAll' });
		expect(error?.description).toContain('Updated Since');
	});
});

describe('Candidate', () => {
	test("collect, classify, build: the recruiter's job end to end", async () => {
		const { chatId } = (await bench.simulator.control.avito.newApplication({})) as {
			chatId: string;
		};
		await bench.simulator.control.avito.candidateWrites({ chatId, text: 'Не интересно' });
		const raw = await bench.items({
			resource: 'candidate',
			operation: 'collect',
			parameters: { applicationsSince: since(), output: 'raw' },
		});
		expect(raw.length).toBeGreaterThan(50);
		expect(raw.find((candidate) => candidate.chatId === chatId)).toMatchObject({
			status: 'NOT_INTERESTED',
		});
		const phone = raw.find((candidate) => candidate.phone)?.phone;
		const classified = await bench.run({
			resource: 'candidate',
			operation: 'classify',
			parameters: { stopList: [{ телефон: String(phone), 'полный комментарий': 'не звонить' }] },
			items: raw,
		});
		const items = (classified.outputs[0] ?? []).map(({ json }) => json);
		expect(classified.outputs[0]?.[3]?.pairedItem).toEqual([{ item: 3 }]);
		expect(items.filter(({ excluded }) => excluded).length).toBeGreaterThan(0);
		const workbook = await bench.run({
			resource: 'candidate',
			operation: 'buildWorkbook',
			parameters: { options: { expectedCount: 1 } },
			items,
		});
		expect(workbook.outputs[0]?.[0]).toMatchObject({
			json: {
				candidates: items.length,
				sheets: [
					'paid_cvs',
					'Для_звонков',
					'Кому_не_писали',
					'на_сегодня',
					'Исключено_по_стоплисту',
					'summary',
				],
			},
			binary: { data: { fileName: 'candidates.xlsx' } },
		});
		const rows = await bench.items({
			resource: 'candidate',
			operation: 'buildWorkbook',
			parameters: { result: 'rows' },
			items,
		});
		expect(new Set(rows.map(({ sheet }) => sheet)).size).toBeGreaterThan(4);
		expect(bench.spent()).toBe(0);
	});

	test('an item that is no candidate is named', async () => {
		const { error } = await bench.run({
			resource: 'candidate',
			operation: 'buildWorkbook',
			items: [{ hello: 1 }],
		});
		expect(error?.message).toContain('Item 0 is not a candidate');
	});
});
