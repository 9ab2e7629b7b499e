import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import { loadLib } from '../../shared/lib';
import { subjectOf } from '../../shared/subject';
import { openKwork } from '../context';
import { offerChanges, orderChanges, projectChanges } from './changes';
import { newProjects } from './newProjects';
import { notifications } from './notifications';
import { readPollSettings, type PollEvent, type PollSettings } from './parameters';
import type { PollSource } from './round';

const SOURCES: Record<PollEvent, PollSource> = {
	newProject: newProjects,
	projectChanged: projectChanges,
	orderChanged: orderChanges,
	offerChanged: offerChanges,
	notification: notifications,
};

/** For an n8n that does not tell how long a poll may take (before 2.40). */
const USUAL_BUDGET_MS = 60_000;
/** Reading stops at this part of the budget, requests end at the next one. */
const STOP_READING = 0.6;
const STOP_REQUESTS = 0.9;

/** One poll. What it remembers is per event, so that another event begins anew. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const started = Date.now();
	const budgetMs = this.getPollBudgetMs?.() ?? USUAL_BUDGET_MS;
	const manual = this.getMode() === 'manual';
	try {
		const settings = readPollSettings((name, fallback, options) =>
			this.getNodeParameter(name, fallback, options),
		);
		const lib = await loadLib();
		const { client, settle } = await openKwork(this);
		const memory = this.getWorkflowStaticData('node');
		const warn = (message: string) => this.logger.warn(`Kwork Poll Trigger: ${message}.`);
		const { event } = settings;
		const saved = memory[event];
		const subject = subjectOf(subjectParts(settings));
		const isSame = (memory[`${event}:subject`] ?? subject) === subject;
		const round = {
			client,
			lib,
			// Other settings pass on what is new from now on.
			settings: saved === undefined ? settings : withoutFirstRun(settings),
			saved: isSame ? saved : undefined,
			warn,
			now: started,
			enough: () => Date.now() - started > budgetMs * STOP_READING,
			signal: AbortSignal.timeout(Math.round(budgetMs * STOP_REQUESTS)),
		};
		const source = SOURCES[event];
		if (manual) {
			const sample = await source.sample(round);
			await settle?.();
			return sample.length > 0 ? [sample] : null;
		}
		const { items, state, isFirst } = await source.poll(round);
		await settle?.();
		if (isFirst && saved !== undefined) {
			const since = String(memory[`${event}:polledAt`] ?? 'the last poll');
			warn(
				`it begins anew, for other settings or because what it remembered cannot be read; what came in since ${since} is not passed on`,
			);
		}
		Object.assign(memory, {
			[event]: state as IDataObject,
			[`${event}:subject`]: subject,
			[`${event}:polledAt`]: new Date(started).toISOString(),
		});
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** What a poll watches; a project more or less among many is no other history. */
function subjectParts({ event, filters, role, projectIds }: PollSettings): unknown[] {
	return [event, filters, role, projectIds.length > 0];
}

function withoutFirstRun(settings: PollSettings): PollSettings {
	return { ...settings, options: { ...settings.options, firstRun: 0 } };
}
