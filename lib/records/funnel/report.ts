import quantile from '@stdlib/stats-base-dists-beta-quantile';
import { WallClock } from '../../wallClock';
import type { FunnelEvent, FunnelStep } from './events';
import { FUNNEL_STEPS } from './events';

export type Grouping = 'none' | 'day' | 'category' | 'budgetBand' | 'variant' | 'source';

/** A share with its uncertainty: 95 % of the plausible shares lie between low and high. */
export interface Rate {
	share: number | null;
	low: number;
	high: number;
	/** Out of how many. */
	of: number;
}

export interface FunnelRow {
	group: string;
	seen: number;
	fit: number;
	asked: number;
	sent: number;
	answered: number;
	interviewed: number;
	won: number;
	fitRate: Rate;
	answerRate: Rate;
	interviewRate: Rate;
	winRate: Rate;
}

/**
 * Share of `hits` among `of` with the equal-tailed 95 % interval of the Jeffreys prior
 * Beta(½, ½), which stays honest for few events.
 */
export function rate(hits: number, of: number): Rate {
	const [a, b] = [hits + 0.5, of - hits + 0.5];
	return {
		share: of === 0 ? null : hits / of,
		low: hits === 0 ? 0 : quantile(0.025, a, b),
		high: hits === of ? 1 : quantile(0.975, a, b),
		of,
	};
}

/**
 * The furthest step each lead reached counts for all steps before it. Days begin in `timeZone`, an
 * IANA name.
 */
export function funnelReport(
	events: readonly FunnelEvent[],
	by: Grouping,
	timeZone = 'UTC',
): FunnelRow[] {
	const clock = new WallClock(timeZone);
	const leads = new Map<string, { step: number; group: string }>();
	const ordered = [...events].sort((a, b) => a.at.localeCompare(b.at));
	for (const event of ordered) {
		const step = FUNNEL_STEPS.indexOf(event.step);
		const known = leads.get(event.leadKey);
		// A lead belongs to the group of its first event; a later one may still name the variant.
		const group = known && known.group !== 'none' ? known.group : groupOf(event, by, clock);
		leads.set(event.leadKey, { step: Math.max(step, known?.step ?? -1), group });
	}
	const groups = new Map<string, number[]>();
	for (const { step, group } of leads.values()) {
		groups.set(group, [...(groups.get(group) ?? []), step]);
	}
	return [...groups.entries()]
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([group, steps]) => rowOf(group, steps));
}

/** A report of nothing. */
export const emptyFunnel = (): FunnelRow => rowOf('all', []);

function groupOf(event: FunnelEvent, by: Grouping, clock: WallClock): string {
	if (by === 'none') return 'all';
	if (by === 'day') return clock.at(event.at)?.toISOString().slice(0, 10) ?? 'none';
	return event[by] ?? 'none';
}

function rowOf(group: string, steps: readonly number[]): FunnelRow {
	const reached = (step: FunnelStep): number => {
		const index = FUNNEL_STEPS.indexOf(step);
		return steps.filter((one) => one >= index).length;
	};
	const [seen, fit, asked] = [reached('seen'), reached('fit'), reached('asked')];
	const [sent, answered, interviewed, won] = [
		reached('sent'),
		reached('answered'),
		reached('interviewed'),
		reached('won'),
	];
	return {
		group,
		seen,
		fit,
		asked,
		sent,
		answered,
		interviewed,
		won,
		fitRate: rate(fit, seen),
		answerRate: rate(answered, sent),
		interviewRate: rate(interviewed, sent),
		winRate: rate(won, sent),
	};
}
