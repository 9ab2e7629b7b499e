import type { ProposalStatus } from './documents/proposals';
import { PROPOSAL_STATUSES } from './documents/proposals';
import { WallClock } from '../wallClock';
import { timeOf } from './jobFilter';
import type { UpworkProposals } from './proposals';

export type Period = 'day' | 'week' | 'month' | 'all';

export interface FunnelRow {
	/** `2026-11-16` (the day, or the week's Monday), `2026-11`, or `all`. */
	period: string;
	submitted: number;
	byStatus: Record<ProposalStatus, number>;
	/** Clients that wrote, offered or hired. */
	answered: number;
	hired: number;
	/** 0 to 100, one decimal; null without proposals. */
	answerRatePercent: number | null;
	hireRatePercent: number | null;
}

const ANSWERED: readonly ProposalStatus[] = ['Activated', 'Offered', 'Hired'];

/**
 * Own proposals by the time they were made and the state they are in now. Upwork keeps no history of
 * states, so a proposal counts once, under its present one. Days begin in `timeZone`, an IANA name.
 */
export async function proposalFunnel(
	proposals: UpworkProposals,
	options: {
		since?: string;
		until?: string;
		period: Period;
		timeZone?: string;
		signal?: AbortSignal;
	},
): Promise<FunnelRow[]> {
	const since = timeOf(options.since) ?? -Infinity;
	const until = timeOf(options.until) ?? Infinity;
	const clock = new WallClock(options.timeZone ?? 'UTC');
	const rows = new Map<string, FunnelRow>();
	const counts = PROPOSAL_STATUSES.map(async (status) => {
		const list = proposals.list({
			statuses: [status],
			limit: Infinity,
			fields: { set: 'minimal' },
			signal: options.signal,
		});
		for await (const { auditDetails } of list) {
			const made = timeOf(auditDetails?.createdDateTime?.rawValue);
			if (made !== undefined && made < since) break; // newest first
			if (made !== undefined && made > until) continue;
			const period = periodOf(made, options.period, clock);
			const row = rows.get(period) ?? emptyRow(period);
			rows.set(period, row);
			row.byStatus[status] += 1;
			row.submitted += 1;
		}
	});
	await Promise.all(counts);
	return [...rows.values()].map(withRates).sort((a, b) => a.period.localeCompare(b.period));
}

function emptyRow(period: string): FunnelRow {
	const byStatus = Object.fromEntries(PROPOSAL_STATUSES.map((status) => [status, 0])) as Record<
		ProposalStatus,
		number
	>;
	return {
		period,
		submitted: 0,
		byStatus,
		answered: 0,
		hired: 0,
		answerRatePercent: null,
		hireRatePercent: null,
	};
}

function withRates(row: FunnelRow): FunnelRow {
	const answered = ANSWERED.reduce((sum, status) => sum + row.byStatus[status], 0);
	const hired = row.byStatus.Hired;
	const percent = (part: number) => Math.round((part / row.submitted) * 1000) / 10;
	return {
		...row,
		answered,
		hired,
		answerRatePercent: percent(answered),
		hireRatePercent: percent(hired),
	};
}

function periodOf(time: number | undefined, period: Period, clock: WallClock): string {
	if (period === 'all') return 'all';
	const date = clock.at(time);
	if (date === null) return 'unknown';
	if (period === 'month') return date.toISOString().slice(0, 7);
	if (period === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
	return date.toISOString().slice(0, 10);
}
