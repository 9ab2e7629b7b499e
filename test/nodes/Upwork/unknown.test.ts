import type { IDataObject } from 'n8n-workflow';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const jobs = async (operation: string, parameters: IDataObject = {}) =>
	await bench.items({
		resource: 'job',
		operation,
		parameters: { returnAll: true, ...parameters },
	});

const clientsOf = (items: IDataObject[]) => items.map(({ client }) => client as IDataObject);
const idsOf = (items: IDataObject[]) => items.map(({ id }) => id);

/** Every value that stands at `name`, once. */
const valuesOf = (items: IDataObject[], name: string) => [
	...new Set(items.map((item) => item[name])),
];

describe('what Upwork was not asked for is unknown, not "no"', () => {
	it('in a search for few fields', async () => {
		const found = await jobs('search', { fields: 'minimal' });
		expect(found.length).toBeGreaterThan(250);
		for (const name of ['type', 'budget', 'description', 'skills', 'applicants']) {
			expect([name, valuesOf(found, name)]).toEqual([name, [null]]);
		}
		expect(valuesOf(clientsOf(found), 'paymentVerified')).toEqual([null]);
	});

	it('in the records of such a search', async () => {
		const found = await jobs('search', { fields: 'minimal', output: 'record' });
		expect(valuesOf(clientsOf(found), 'paymentVerified')).toEqual([null]);
		expect(valuesOf(found, 'sourceStatus')).toEqual([null]);
		expect(valuesOf(found, 'money')).toEqual([null]);
	});

	it('in the public search, which tells the type and nothing of payment', async () => {
		const found = await jobs('searchPublic');
		expect(valuesOf(clientsOf(found), 'paymentVerified')).toEqual([null]);
		expect(valuesOf(clientsOf(found), 'spent')).toEqual([null]);
		expect(valuesOf(found, 'type').sort()).toEqual(['fixed', 'hourly']);
		const records = await jobs('searchPublic', { output: 'record' });
		expect(valuesOf(clientsOf(records), 'paymentVerified')).toEqual([null]);
	});

	it('but what was answered is said: an unverified client is not an unknown one', async () => {
		const found = await jobs('search');
		expect(valuesOf(clientsOf(found), 'paymentVerified').sort()).toEqual([false, true]);
		expect(valuesOf(found, 'type').sort()).toEqual(['fixed', 'hourly']);
	});

	it.each<[string, IDataObject]>([
		['words of the description', { anyWords: 'HubSpot, scraping, glossary' }],
		['words that must not be in it', { noWords: 'forms, mail' }],
		['kind of payment', { jobType: 'HOURLY' }],
		['verified payment', { paymentVerified: true }],
		['an open position', { openOnly: true }],
		['a budget', { minBudget: 500, minHourlyRate: 40 }],
	])('and a filter by %s finds the same in few fields as in all', async (_, qualityFilters) => {
		const all = await jobs('search', { qualityFilters });
		const few = await jobs('search', { fields: 'minimal', qualityFilters });
		expect(all.length).toBeGreaterThan(10);
		expect(idsOf(few)).toEqual(idsOf(all));
	});
});

describe('countries, which Upwork names in words or by three letters', () => {
	beforeEach(() => {
		bench.control.newJob({ title: 'Help wanted in Pune', country: 'IND' });
		bench.control.newJob({ title: 'Help wanted in Surat', country: 'India' });
	});

	const countriesOf = (items: IDataObject[]) => valuesOf(clientsOf(items), 'country');

	it.each(['India', 'IND', 'in', 'Индия', 'Germany, india'])(
		'are one thing to Excluded Countries: %s',
		async (excludedCountries) => {
			const found = await jobs('search', { qualityFilters: { excludedCountries } });
			expect(found.length).toBeGreaterThan(200);
			expect(countriesOf(found)).not.toContain('India');
			expect(found.filter(({ title }) => /Pune|Surat/.test(String(title)))).toEqual([]);
		},
	);

	it.each(['Netherlands', 'NLD', 'nl'])('are one thing to Countries: %s', async (countries) => {
		const found = await jobs('search', { qualityFilters: { countries } });
		expect(found.length).toBeGreaterThan(5);
		expect(countriesOf(found)).toEqual(['Netherlands']);
	});

	it('are shown by one name in all outputs but Raw', async () => {
		const titled = { searchFilters: { title: 'Help wanted' } };
		const records = await jobs('search', { ...titled, output: 'record' });
		expect(countriesOf(await jobs('search', titled))).toEqual(['India']);
		expect(
			valuesOf(
				records.map(({ person }) => person as IDataObject),
				'country',
			),
		).toEqual(['India']);
	});

	it('that are not known are said, for a slip lets others through', async () => {
		const { outputs, run } = await bench.run({
			resource: 'job',
			operation: 'search',
			parameters: { limit: 5, qualityFilters: { excludedCountries: 'Indai' } },
		});
		expect(outputs[0]).toHaveLength(5);
		const hints = JSON.stringify(run.data.resultData.runData.Tested?.[0]?.hints);
		expect(hints).toContain('Indai');
	});
});

describe('the price of an own proposal', () => {
	it('is a rate where the job is paid by the hour', async () => {
		const parameters = { statuses: [], returnAll: true };
		const call = { resource: 'proposal', operation: 'getAll' };
		const simple = await bench.items({ ...call, parameters });
		expect(valuesOf(simple, 'type').sort()).toEqual(['fixed', 'hourly']);
		const records = await bench.items({ ...call, parameters: { ...parameters, output: 'record' } });
		const kinds = records.map(({ money }) => (money as IDataObject | null)?.kind);
		expect(kinds).toEqual(simple.map(({ type }) => type));
	});
});
