import type { IDataObject } from 'n8n-workflow';
import type { Money } from '../../../lib/records';
import { leadOf } from '../../support/records';
import { UpworkBench } from '../Upwork/support';
import { failureOf, jsonOf } from './support';

const lead = (amount: number, kind: Money['kind'], currency = 'USD') =>
	leadOf({ money: { amount, currency, kind } });

const filterOf = async (money: ReturnType<typeof lead>, rules: IDataObject) =>
	(await jsonOf('job', 'hardFilter', [money], { rules, show: 'all' }))[0]?.filter;

interface BudgetPart {
	points: number;
	why: string;
}

const budgetPart = async (money: ReturnType<typeof lead>, parameters: IDataObject) => {
	const [item] = await jsonOf('job', 'score', [money], { skills: '', ...parameters });
	return (item?.score as { parts: { budget: BudgetPart } }).parts.budget;
};

describe('postings of Upwork, as the simulator has them', () => {
	const bench = new UpworkBench();
	let leads: IDataObject[] = [];
	beforeAll(async () => {
		await bench.start();
		const parameters = { returnAll: true, output: 'record' };
		leads = await bench.items({ resource: 'job', operation: 'search', parameters });
	});
	afterAll(async () => await bench.stop());

	const kindOf = ({ money }: IDataObject) => (money as Money | null)?.kind;
	const amountOf = ({ money }: IDataObject) => (money as Money).amount;

	it.each<[string, IDataObject]>([
		['without a currency', {}],
		['in dollars', { currency: 'USD' }],
		['in roubles, with a rate', { currency: 'RUB', rates: { USD: 1 } }],
	])('are filtered by budget or by rate, each by its own rule, %s', async (_, currency) => {
		const rules = { minBudget: 500, minHourlyRate: 60, ...currency };
		const passed = await jsonOf('job', 'hardFilter', leads, { rules });
		const expected = leads.filter((item) =>
			kindOf(item) === 'hourly' ? amountOf(item) >= 60 : amountOf(item) >= 500,
		);
		expect(new Set(expected.map(kindOf))).toEqual(new Set(['hourly', 'budget']));
		expect(passed.map(({ sourceId }) => sourceId)).toEqual(
			expected.map(({ sourceId }) => sourceId),
		);
	});

	it('score by rate or by budget', async () => {
		const scored = await jsonOf('job', 'score', leads, {
			skills: '',
			budgetFloor: 100,
			budgetIdeal: 3000,
			rateFloor: 10,
			rateIdeal: 80,
		});
		for (const item of scored) {
			const { budget } = (item.score as { parts: { budget: BudgetPart } }).parts;
			const [low, high] = kindOf(item) === 'hourly' ? [10, 80] : [100, 3000];
			const wanted = ((amountOf(item) - low) / (high - low)) * 10;
			expect(budget.points).toBeCloseTo(Math.min(10, Math.max(0, wanted)), 1);
		}
	});
});

describe('Hard Filter', () => {
	it('lets a rule of the budget alone where the job is paid by the hour, and the other way', async () => {
		expect(await filterOf(lead(71, 'hourly'), { minBudget: 500 })).toEqual({
			passed: true,
			reasons: [],
			unknown: [],
		});
		expect(await filterOf(lead(71, 'budget'), { minHourlyRate: 100 })).toMatchObject({
			passed: true,
		});
		expect(await filterOf(lead(71, 'hourly'), { minHourlyRate: 80 })).toMatchObject({
			passed: false,
			reasons: ['Hourly rate 71 is below 80'],
		});
		expect(await filterOf(lead(71, 'hourly'), { maxHourlyRate: 70 })).toMatchObject({
			reasons: ['Hourly rate 71 is above 70'],
		});
	});

	it('takes amounts without a currency as those of the posting', async () => {
		expect(await filterOf(lead(71, 'budget'), { minBudget: 500 })).toMatchObject({
			passed: false,
			reasons: ['Budget 71 is below 500'],
		});
	});

	it('says which rate is missing instead of passing unheard', async () => {
		const rules = { minBudget: 500, currency: 'rub' };
		const why = 'Budget (no exchange rate from USD to RUB)';
		expect(await filterOf(lead(71, 'budget'), rules)).toEqual({
			passed: true,
			reasons: [],
			unknown: [why],
		});
		expect(await filterOf(lead(71, 'budget'), { ...rules, keepUnknown: false })).toMatchObject({
			passed: false,
			reasons: [`${why} is not known`],
		});
	});

	it('knows nothing of the budget where the price is a monthly salary', async () => {
		expect(await filterOf(lead(71, 'monthly', 'RUB'), { minBudget: 500 })).toMatchObject({
			passed: true,
			unknown: ['Budget (the price is a monthly salary)'],
		});
	});

	it.each<[string, IDataObject]>([
		['Currency', { currency: 'roubles' }],
		['Exchange Rates', { rates: { USD: 'ninety' } }],
		['Exchange Rates', { rates: { USD: 0 } }],
		['Exchange Rates', { rates: '[90]' }],
		['Exchange Rates', { rates: { dollar: 90 } }],
	])('refuses what is no %s: %j', async (name, rules) => {
		const given = { rules: { minBudget: 1, ...rules } };
		const failure = await failureOf('job', 'hardFilter', [lead(1, 'budget')], given);
		expect(failure).toMatchObject({
			error: expect.stringContaining(`"${name}"`) as string,
			details: expect.stringMatching(/e\.g\.|such as/) as string,
		});
	});
});

describe('Score', () => {
	it('says that it knows no measure for a rate, and none for a currency', async () => {
		const budget = { budgetFloor: 100, budgetIdeal: 3000 };
		expect(await budgetPart(lead(71, 'hourly'), budget)).toMatchObject({
			points: 5,
			why: expect.stringContaining('no hourly rates to compare') as string,
		});
		expect(await budgetPart(lead(71, 'budget'), { options: { currency: 'EUR' } })).toMatchObject({
			points: 5,
			why: expect.stringContaining('no exchange rate from USD to EUR') as string,
		});
	});

	it('measures a rate by its own floor and ideal', async () => {
		const rates = { rateFloor: 30, rateIdeal: 80, budgetFloor: 500, budgetIdeal: 3000 };
		expect(await budgetPart(lead(71, 'hourly'), rates)).toMatchObject({
			points: 8.2,
			why: 'hourly rate 71 USD between 30 and 80',
		});
		expect(
			await budgetPart(lead(6390, 'hourly', 'RUB'), {
				...rates,
				options: { currency: 'USD', rates: { USD: 90 } },
			}),
		).toMatchObject({ points: 8.2 });
	});
});

describe('an hourly rate is no total anywhere else', () => {
	it('is not the amount of a deal in a CRM', async () => {
		for (const kind of ['hourly', 'monthly'] as const) {
			for (const crm of ['amocrm', 'bitrix24', 'hubspot']) {
				const [made] = await jsonOf('lead', 'toCrm', [lead(71, kind)], { crm });
				expect(JSON.stringify(made)).not.toMatch(/"(price|OPPORTUNITY|amount)":/);
			}
		}
	});

	it('has bands of its own in the funnel', async () => {
		const bands = (kind: Money['kind']) =>
			jsonOf('funnel', 'recordEvent', [lead(71, kind)], { step: 'seen' });
		expect(await bands('hourly')).toMatchObject([{ budgetBand: 'up to 100 USD an hour' }]);
		expect(await bands('budget')).toMatchObject([{ budgetBand: 'up to 1000 USD' }]);
		expect(await bands('monthly')).toMatchObject([{ budgetBand: 'up to 1000 USD a month' }]);
	});
});
