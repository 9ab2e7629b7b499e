import type { Rates } from '../money';
import { priceOf } from '../money';
import type { Lead } from '../types';
import { phrasesIn } from './words';

export interface ScoreProfile {
	skills: readonly string[];
	/** Budget that gets 0 points, and the one from which it gets all 10, in `currency`. */
	budgetFloor: number;
	budgetIdeal: number;
	/** The same for postings that are paid by the hour, which say nothing of a budget. */
	rateFloor?: number;
	rateIdeal?: number;
	/** Default: that of the posting, whichever it is. */
	currency?: string;
	rates?: Rates;
	/** Complexity that suits best, 0 (trivial) to 10 (very hard). */
	idealComplexity?: number;
	weights?: Partial<Weights>;
}

export interface Weights {
	skills: number;
	budget: number;
	complexity: number;
	client: number;
}

export interface Part {
	/** 0 to 10. */
	points: number;
	weight: number;
	why: string;
}

export interface Score {
	/** 0 to 100, the weighted mean of the parts. */
	total: number;
	parts: Record<keyof Weights, Part>;
	/** One sentence for a person. */
	summary: string;
}

export const DEFAULT_WEIGHTS: Weights = { skills: 0.4, budget: 0.3, complexity: 0.1, client: 0.2 };

const clamp = (value: number): number => Math.min(10, Math.max(0, value));
const tidy = (value: number): number => Math.round(value * 100) / 100;

/**
 * How well a lead fits, from 0 to 100. More matching skills, a higher budget and a better client
 * never lower it. What is not known counts as the middle (5) and is said.
 */
export function score(lead: Lead, profile: ScoreProfile): Score {
	const weights = { ...DEFAULT_WEIGHTS, ...profile.weights };
	const points = {
		skills: skillPoints(lead, profile),
		budget: budgetPoints(lead, profile),
		complexity: complexityPoints(lead, profile.idealComplexity ?? 5),
		client: clientPoints(lead),
	};
	const sum = weights.skills + weights.budget + weights.complexity + weights.client;
	const part = (name: keyof Weights): Part => ({
		points: tidy(points[name].points),
		weight: weights[name],
		why: points[name].why,
	});
	const parts = {
		skills: part('skills'),
		budget: part('budget'),
		complexity: part('complexity'),
		client: part('client'),
	};
	const weighted = Object.values(parts).reduce((total, one) => total + one.points * one.weight, 0);
	const total = sum > 0 ? tidy((weighted / sum) * 10) : 0;
	const ranked = Object.values(parts)
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.points - a.points);
	const best = ranked[0]?.why ?? '';
	const worst = ranked.at(-1)?.why ?? '';
	return { total, parts, summary: `${total} of 100. Best: ${best}. Weakest: ${worst}.` };
}

interface Points {
	points: number;
	why: string;
}

function skillPoints(lead: Lead, { skills }: ScoreProfile): Points {
	if (skills.length === 0) return { points: 5, why: 'no skills in the profile' };
	const asked = lead.skills.length > 0 ? lead.skills : undefined;
	const text = `${lead.title}\n${lead.text}\n${lead.skills.join('\n')}`;
	const known = phrasesIn(text, skills);
	// Three named skills, or all that are asked for, are a full match.
	const enough = Math.min(asked?.length ?? 3, 3, skills.length);
	return {
		points: clamp((known.length / enough) * 10),
		why:
			known.length > 0
				? `skills asked for: ${known.join(', ')}`
				: 'none of your skills is asked for',
	};
}

function budgetPoints(lead: Lead, profile: ScoreProfile): Points {
	const { of, amount, currency, why } = priceOf(lead.money, profile.currency, profile.rates ?? {});
	const name = of === 'hour' ? 'hourly rate' : 'budget';
	if (amount === undefined) {
		return {
			points: 5,
			why: why === undefined ? `${name} not known` : `${name} not known: ${why}`,
		};
	}
	const [floor, ideal] =
		of === 'hour'
			? [profile.rateFloor, profile.rateIdeal]
			: [profile.budgetFloor, profile.budgetIdeal];
	const told = `${name} ${tidy(amount)} ${currency}`;
	if (floor === undefined || ideal === undefined) {
		return { points: 5, why: `${told}, no hourly rates to compare it with are set` };
	}
	const points =
		ideal > floor ? clamp(((amount - floor) / (ideal - floor)) * 10) : amount >= ideal ? 10 : 0;
	return { points, why: `${told} between ${floor} and ${ideal}` };
}

const LEVELS = { entry: 2, intermediate: 5, expert: 8 };

/** Complexity of a lead: the level asked for, else how long its text is. */
export function complexityOf(lead: Lead): number {
	if (lead.level) return LEVELS[lead.level];
	return clamp(1 + lead.text.length / 250);
}

function complexityPoints(lead: Lead, ideal: number): Points {
	const complexity = complexityOf(lead);
	return {
		points: clamp(10 - Math.abs(complexity - ideal)),
		why: `complexity about ${tidy(complexity)}, best for you is ${ideal}`,
	};
}

function clientPoints({ client }: Lead): Points {
	const facts = [
		client?.rating !== null && client?.rating !== undefined
			? { points: clamp(client.rating * 2), why: `rating ${client.rating}` }
			: undefined,
		client?.hireRatePercent !== null && client?.hireRatePercent !== undefined
			? {
					points: clamp(client.hireRatePercent / 10),
					why: `hires for ${client.hireRatePercent}% of postings`,
				}
			: undefined,
		client?.paymentVerified !== null && client?.paymentVerified !== undefined
			? {
					points: client.paymentVerified ? 10 : 0,
					why: client.paymentVerified ? 'payment verified' : 'payment not verified',
				}
			: undefined,
	].filter((fact) => fact !== undefined);
	if (facts.length === 0) return { points: 5, why: 'client not known' };
	return {
		points: facts.reduce((sum, { points }) => sum + points, 0) / facts.length,
		why: `client: ${facts.map(({ why }) => why).join(', ')}`,
	};
}

/** Highest scores first, equal ones in the order they came; those below `minScore` are left out. */
export function topN<T>(
	items: readonly T[],
	scoreOf: (item: T) => number,
	n: number,
	minScore = 0,
): T[] {
	return items
		.map((item, index) => ({ item, index, total: scoreOf(item) }))
		.filter(({ total }) => total >= minScore)
		.sort((a, b) => b.total - a.total || a.index - b.index)
		.slice(0, n)
		.map(({ item }) => item);
}
