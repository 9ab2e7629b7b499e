import type { Lead } from '../types';
import { complexityOf } from '../job/score';

export interface DurationRules {
	/** Hours for complexity 0 and for each point of it. */
	baseHours?: number;
	hoursPerPoint?: number;
	/** Hours of work on a calendar day. */
	hoursPerDay?: number;
	/** Share added for talk, changes and surprises. */
	bufferShare?: number;
	/** The service's own list of days; the next one up is taken. */
	allowedDays?: readonly number[];
}

export interface Duration {
	hours: number;
	days: number;
	why: string;
}

/** Kwork takes only these (kwork.md 6.4). */
export const KWORK_DAYS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60] as const;

/** Hours and days for a lead by its complexity; harder work never takes less. */
export function estimateDuration(lead: Lead, rules: DurationRules = {}): Duration {
	const { baseHours = 2, hoursPerPoint = 4, hoursPerDay = 5, bufferShare = 0.3 } = rules;
	const complexity = complexityOf(lead);
	const hours = Math.ceil((baseHours + hoursPerPoint * complexity) * (1 + bufferShare));
	const needed = Math.max(1, Math.ceil(hours / hoursPerDay));
	const days = rules.allowedDays
		? (rules.allowedDays.find((allowed) => allowed >= needed) ?? Math.max(...rules.allowedDays))
		: needed;
	return {
		hours,
		days,
		why: `complexity ${Math.round(complexity * 10) / 10}: ${hours} h with ${bufferShare * 100}% buffer, ${hoursPerDay} h a day`,
	};
}
