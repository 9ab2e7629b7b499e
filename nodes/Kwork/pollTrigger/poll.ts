import type { IDataObject } from 'n8n-workflow';
import type { PollNodeFor } from '../../shared/events/pollHost';
import { loadLib } from '../../shared/lib';
import { readerOf } from '../../shared/parameters';
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

/** The Kwork Poll Trigger. What it remembers is per event, so that another event begins anew. */
export const kworkPolls: PollNodeFor = (context) => {
	const title = 'Kwork Poll Trigger';
	const settings = readPollSettings(readerOf(context));
	const { event, options } = settings;
	const source = SOURCES[event];
	const warn = (message: string) => context.logger.warn(`${title}: ${message}.`);
	const open = async () => {
		const { client, settle } = await openKwork(context);
		return { settle, client, lib: await loadLib(), warn };
	};
	return {
		title,
		options,
		async poll({ memory, ...round }) {
			const { settle, ...account } = await open();
			const saved = memory[event];
			const subject = subjectOf(subjectParts(settings));
			const isSame = (memory[`${event}:subject`] ?? subject) === subject;
			const { items, state, isFirst } = await source.poll({
				...account,
				...round,
				// Other settings pass on what is new from now on.
				settings: saved === undefined ? settings : withoutFirstRun(settings),
				saved: isSame ? saved : undefined,
			});
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
				[`${event}:polledAt`]: new Date(round.now).toISOString(),
			});
			return { items, isFirst };
		},
		async sample(round) {
			const { settle, ...account } = await open();
			const found = await source.sample({ ...account, ...round, settings, saved: undefined });
			await settle?.();
			return found;
		},
	};
};

/** What a poll watches; a project more or less among many is no other history. */
function subjectParts({ event, filters, role, projectIds }: PollSettings): unknown[] {
	return [event, filters, role, projectIds.length > 0];
}

function withoutFirstRun(settings: PollSettings): PollSettings {
	return { ...settings, options: { ...settings.options, firstRun: 0 } };
}
