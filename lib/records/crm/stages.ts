import type { Lead, Source, Stage } from '../types';
import { STAGES } from '../types';

export type StatusKind = Lead['kind'];

/**
 * Marketplace status → shared stage, by what the status is of: Upwork's ACTIVE is an open posting
 * and a running contract. Sources: order codes and their names kwork.md 4.7, application states
 * avito.md 3.5, enums of Upwork's schema (upwork.md 4); a test compares.
 */
const STATUS: Readonly<Record<Source, Partial<Record<StatusKind, ReadonlyMap<string, Stage>>>>> = {
	kwork: {
		project: table({ new: ['active'] }),
		offer: table({ offered: ['active'] }),
		order: table({
			new: ['6', 'paymentRequired'],
			inWork: ['1', 'inWork'],
			inReview: ['2', 'arbitration', '4', 'onReview'],
			done: ['5', 'completed'],
			lost: ['3', 'cancelled'],
		}),
	},
	avito: {
		application: table({
			new: ['new'],
			talking: ['inprocess', 'interview'],
			inWork: ['selected'],
			done: ['archive'],
			lost: ['rejected'],
		}),
	},
	upwork: {
		job: table({
			new: ['open', 'ACTIVE', 'Open'],
			lost: ['filled', 'CLOSED', 'InProgress', 'Completed', 'Cancelled'],
		}),
		// "Accepted" means submitted and valid, not hired (upwork.md 3.4).
		proposal: table({
			offered: ['Created', 'Pending', 'Accepted'],
			talking: ['Activated', 'Offered'],
			inWork: ['Hired'],
			lost: ['Declined', 'Withdrawn', 'Replaced', 'Archived', 'Rejected', 'Invalid'],
		}),
		offer: table({
			talking: [
				...['DRAFT', 'DRAFT_CHANGED', 'SUBMITTED', 'AWAITING_APPROVAL', 'APPROVED'],
				...['PENDING_VENDOR_ACCEPTANCE', 'PENDING_VENDOR_ACCEPTANCE_AFTER_REMINDER'],
				...['PENDING_FUND', 'FUNDED', 'FUNDING_FAILED'],
			],
			inWork: ['ACCEPTED'],
			lost: [
				...['DISCARDED', 'WITHDRAWN', 'REPLACED', 'REJECTED', 'FAILED'],
				...['EXPIRED', 'CANCELED', 'DENIED', 'DELETED'],
			],
		}),
		contract: table({ inWork: ['ACTIVE', 'PAUSED'], done: ['CLOSED'] }),
	},
};

function table(stages: Partial<Record<Stage, readonly string[]>>): ReadonlyMap<string, Stage> {
	return new Map(
		STAGES.flatMap((stage) => (stages[stage] ?? []).map((status) => [status, stage] as const)),
	);
}

/** The stage of a status of one kind of thing; undefined for one that is not known. */
export const stageOf = (
	source: Source,
	kind: StatusKind,
	status: string | null | undefined,
): Stage | undefined => STATUS[source][kind]?.get(status ?? '');

/** What a status means, for every kind of thing that has it. */
export function meaningsOf(
	source: Source,
	status: string,
): Array<{ kind: StatusKind; stage: Stage }> {
	const kinds = Object.keys(STATUS[source]) as StatusKind[];
	return kinds.flatMap((kind) => {
		const stage = stageOf(source, kind, status);
		return stage === undefined ? [] : { kind, stage };
	});
}

/** Every status of a marketplace that has a stage, by kind. */
export const statusesOf = (source: Source, kind: StatusKind): string[] => [
	...(STATUS[source][kind]?.keys() ?? []),
];

/** Stage names of a CRM's own pipeline, both ways. */
export type StageMap = Partial<Record<Stage, string>>;

export const isStage = (text: string): text is Stage => STAGES.some((stage) => stage === text);

export function toCrmStage(stage: Stage, map: StageMap): string | undefined {
	return map[stage];
}

export function fromCrmStage(crmStage: string, map: StageMap): Stage | undefined {
	return STAGES.find((stage) => map[stage] === crmStage);
}
