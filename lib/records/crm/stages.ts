import type { Source, Stage } from '../types';

/** Marketplace status → shared stage. Kwork's order codes: kwork.md 4.7. */
const STATUS: Record<Source, Record<string, Stage>> = {
	kwork: {
		active: 'new',
		'1': 'inWork',
		'2': 'inReview',
		'3': 'lost',
		'4': 'inReview',
		'5': 'done',
		'6': 'new',
	},
	avito: {
		new: 'new',
		in_progress: 'talking',
		invitation: 'talking',
		hired: 'done',
		declined: 'lost',
	},
	upwork: {
		ACTIVE: 'inWork',
		Pending: 'offered',
		Offered: 'talking',
		Hired: 'inWork',
		Declined: 'lost',
		Withdrawn: 'lost',
		Archived: 'lost',
	},
};

export const stageOf = (source: Source, status: string | null): Stage | undefined =>
	status === null ? undefined : STATUS[source][status];

/** Stage names of a CRM's own pipeline, both ways. */
export type StageMap = Partial<Record<Stage, string>>;

export function toCrmStage(stage: Stage, map: StageMap): string | undefined {
	return map[stage];
}

export function fromCrmStage(crmStage: string, map: StageMap): Stage | undefined {
	const found = Object.entries(map).find(([, name]) => name === crmStage);
	return found?.[0] as Stage | undefined;
}
