import type { Lead, Money, Source } from '../types';

/** The steps of a lead in the order a good one takes them. */
export const FUNNEL_STEPS = [
	'seen',
	'fit',
	'asked',
	'sent',
	'answered',
	'interviewed',
	'won',
] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** One row of the event table: a lead reached a step. */
export interface FunnelEvent {
	/** `dedupeKey:step`; a second row with the same key changes nothing. */
	eventKey: string;
	leadKey: string;
	source: Source;
	step: FunnelStep;
	/** ISO time. */
	at: string;
	category: string | null;
	/** Upper end of the band the budget lies in, e.g. `up to 10000 RUB`. */
	budgetBand: string | null;
	variant: string | null;
	score: number | null;
}

const BANDS = [1000, 3000, 10_000, 30_000, 100_000, 300_000];
const HOURLY_BANDS = [10, 30, 100, 300, 1000, 3000];

/** What a price is for; totals need no word. */
const PER: Partial<Record<Money['kind'], string>> = { hourly: ' an hour', monthly: ' a month' };

export function budgetBand(lead: Pick<Lead, 'money'>): string | null {
	if (!lead.money) return null;
	const { amount, currency, kind } = lead.money;
	const bands = kind === 'hourly' ? HOURLY_BANDS : BANDS;
	const unit = `${currency}${PER[kind] ?? ''}`;
	const end = bands.find((band) => amount <= band);
	return end === undefined ? `over ${bands.at(-1)} ${unit}` : `up to ${end} ${unit}`;
}

export function funnelEvent(
	lead: Pick<Lead, 'source' | 'dedupeKey' | 'category' | 'money'>,
	step: FunnelStep,
	atMs: number,
	facts: { variant?: string; score?: number } = {},
): FunnelEvent {
	return {
		eventKey: `${lead.dedupeKey}:${step}`,
		leadKey: lead.dedupeKey,
		source: lead.source,
		step,
		at: new Date(atMs).toISOString(),
		category: lead.category,
		budgetBand: budgetBand(lead),
		variant: facts.variant ?? null,
		score: facts.score ?? null,
	};
}
