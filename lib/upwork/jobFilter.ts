import { countryCode, countryKey, countryName } from '../countries';
import type { FoundJob } from './schemas/jobs';

/**
 * Filters that run here, because Upwork's search has no such filter or ignores it (upwork.md 3.1).
 * Money in USD. A posting whose value is not known fails a filter on it, unless `keepUnknown`.
 */
export interface LocalJobFilter {
	/** What the client has spent in all. */
	minSpent?: number;
	minHires?: number;
	/** Hires per posted job in percent, 0 to 100; Upwork has no such figure of its own. */
	minHireRate?: number;
	/** Average feedback, 0 to 5. */
	minRating?: number;
	minReviews?: number;
	/** Names in English or Russian, or codes of two or three letters; any of them. */
	countries?: string[];
	excludedCountries?: string[];
	paymentVerified?: boolean;
	jobType?: 'HOURLY' | 'FIXED';
	/** Fixed price: the budget. */
	minBudget?: number;
	maxBudget?: number;
	/** Hourly: the upper end has to reach `min`, the lower end to stay below `max`. */
	minHourlyRate?: number;
	maxHourlyRate?: number;
	maxApplicants?: number;
	postedWithinHours?: number;
	/** Postings that are already filled (`freelancersToHire` 0) are dropped. */
	openOnly?: boolean;
	/** Any of these in title or description, case ignored. */
	anyWords?: string[];
	/** None of these in title or description. */
	noWords?: string[];
	keepUnknown?: boolean;
}

/** The figures behind the filters, as numbers; undefined where Upwork does not tell. */
export function clientFigures(job: FoundJob) {
	const { client } = job;
	const posted = client?.totalPostedJobs ?? undefined;
	const hires = client?.totalHires ?? undefined;
	const reviews = client?.totalReviews ?? undefined;
	return {
		spent: amountOf(client?.totalSpent?.rawValue),
		hires,
		hireRate:
			hires === undefined || !posted
				? undefined
				: Math.min(100, Math.round((hires / posted) * 100)),
		/** 0 means "no review yet", not "bad". */
		rating: reviews === 0 ? undefined : (client?.totalFeedback ?? undefined),
		reviews,
		/** Upwork writes the name, or at times three letters (upwork.md 3.1). */
		country: client?.location?.country ? countryName(client.location.country) : undefined,
		paymentVerified: isVerified(client?.verificationStatus),
	};
}

/** Of the search, null means that it is not verified (upwork.md 3.1); left out, it was not asked. */
function isVerified(status: string | null | undefined): boolean | undefined {
	return status === undefined || status === 'UNKNOWN' ? undefined : status === 'VERIFIED';
}

/**
 * Budget of a fixed-price job or the hourly range, as numbers. An amount of 0 is no price: the job
 * is paid by the hour, or nothing is said of it.
 */
export function budgetOf(job: FoundJob) {
	const low = amountOf(job.hourlyBudgetMin?.rawValue);
	const high = amountOf(job.hourlyBudgetMax?.rawValue);
	const fixed = amountOf(job.amount?.rawValue) || undefined;
	const type = contractTypeOf(job.job?.contractTerms?.contractType) ?? typeByPrice(job, fixed);
	return {
		type,
		fixed: type === 'FIXED' ? fixed : undefined,
		hourlyMin: type === 'HOURLY' ? low : undefined,
		hourlyMax: type === 'HOURLY' ? high : undefined,
		currency: job.amount?.currency ?? job.hourlyBudgetMin?.currency ?? 'USD',
	};
}

/** How a job is paid, where Upwork says it. */
export function contractTypeOf(told: string | null | undefined): 'HOURLY' | 'FIXED' | undefined {
	return told === 'HOURLY' || told === 'FIXED' ? told : undefined;
}

function typeByPrice(job: FoundJob, fixed: number | undefined): 'HOURLY' | 'FIXED' | undefined {
	if (fixed !== undefined) return 'FIXED';
	return job.hourlyBudgetMin || job.hourlyBudgetMax || job.hourlyBudgetType ? 'HOURLY' : undefined;
}

/** Whether a posting passes; `now` is milliseconds since 1970. */
export function passes(job: FoundJob, filter: LocalJobFilter, now: number): boolean {
	const figures = clientFigures(job);
	const budget = budgetOf(job);
	const unknown = filter.keepUnknown ?? false;
	const isTrue = (value: boolean | undefined) => value ?? unknown;
	const atLeast = (value: number | undefined, min: number | undefined) =>
		min === undefined || (value === undefined ? unknown : value >= min);
	const atMost = (value: number | undefined, max: number | undefined) =>
		max === undefined || (value === undefined ? unknown : value <= max);
	const published = timeOf(job.publishedDateTime);
	const hourly = budget.type === 'HOURLY';
	const fixed = budget.type === 'FIXED';
	return (
		atLeast(figures.spent, filter.minSpent) &&
		atLeast(figures.hires, filter.minHires) &&
		atLeast(figures.hireRate, filter.minHireRate) &&
		atLeast(figures.rating, filter.minRating) &&
		atLeast(figures.reviews, filter.minReviews) &&
		matchesCountry(figures.country, filter, unknown) &&
		(!filter.paymentVerified || isTrue(figures.paymentVerified)) &&
		(filter.jobType === undefined ||
			(budget.type === undefined ? unknown : budget.type === filter.jobType)) &&
		(hourly || atLeast(budget.fixed, filter.minBudget)) &&
		(hourly || atMost(budget.fixed, filter.maxBudget)) &&
		(fixed || atLeast(budget.hourlyMax ?? budget.hourlyMin, filter.minHourlyRate)) &&
		(fixed || atMost(budget.hourlyMin ?? budget.hourlyMax, filter.maxHourlyRate)) &&
		atMost(job.totalApplicants ?? undefined, filter.maxApplicants) &&
		(!filter.openOnly || atLeast(job.freelancersToHire ?? undefined, 1)) &&
		(filter.postedWithinHours === undefined ||
			(published === undefined
				? unknown
				: now - published <= filter.postedWithinHours * 3_600_000)) &&
		matchesWords(job, filter, unknown)
	);
}

function matchesCountry(
	country: string | undefined,
	filter: LocalJobFilter,
	unknown: boolean,
): boolean {
	const wanted = filter.countries?.map(countryKey) ?? [];
	const excluded = filter.excludedCountries?.map(countryKey) ?? [];
	if (country === undefined) return wanted.length + excluded.length === 0 || unknown;
	const key = countryKey(country);
	return (wanted.length === 0 || wanted.includes(key)) && !excluded.includes(key);
}

/** Texts in the filters that are no country; they match only what Upwork writes just so. */
export const unknownCountries = ({ countries = [], excludedCountries = [] }: LocalJobFilter) =>
	[...countries, ...excludedCountries].filter((name) => countryCode(name) === undefined);

/** A word that is not in a text which is known in part only may be in the rest of it. */
function matchesWords(job: FoundJob, filter: LocalJobFilter, unknown: boolean): boolean {
	const any = filter.anyWords ?? [];
	const none = filter.noWords ?? [];
	if (any.length === 0 && none.length === 0) return true;
	const text = `${job.title ?? ''}\n${job.description ?? ''}`.toLowerCase();
	const has = (word: string) => text.includes(word.toLowerCase());
	const whole = job.title !== undefined && job.description !== undefined;
	return (
		(any.length === 0 || any.some(has) || (!whole && unknown)) &&
		(none.length === 0 || (!none.some(has) && (whole || unknown)))
	);
}

/** Whether any local filter is set, so that its fields have to be asked for. */
export function isSet(filter: LocalJobFilter | undefined): filter is LocalJobFilter {
	return Object.entries(filter ?? {}).some(
		([name, value]) =>
			name !== 'keepUnknown' &&
			value !== undefined &&
			value !== false &&
			!(Array.isArray(value) && value.length === 0),
	);
}

/** Money texts such as `"72.11"`; undefined for anything that is not a number. */
export function amountOf(text: string | null | undefined): number | undefined {
	if (text === null || text === undefined || text.trim() === '') return undefined;
	const amount = Number(text);
	return Number.isFinite(amount) ? amount : undefined;
}

/** Milliseconds from `2025-10-16T06:06:47+0000`, ISO, or epoch milliseconds as text. */
export function timeOf(text: string | null | undefined): number | undefined {
	if (!text) return undefined;
	if (/^\d{12,14}$/.test(text)) return Number(text);
	const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
	return Number.isNaN(time) ? undefined : time;
}

export function isoTime(text: string | null | undefined): string | undefined {
	const time = timeOf(text);
	return time === undefined ? undefined : new Date(time).toISOString();
}
