import { readFileSync } from 'node:fs';
import path from 'node:path';
import { desk } from '../../lib';
import { leadOf } from '../support/records';

const page = readFileSync(path.join(__dirname, '../../docs/desk.md'), 'utf8').replace(/\s+/g, ' ');
const money = { amount: 25_000, currency: 'RUB', kind: 'budget' } as const;
const percent = (share: number) => `${Math.round(share * 100)} %`;
const thousands = (amount: number) => amount.toLocaleString('en');

const offers = Array.from({ length: 20 }, (_, index) => {
	const lead = leadOf({ dedupeKey: `kwork:project:${index}`, money });
	const steps = ['sent', ...(index < 5 ? ['answered'] : []), ...(index < 2 ? ['won'] : [])] as const;
	return steps.map((step) =>
		desk.funnelEvent(lead, step as 'sent', Date.parse('2026-10-01T10:00:00Z')),
	);
}).flat();

describe('the figures of docs/desk.md', () => {
	it('bid', () => {
		const rules = { hours: 10, hourlyRate: 1500, feeShare: 0.2, minimum: 500 };
		const bid = desk.calculateBid({ ...rules, budget: 25_000, competition: 10 });
		expect(page).toContain(`**${thousands(bid.breakEven)} ₽**`);
		expect(page).toContain(`**${thousands(bid.price)} ₽**`);
		expect(page).toContain(`${thousands(bid.net)} ₽ are left, ${thousands(bid.netPerHour)} ₽ an hour`);
	});

	it('score and duration', () => {
		const lead = leadOf({ money, level: 'intermediate' });
		const skills = ['python', 'телеграм бот', 'n8n'];
		const profile = { skills, budgetFloor: 1000, budgetIdeal: 31_000 };
		const { total, parts } = desk.score(lead, profile);
		const shown = ({ points, weight }: { points: number; weight: number }) => `${points} × ${weight}`;
		expect(page).toContain(`Skills ${shown(parts.skills)}`);
		expect(page).toContain(`₽) ${shown(parts.budget)}`);
		expect(page).toContain(`complexity ${shown(parts.complexity)}`);
		expect(page).toContain(`client ${shown(parts.client)} make **${total}**`);
		const { hours, days } = desk.estimateDuration(lead, { allowedDays: desk.KWORK_DAYS });
		expect(page).toContain(`**${hours} hours**, which at five a day are **${days} days**`);
	});

	it('funnel and forecast', () => {
		const [row] = desk.funnelReport(offers, 'none');
		const { answerRate, winRate } = row ?? desk.emptyFunnel();
		for (const [word, rate] of [
			['answered', answerRate],
			['won', winRate],
		] as const) {
			const { share, low, high } = rate;
			expect(page).toContain(
				`${word} ${percent(share ?? 0)} (${percent(low)} to ${percent(high)})`,
			);
		}
		const proposal = { category: '41', budgetBand: null, variant: null };
		const known = desk.forecastAnswer(offers, proposal);
		expect(page).toContain(
			`answered with ${percent(known.expected)}, nine of ten times between ${percent(known.low)} and ${percent(known.high)}`,
		);
		const unknown = desk.forecastAnswer([], proposal);
		expect(page).toContain(
			`says ${percent(unknown.expected)}, between ${percent(unknown.low)} and ${percent(unknown.high)}`,
		);
	});
});
