import fc from 'fast-check';
import { funnelChart } from '../../../lib/records/funnel/chart';
import type { FunnelStep } from '../../../lib/records/funnel/events';
import { budgetBand, FUNNEL_STEPS, funnelEvent } from '../../../lib/records/funnel/events';
import { forecastAnswer } from '../../../lib/records/funnel/forecast';
import { emptyFunnel, funnelReport, rate } from '../../../lib/records/funnel/report';
import { readFunnelEvent } from '../../../lib/records/funnel/schema';
import { leadOf } from '../../support/records';

const AT = Date.parse('2026-10-01T10:00:00Z');
const event = (id: number, step: FunnelStep, variant?: string) =>
	funnelEvent(leadOf({ dedupeKey: `kwork:project:${id}` }), step, AT + id, { variant });

describe('funnel events', () => {
	it('have one key for one step of one lead', () => {
		expect(event(1, 'sent').eventKey).toBe(event(1, 'sent').eventKey);
		expect(event(1, 'sent').budgetBand).toBe('up to 10000 RUB');
		expect(budgetBand({ money: { amount: 1e6, currency: 'USD', kind: 'fixed' } })).toBe(
			'over 300000 USD',
		);
	});

	it('come back from a table', () => {
		const row = { ...event(1, 'sent'), id: 7, at: new Date(AT), score: '12', variant: '' };
		expect(readFunnelEvent(row)).toMatchObject({
			score: 12,
			variant: null,
			at: '2026-10-01T10:00:00.000Z',
		});
		expect(() => readFunnelEvent({ ...row, step: 'lost' })).toThrow('step');
	});
});

describe('the report', () => {
	const events = [
		...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => event(n, 'seen')),
		...[1, 2, 3, 4].map((n) => event(n, 'sent', n % 2 ? 'A' : 'B')),
		event(1, 'answered'),
		event(2, 'won'),
	];

	it('counts each lead once by the furthest step', () => {
		expect(funnelReport([...events, ...events], 'none')).toMatchObject([
			{ group: 'all', seen: 10, fit: 4, sent: 4, answered: 2, interviewed: 1, won: 1 },
		]);
	});

	it('groups by variant, also when only a later event names it', () => {
		const rows = funnelReport(events, 'variant');
		expect(rows.map(({ group, seen, sent }) => [group, seen, sent])).toEqual([
			['A', 2, 2],
			['B', 2, 2],
			['none', 6, 0],
		]);
	});

	it('never has more in a later step than in an earlier one', () => {
		const some = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...FUNNEL_STEPS)));
		fc.assert(
			fc.property(some, (pairs) => {
				for (const row of funnelReport(
					pairs.map(([id, step]) => event(id, step)),
					'none',
				)) {
					const counts = FUNNEL_STEPS.map((step) => row[step]);
					expect([...counts].sort((a, b) => b - a)).toEqual(counts);
				}
			}),
		);
	});

	it('gives intervals that hold the share and shrink with more data', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (of, raw) => {
				const hits = Math.min(raw, of);
				const small = rate(hits, of);
				const large = rate(hits * 10, of * 10);
				const share = hits / of;
				return (
					small.low <= share &&
					share <= small.high &&
					large.high - large.low < small.high - small.low
				);
			}),
		);
		// The textbook value of the Jeffreys interval for 2 of 10.
		expect(rate(2, 10).low).toBeCloseTo(0.0441, 3);
		expect(rate(2, 10).high).toBeCloseTo(0.5028, 3);
	});
});

describe('the forecast', () => {
	const any = { category: null, budgetBand: null, variant: null };

	it('says that nothing can be said without a history', () => {
		const forecast = forecastAnswer([], any);
		expect(forecast.expected).toBe(0.5);
		expect(forecast.high - forecast.low).toBeGreaterThan(0.8);
	});

	it('rises with every answered proposal and gets surer with every one', () => {
		const history = (sent: number, answered: number) =>
			Array.from({ length: sent }, (_, n) => event(n, n < answered ? 'answered' : 'sent'));
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(59), (sent, raw) => {
				const answered = Math.min(raw, sent - 1);
				const less = forecastAnswer(history(sent, answered), any);
				const more = forecastAnswer(history(sent, answered + 1), any);
				return (
					more.expected > less.expected && less.low <= less.expected && less.expected <= less.high
				);
			}),
		);
		const width = (n: number) => {
			const { low, high } = forecastAnswer(history(n, n / 2), any);
			return high - low;
		};
		expect(width(200)).toBeLessThan(width(20));
	});
});

describe('the chart', () => {
	it('draws every step with its number, also of an empty funnel', () => {
		const row = { ...emptyFunnel(), seen: 812, sent: 43 };
		const svg = funnelChart(row, 'Октябрь');
		expect(svg).toMatch(/^<svg/);
		expect(svg).toContain('812');
		expect(svg).toContain('Октябрь');
		expect(funnelChart(emptyFunnel(), 'x')).toMatch(/^<svg/);
	});
});
