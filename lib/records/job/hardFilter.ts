import type { Price, Rates } from '../money';
import { priceOf } from '../money';
import type { Lead } from '../types';
import { phrasesIn } from './words';

/** What a lead has to have. A rule that the service gives no facts for is reported, not guessed. */
export interface HardFilterRules {
	/** For fixed-price postings; hourly ones are not affected. */
	minBudget?: number;
	maxBudget?: number;
	/** For hourly postings; the others are not affected. */
	minHourlyRate?: number;
	maxHourlyRate?: number;
	/** Amounts in another currency are converted by these rates. */
	rates?: Rates;
	/** Currency of all amounts here; default: that of the posting, whichever it is. */
	currency?: string;
	anyKeywords?: readonly string[];
	allKeywords?: readonly string[];
	excludedKeywords?: readonly string[];
	anySkills?: readonly string[];
	minClientRating?: number;
	minClientHireRatePercent?: number;
	minClientSpent?: number;
	paymentVerifiedOnly?: boolean;
	maxAgeHours?: number;
	maxCompetition?: number;
	/** What happens to leads for which a fact is missing; default true. */
	keepUnknown?: boolean;
}

export interface HardFilterResult {
	passed: boolean;
	/** Why not, in words; empty when it passed. */
	reasons: string[];
	/** Rules that could not be checked because the service does not tell the fact. */
	unknown: string[];
}

/** Checks every rule, so that the reasons are complete. */
export function hardFilter(lead: Lead, rules: HardFilterRules, nowMs: number): HardFilterResult {
	const reasons: string[] = [];
	const unknown: string[] = [];
	const { currency, rates = {}, keepUnknown = true } = rules;
	const text = `${lead.title}\n${lead.text}`;

	const bound = (
		name: string,
		value: number | null | undefined,
		limits: { min?: number; max?: number },
		why?: string,
	): void => {
		if (limits.min === undefined && limits.max === undefined) return;
		if (value === null || value === undefined) unknown.push(why ? `${name} (${why})` : name);
		else if (limits.min !== undefined && value < limits.min) {
			reasons.push(`${name} ${round(value)} is below ${limits.min}`);
		} else if (limits.max !== undefined && value > limits.max) {
			reasons.push(`${name} ${round(value)} is above ${limits.max}`);
		}
	};

	const price = priceOf(lead.money, currency, rates);
	const boundPrice = (name: string, told: Price, min?: number, max?: number): void =>
		bound(name, told.amount, { min, max }, told.why);
	if (price.of !== 'hour') boundPrice('Budget', price, rules.minBudget, rules.maxBudget);
	if (price.of !== 'total') {
		boundPrice('Hourly rate', price, rules.minHourlyRate, rules.maxHourlyRate);
	}
	bound('Client rating', lead.client?.rating, { min: rules.minClientRating });
	bound('Client hire rate', lead.client?.hireRatePercent, { min: rules.minClientHireRatePercent });
	const spent = priceOf(lead.client?.spent ?? null, currency, rates);
	boundPrice('Client spent', spent, rules.minClientSpent);
	bound('Competition', lead.competition, { max: rules.maxCompetition });
	const age = lead.createdAt === null ? null : (nowMs - Date.parse(lead.createdAt)) / 3_600_000;
	bound('Age in hours', age, { max: rules.maxAgeHours });

	if (rules.paymentVerifiedOnly) {
		const verified = lead.client?.paymentVerified ?? null;
		if (verified === null) unknown.push('Payment verified');
		else if (!verified) reasons.push('The payment method of the client is not verified');
	}

	const { anyKeywords = [], allKeywords = [], excludedKeywords = [], anySkills = [] } = rules;
	if (anyKeywords.length > 0 && phrasesIn(text, anyKeywords).length === 0) {
		reasons.push(`None of the keywords is in it: ${anyKeywords.join(', ')}`);
	}
	const present = new Set(phrasesIn(text, allKeywords));
	const missing = allKeywords.filter((phrase) => !present.has(phrase));
	if (missing.length > 0) reasons.push(`Missing keywords: ${missing.join(', ')}`);
	const excluded = phrasesIn(text, excludedKeywords);
	if (excluded.length > 0) reasons.push(`Excluded keywords: ${excluded.join(', ')}`);
	if (
		anySkills.length > 0 &&
		phrasesIn(`${lead.skills.join('\n')}\n${text}`, anySkills).length === 0
	) {
		reasons.push(`None of the skills is asked for: ${anySkills.join(', ')}`);
	}

	if (!keepUnknown) reasons.push(...unknown.map((name) => `${name} is not known`));
	return { passed: reasons.length === 0, reasons, unknown };
}

const round = (value: number): number => Math.round(value * 100) / 100;
