import type { IDataObject } from 'n8n-workflow';
import { Avito } from '../../../nodes/Avito/Avito.node';
import type { FaultInput } from '../../../simulator';
import { byId } from '../../support/workflow';
import { AvitoBench } from './support';

const CREATE = 'POST /job/v2/vacancies';
const PROLONG = 'POST /job/v1/vacancies/:vacancy_id/prolongate';

const bench = new AvitoBench();
beforeEach(async () => {
	await bench.start();
	await bench.hurry();
});
afterEach(async () => await bench.stop());

const loses = (operation: string, fault: Partial<FaultInput> = {}) =>
	bench.simulator.control.fault({
		service: 'avito',
		operation,
		kind: 'answerLost',
		...fault,
	} as FaultInput);
const configure = (settings: object) => bench.simulator.control.avito.configure({ ...settings });

const fields = {
	title: 'Оператор',
	description: '<p>Входящая линия,</p> обучение в первый день.',
	businessArea: '10168',
	schedule: 'shift',
	experience: 'noMatter',
	locality: 'Москва',
	allowSpending: true,
	maxPurchases: 5,
};
const create = async (changes: IDataObject = {}) => {
	const [area] = await bench.items({
		resource: 'apiCall',
		operation: 'read',
		parameters: {
			endpoint: byId('GET /job/v2/vacancy/dict/{dictionary_id}'),
			parameters: { dictionary_id: 'business_area' },
		},
	});
	const parameters = { ...fields, businessArea: String(area?.id), ...changes };
	return await bench.run({ resource: 'vacancy', operation: 'create', parameters });
};
const first = ({ outputs }: Awaited<ReturnType<typeof create>>) => outputs[0]?.[0]?.json;

describe('a vacancy whose answer was lost', () => {
	test('is found among the own ones, and told as made', async () => {
		await configure({ publishMs: 0 });
		loses(CREATE);
		const { error, ...run } = await create();
		expect(error).toBeUndefined();
		expect(first({ ...run })).toMatchObject({ spent: 1, uuid: expect.any(String) as string });
		expect(bench.spent()).toBe(1);
	});

	test('is not paid for again while it may be on its way; then it is returned', async () => {
		loses(CREATE);
		expect((await create()).error?.message).toContain('did not come back');
		const again = await create();
		expect(again.error?.message).toContain('may still be on its way');
		expect(again.error?.description).toContain('Vacancy Code');
		bench.simulator.control.advance(60_000);
		expect(bench.spent()).toBe(1);
		expect(first(await create())).toMatchObject({ alreadyCreated: true, spent: 0 });
		expect(bench.spent()).toBe(1);
		expect(bench.requests(/^POST \/job\/v2\/vacancies$/)).toHaveLength(1);
	});

	test('is known by what it says, also after a restart', async () => {
		loses(CREATE);
		await create();
		bench.simulator.control.advance(60_000);
		await bench.hurry();
		expect(first(await create())).toMatchObject({ alreadyCreated: true, spent: 0 });
		expect(bench.spent()).toBe(1);
	});

	test('a twin with a code of its own, and one in another place, are others', async () => {
		await configure({ publishMs: 0 });
		await create();
		const code = { additionalFields: { vacancyCode: 'B-2' } };
		expect(first(await create(code))).toMatchObject({ spent: 1 });
		expect(first(await create(code))).toMatchObject({ spent: 0, alreadyCreated: true });
		expect(first(await create({ locality: 'Казань' }))).toMatchObject({ spent: 1 });
		bench.simulator.control.advance(1);
		expect(bench.spent()).toBe(3);
	});
});

test('an equal vacancy that Avito is still publishing is not paid for twice', async () => {
	const made = first(await create());
	expect(first(await create())).toMatchObject({ uuid: made?.uuid, spent: 0, alreadyCreated: true });
	bench.simulator.control.advance(60_000);
	expect(bench.spent()).toBe(1);
});

test('one that Avito could not publish may be tried again', async () => {
	await bench.simulator.control.avito.setAccount({ placementsLeft: 0 });
	const made = first(await create());
	bench.simulator.control.advance(60_000);
	await bench.simulator.control.avito.setAccount({ placementsLeft: 20 });
	expect(first(await create())?.uuid).not.toBe(made?.uuid);
});

describe('Prolong', () => {
	let vacancyId: unknown;
	beforeEach(async () => {
		const { vacancies } = bench.simulator.control.state('avito') as {
			vacancies: Array<{ id: number; status: string }>;
		};
		const [{ id } = { id: 0 }] = vacancies.filter(({ status }) => status === 'activated');
		vacancyId = id;
		await bench.simulator.control.avito.changeVacancy({ id, status: 'expired' });
	});
	const prolong = async () =>
		await bench.run({
			resource: 'vacancy',
			operation: 'prolong',
			parameters: { vacancyId: byId(vacancyId), allowSpending: true, maxPurchases: 5 },
		});

	test('offers first what can be prolonged', async () => {
		const context = {
			getNode: () => ({ parameters: { authentication: 'clientCredentials' } }),
			getCredentials: async () => await Promise.resolve(bench.credential()),
			helpers: {},
			logger: console,
		};
		const { searchVacanciesToProlong } = new Avito().methods.listSearch;
		const { results } = await searchVacanciesToProlong.call(context as never);
		const ended = results.filter(({ name }) => !name.includes('still published'));
		expect(ended.map(({ value }) => value)).toContain(String(vacancyId));
		expect(results.slice(0, ended.length)).toEqual(ended);
		expect(results.at(-1)?.name).toContain('still published');
	});

	test('whose answer was lost is seen by the end of the publication', async () => {
		loses(PROLONG);
		expect(first(await prolong())).toMatchObject({ prolonged: true, spent: 1 });
		expect(bench.spent()).toBe(1);
	});

	test('that did not arrive is not paid for again without certainty', async () => {
		loses(PROLONG, { kind: 'reset' });
		expect((await prolong()).error?.message).toContain('did not come back');
		expect((await prolong()).error?.message).toContain('not known whether');
		expect(bench.spent()).toBe(0);
		expect(bench.requests(/prolongate/)).toHaveLength(1);
	});

	test('that shows its effect late is told as done, and not paid for twice', async () => {
		loses(PROLONG, { kind: 'reset' });
		await prolong();
		const id = Number(vacancyId);
		await bench.simulator.control.avito.changeVacancy({ id, status: 'activated' });
		expect(first(await prolong())).toMatchObject({ prolonged: true, spent: 0 });
		expect(bench.requests(/prolongate/)).toHaveLength(1);
	});

	test('by API Call is held back the same way', async () => {
		const call = async () =>
			await bench.run({
				resource: 'apiCall',
				operation: 'write',
				parameters: {
					endpoint: byId('POST /job/v1/vacancies/{vacancy_id}/prolongate'),
					parameters: { vacancy_id: vacancyId },
					body: { billing_type: 'package' },
					allowSpending: true,
				},
			});
		loses(PROLONG);
		expect((await call()).error?.message).toContain('did not come back');
		expect((await call()).error?.message).toContain('not known whether');
		expect(bench.spent()).toBe(1);
		expect(bench.requests(/prolongate/)).toHaveLength(1);
	});
});

test('what certainly took nothing does not count against the ceiling of a run', async () => {
	loses(CREATE, {
		kind: 'status',
		status: 402,
		body: JSON.stringify({ error: { type: 'vacancies', value: 'not_enough_purchased_services' } }),
	} as never);
	const [area] = await bench.items({
		resource: 'apiCall',
		operation: 'read',
		parameters: {
			endpoint: byId('GET /job/v2/vacancy/dict/{dictionary_id}'),
			parameters: { dictionary_id: 'business_area' },
		},
	});
	const { outputs } = await bench.run({
		resource: 'vacancy',
		operation: 'create',
		items: [{ title: 'Оператор' }, { title: 'Кассир' }],
		onError: 'continueRegularOutput',
		parameters: {
			...fields,
			businessArea: String(area?.id),
			title: '={{ $json.title }}',
			maxPurchases: 1,
		},
	});
	expect(outputs[0]?.[0]?.json).toMatchObject({
		error: expect.stringContaining('used up') as string,
	});
	expect(outputs[0]?.[1]?.json).toMatchObject({ spent: 1 });
});
