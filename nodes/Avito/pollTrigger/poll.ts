import type { EventWithPayload, PolledSource } from '../../../lib/avito';
import type { PolledItem } from '../../shared/events/batches';
import type { PollNodeFor } from '../../shared/events/pollHost';
import { readerOf } from '../../shared/parameters';
import { subjectOf } from '../../shared/subject';
import type { AvitoRun } from '../context';
import { openAvito } from '../context';
import { toResumeFilters } from '../resumeFilters';
import { eventItem } from '../trigger/items';
import { sourceOptions } from '../trigger/parameters';
import type { PollSettings } from './parameters';
import { readPollSettings } from './parameters';

const TITLE = 'Avito Poll Trigger';

/** The Avito Poll Trigger: events since the poll before, each once. */
export const avitoPolls: PollNodeFor = (context) => {
	const settings = readPollSettings(readerOf(context));
	const { event, filters } = settings;
	const warn = (message: string) => context.logger.warn(`${TITLE}: ${message}`);
	return {
		title: TITLE,
		options: settings.options,
		async poll({ memory, now, ...limits }) {
			const { client, settle } = await openAvito(context);
			// Another event is another history; so is another search for resumes, to which all are new.
			const subject = subjectOf([event, event === 'newResume' ? filters : null]);
			const isSame = memory.event === event && (memory.subject ?? subject) === subject;
			const stored = isSame ? memory.cursor : undefined;
			const source = sourceOf(client, settings);
			const { events, state, failures, isFirst } = await client.lib.pollEvents(
				source,
				stored,
				now,
				limits,
			);
			await settle?.();
			for (const failure of failures) warn(`could not be read and is tried again: ${failure}`);
			if (isFirst && memory.cursor !== undefined) {
				warn(
					'it begins anew, for another search or event or because what it remembered cannot be read; what came in since the last poll is not passed on.',
				);
			}
			Object.assign(memory, { event, subject, cursor: state });
			return { items: itemsOf(client, settings, events), isFirst };
		},
		async sample() {
			const { client, settle } = await openAvito(context);
			const { lib } = client;
			const events = await lib.sampleEvents(sourceOf(client, settings), lib.systemClock.now());
			await settle?.();
			return itemsOf(client, settings, events);
		},
	};
};

const itemsOf = (
	{ lib }: AvitoRun,
	{ output }: PollSettings,
	events: readonly EventWithPayload[],
): PolledItem[] =>
	events.map(({ id, kind, payload }) => ({ id, ...eventItem(lib, kind, payload, output) }));

function sourceOf({ api, lib }: AvitoRun, settings: PollSettings): PolledSource {
	const { messages, applications } = sourceOptions(settings.options);
	switch (settings.event) {
		case 'newMessage':
			return lib.polledMessages(api, messages);
		case 'newApplication':
			return lib.polledApplications(api, lib.systemClock, applications);
		case 'newResume':
			return lib.polledNewResumes(api, toResumeFilters(settings.filters ?? {}));
		case 'resumeChanged': {
			const { resumeIds = [] } = settings;
			return resumeIds.length > 0
				? lib.polledResumes(api, resumeIds)
				: lib.polledChangedResumes(api, toResumeFilters(settings.filters ?? {}));
		}
	}
}
