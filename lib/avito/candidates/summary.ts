import type { ControlResult } from './control';
import type { ChatStatus } from './status';
import { CHAT_STATUSES } from './status';
import type { WallClock } from '../../wallClock';
import type { ClassifiedCandidate } from './types';

export interface SummaryInput {
	candidates: readonly ClassifiedCandidate[];
	clock: WallClock;
	runAtMs: number;
	stopListSize?: number;
	control?: ControlResult;
	/** Contacts that this run took from the package. */
	contactsSpent?: number;
	coverage?: { capHit: boolean; complete: boolean; found: number };
	/** Failures by kind. */
	errors?: Readonly<Record<string, number>>;
	version?: string;
}

type Metric = [metric: string, value: string | number | Date | null];

/** Metrics of the run, for the last sheet (avito.md 6.4); what is not known is left out. */
export function summaryRows(input: SummaryInput, notContacted: number): Metric[] {
	const { candidates, clock, control, coverage } = input;
	const count = (test: (candidate: ClassifiedCandidate) => boolean) =>
		candidates.filter(test).length;
	const statuses = Object.entries(CHAT_STATUSES) as Array<[ChatStatus, string]>;
	const notCovered = count(({ statusReason }) => statusReason === 'not_covered');
	const metrics: Metric[] = [
		['count_unique', candidates.length],
		['snapshot', clock.at(input.runAtMs)],
		['tz_name', clock.zone],
		['stoplist_size', input.stopListSize ?? null],
		['excluded_by_stoplist', count(({ excluded }) => excluded?.by === 'stop_list')],
		['excluded_by_region', count(({ excluded }) => excluded?.by === 'region')],
		['not_contacted_count', notContacted],
		['not_found_chats_count', count(({ status }) => status === 'NO_CHAT')],
		['unknown_chats_count', notCovered],
		['control_expected', control?.expected ?? null],
		['control_found', control?.found ?? null],
		['control_difference', control?.difference ?? null],
		['control_missing', control?.missing.join(', ') ?? null],
		['contacts_spent', input.contactsSpent ?? null],
		['chats_found', coverage?.found ?? null],
		['chats_cap_hit', coverage ? String(coverage.capHit) : null],
		['chats_complete', coverage ? String(coverage.complete) : null],
		['chats_failed', count(({ statusReason }) => statusReason === 'fetch_failed')],
		...statuses.map(([status, label]): Metric => [
			`status: ${label}`,
			count((candidate) => candidate.excluded === null && candidate.status === status),
		]),
		...Object.entries(input.errors ?? {}).map(([kind, number]): Metric => [
			`errors: ${kind}`,
			number,
		]),
		['version', input.version ?? null],
	];
	return metrics.filter(([, value]) => value !== null);
}
