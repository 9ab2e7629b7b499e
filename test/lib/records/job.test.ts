import fc from 'fast-check';
import { readAnalysis } from '../../../lib/records/job/aiAnalysis';
import { hardFilter } from '../../../lib/records/job/hardFilter';
import { score, topN } from '../../../lib/records/job/score';
import { phrasesIn } from '../../../lib/records/job/words';
import { convert } from '../../../lib/records/money';
import { leadOf } from '../../support/records';

const NOW = Date.parse('2026-10-01T12:00:00Z');

describe('words', () => {
	it.each([
		['Нужны боты для магазинов', ['бот'], ['бот']],
		['Сделать ботов', ['боты'], ['боты']],
		['Building parsers and bots', ['parser', 'bot'], ['parser', 'bot']],
		['Ещё одна правка', ['еще'], ['еще']],
		['Разработка на C++ и C#', ['c++', 'c#'], ['c++', 'c#']],
		['Телеграм бот для оплаты', ['телеграм-бот'], ['телеграм-бот']],
		['Работа с таблицами', ['бот'], []],
		['Оплата картой', ['оплата по карте'], []],
	])('finds word forms in %p', (text, phrases, found) => {
		expect(phrasesIn(text, phrases)).toEqual(found);
	});
});

describe('the hard filter', () => {
	it('lets a lead through that keeps every rule', () => {
		const rules = {
			minBudget: 5000,
			maxBudget: 10_000,
			anyKeywords: ['боты'],
			allKeywords: ['заявка', 'таблица'],
			excludedKeywords: ['wordpress'],
			anySkills: ['python'],
			minClientRating: 4,
			minClientHireRatePercent: 50,
			maxAgeHours: 3,
			maxCompetition: 10,
		};
		expect(hardFilter(leadOf(), rules, NOW)).toEqual({ passed: true, reasons: [], unknown: [] });
	});

	it('names every rule that is broken', () => {
		const result = hardFilter(
			leadOf(),
			{ minBudget: 10_000, excludedKeywords: ['телеграм'], maxCompetition: 5, maxAgeHours: 1 },
			NOW,
		);
		expect(result.passed).toBe(false);
		expect(result.reasons).toEqual([
			'Budget 6000 is below 10000',
			'Competition 7 is above 5',
			'Age in hours 2 is above 1',
			'Excluded keywords: телеграм',
		]);
	});

	it('reports facts that are not known, and drops the lead only where asked', () => {
		const lead = leadOf({ money: null, client: null });
		const rules = { minBudget: 1, paymentVerifiedOnly: true };
		expect(hardFilter(lead, rules, NOW)).toEqual({
			passed: true,
			reasons: [],
			unknown: ['Budget', 'Payment verified'],
		});
		expect(hardFilter(lead, { ...rules, keepUnknown: false }, NOW).passed).toBe(false);
	});

	it('converts currencies by the rates it is given and guesses none', () => {
		const usd = { amount: 100, currency: 'USD', kind: 'fixed' as const };
		expect(convert(usd, 'RUB', { USD: 90 })).toBe(9000);
		expect(convert({ ...usd, currency: 'RUB', amount: 9000 }, 'USD', { USD: 90 })).toBe(100);
		expect(convert(usd, 'RUB', {})).toBeUndefined();
	});

	it('passes whatever passes a stricter rule', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 1e6 }),
				fc.integer({ min: 0, max: 1e6 }),
				(amount, floor) => {
					const lead = leadOf({ money: { amount, currency: 'RUB', kind: 'budget' } });
					const strict = hardFilter(lead, { minBudget: floor + 1 }, NOW).passed;
					return !strict || hardFilter(lead, { minBudget: floor }, NOW).passed;
				},
			),
		);
	});
});

describe('the score', () => {
	const profile = {
		skills: ['python', 'телеграм бот', 'n8n'],
		budgetFloor: 1000,
		budgetIdeal: 11_000,
	};

	it('explains every number', () => {
		const result = score(leadOf(), profile);
		expect(result.parts.skills).toEqual({
			points: 6.67,
			weight: 0.4,
			why: 'skills asked for: python, телеграм бот',
		});
		expect(result.parts.budget.points).toBe(5);
		expect(result.parts.client).toEqual({
			points: 7.8,
			weight: 0.2,
			why: 'client: rating 4.5, hires for 66% of postings',
		});
		const sum = Object.values(result.parts).reduce(
			(all, { points, weight }) => all + points * weight,
			0,
		);
		expect(result.total).toBeCloseTo(sum * 10, 1);
		expect(result.summary).toContain(`${result.total} of 100`);
	});

	const lead = fc.record({
		amount: fc.integer({ min: 0, max: 1e6 }),
		rating: fc.double({ min: 0, max: 5, noNaN: true }),
		words: fc.subarray(['python', 'n8n', 'php']),
	});
	const make = ({ amount, rating, words }: { amount: number; rating: number; words: string[] }) =>
		leadOf({
			text: words.join(' '),
			money: { amount, currency: 'RUB', kind: 'budget' },
			client: { rating, spent: null, hires: null, hireRatePercent: null, paymentVerified: null },
		});

	it('stays within 0 and 100 and is reproducible', () => {
		fc.assert(
			fc.property(lead, (facts) => {
				const { total } = score(make(facts), profile);
				return total >= 0 && total <= 100 && total === score(make(facts), profile).total;
			}),
		);
	});

	it('never falls with a higher budget or a better rating', () => {
		fc.assert(
			fc.property(
				lead,
				fc.integer({ min: 0, max: 1e5 }),
				fc.double({ min: 0, max: 5, noNaN: true }),
				(facts, more, better) => {
					const before = score(make(facts), profile).total;
					const after = score(
						make({ ...facts, amount: facts.amount + more, rating: Math.max(facts.rating, better) }),
						profile,
					).total;
					return after >= before;
				},
			),
		);
	});

	it('takes the best N, equal ones in their order', () => {
		const items = [3, 9, 9, 1, 7].map((value, index) => ({ value, index }));
		expect(topN(items, ({ value }) => value, 3, 2).map(({ index }) => index)).toEqual([1, 2, 4]);
		expect(topN(items, ({ value }) => value, 9, 8)).toHaveLength(2);
	});
});

describe("a model's answer", () => {
	it.each([
		['plain JSON', '{"fit": 80, "reasons": ["a"]}', false],
		['a code fence', '```json\n{"fit": "80", "reasons": ["a"]}\n```', true],
		['a missing quote and a trailing comma', "{fit: 80, reasons: ['a'],}", true],
		['an object', { fit: 80, reasons: ['a'] }, false],
	])('is read from %s', (_, answer, repaired) => {
		expect(readAnalysis(answer)).toMatchObject({
			ok: true,
			repaired,
			analysis: { fit: 80, reasons: ['a'] },
		});
	});

	it.each([
		['no JSON at all', 'I would take it'],
		['no fit', '{"reasons": []}'],
		['a fit that is no number', '{"fit": "good"}'],
		['nothing', undefined],
	])('is marked when it has %s', (_, answer) => {
		const result = readAnalysis(answer);
		expect(result.ok).toBe(false);
		expect('problems' in result && result.problems.length).toBeGreaterThan(0);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (answer) => {
				readAnalysis(answer);
				return true;
			}),
		);
	});
});
