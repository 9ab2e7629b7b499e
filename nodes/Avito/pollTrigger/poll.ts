import type { EventWithPayload, PolledSource } from '../../../lib/avito';
import { hostPolls, type PollSource, type SourceRound } from '../../shared/events/hostPolls';
import type { AvitoRun } from '../context';
import { openAvito } from '../context';
import { toResumeFilters } from '../resumeFilters';
import { eventItem } from '../trigger/items';
import { sourceOptions } from '../trigger/parameters';
import type { PollSettings } from './parameters';
import { readPollSettings } from './parameters';

type Round = SourceRound<AvitoRun, PollSettings>;

const itemsOf = ({ lib, settings }: Round, events: readonly EventWithPayload[]) =>
	events.map(({ id, kind, payload }) => ({
		id,
		json: eventItem(lib, kind, payload, settings.output).json,
	}));

/** An event whose source is the client's. */
const polled = (
	sourceOf: (run: AvitoRun, settings: PollSettings) => PolledSource,
): PollSource<AvitoRun, PollSettings> => ({
	async poll(round) {
		const { client, lib, settings, saved, now, warn } = round;
		const source = sourceOf(client, settings);
		const { events, failures, ...rest } = await lib.pollEvents(source, saved, now, round);
		for (const failure of failures) warn(`could not be read and is tried again: ${failure}`);
		return { items: itemsOf(round, events), ...rest };
	},
	async sample(round) {
		const { client, lib, settings, now } = round;
		return itemsOf(round, await lib.sampleEvents(sourceOf(client, settings), now, round));
	},
});

/** The Avito Poll Trigger. */
export const avitoPolls = hostPolls({
	title: 'Avito Poll Trigger',
	settings: readPollSettings,
	open: openAvito,
	sources: {
		newMessage: polled(({ api, lib }, { options }) =>
			lib.polledMessages(api, sourceOptions(options).messages),
		),
		newApplication: polled(({ api, lib }, { options }) =>
			lib.polledApplications(api, lib.systemClock, sourceOptions(options).applications),
		),
		newResume: polled(({ api, lib }, { filters = {} }) =>
			lib.polledNewResumes(api, toResumeFilters(filters)),
		),
		resumeChanged: polled(({ api, lib }, { resumeIds = [], filters = {} }) =>
			resumeIds.length > 0
				? lib.polledResumes(api, resumeIds)
				: lib.polledChangedResumes(api, toResumeFilters(filters)),
		),
	},
	async subject({ event, filters }, { api }) {
		if (event === 'resumeChanged') return [];
		// To another search for resumes all are new.
		return event === 'newResume' ? [filters] : [await api.account.id()];
	},
});
