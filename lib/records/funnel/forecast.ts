import quantile from '@stdlib/stats-base-dists-beta-quantile';
import type { FunnelEvent } from './events';
import { FUNNEL_STEPS } from './events';

export interface ForecastInput {
	category: string | null;
	budgetBand: string | null;
	variant: string | null;
}

export interface Forecast {
	/** Expected share of answers, 0 to 1. */
	expected: number;
	/** Nine of ten times the true share lies between. */
	low: number;
	high: number;
	/** Own proposals that were sent, and those of them that are alike. */
	history: number;
	alike: number;
	why: string;
}

/** How many alike proposals weigh as much as the whole history. */
const PRIOR_WEIGHT = 10;

/**
 * Chance of an answer to a new proposal from own history: the share among alike proposals, drawn
 * towards the share of all the more the fewer there are (Beta-binomial). With no history it is 0.5
 * and the interval is wide, which is all that can be said.
 */
export function forecastAnswer(events: readonly FunnelEvent[], proposal: ForecastInput): Forecast {
	const sentAt = FUNNEL_STEPS.indexOf('sent');
	const answeredAt = FUNNEL_STEPS.indexOf('answered');
	const proposals = new Map<string, { step: number; facts: ForecastInput }>();
	for (const event of events) {
		const known = proposals.get(event.leadKey);
		proposals.set(event.leadKey, {
			step: Math.max(FUNNEL_STEPS.indexOf(event.step), known?.step ?? -1),
			facts: {
				category: event.category ?? known?.facts.category ?? null,
				budgetBand: event.budgetBand ?? known?.facts.budgetBand ?? null,
				variant: event.variant ?? known?.facts.variant ?? null,
			},
		});
	}
	const sent = [...proposals.values()].filter(({ step }) => step >= sentAt);
	const alike = sent.filter(({ facts }) => isAlike(facts, proposal));
	const answered = (some: typeof sent): number =>
		some.filter(({ step }) => step >= answeredAt).length;

	const overall = (answered(sent) + 0.5) / (sent.length + 1);
	const weight = sent.length === 0 ? 1 : PRIOR_WEIGHT;
	const a = overall * weight + answered(alike);
	const b = (1 - overall) * weight + alike.length - answered(alike);
	return {
		expected: a / (a + b),
		low: quantile(0.05, a, b),
		high: quantile(0.95, a, b),
		history: sent.length,
		alike: alike.length,
		why:
			sent.length === 0
				? 'No proposals so far, so nothing can be said'
				: `${answered(alike)} of ${alike.length} alike proposals were answered, ${answered(sent)} of ${sent.length} in all`,
	};
}

/** Alike: nothing that both name differs. */
function isAlike(facts: ForecastInput, proposal: ForecastInput): boolean {
	return (['category', 'budgetBand', 'variant'] as const).every(
		(name) => facts[name] === null || proposal[name] === null || facts[name] === proposal[name],
	);
}
