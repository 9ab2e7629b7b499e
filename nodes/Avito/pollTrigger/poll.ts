import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { EventWithPayload, PolledSource } from '../../../lib/avito';
import { toNodeError } from '../../shared/errors';
import { readerOf } from '../../shared/parameters';
import { subjectOf } from '../../shared/subject';
import type { AvitoRun } from '../context';
import { openAvito } from '../context';
import { toResumeFilters } from '../resumeFilters';
import { eventItem } from '../trigger/items';
import { sourceOptions } from '../trigger/parameters';
import type { PollSettings } from './parameters';
import { readPollSettings } from './parameters';

/** How far back a manual test looks for a sample. */
const SAMPLE_MS = 30 * 86_400_000;

/** Events since the poll before, each once; a manual test gives the newest one and changes nothing. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const settings = readPollSettings(readerOf(this));
		const { client, settle } = await openAvito(this);
		const source = sourceOf(client, settings);
		const items =
			this.getMode() === 'manual'
				? itemsOf(client, settings, await sample(client, source))
				: await news(this, client, source, settings);
		await settle?.();
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

const itemsOf = (
	{ lib }: AvitoRun,
	{ output }: PollSettings,
	events: readonly EventWithPayload[],
): INodeExecutionData[] => events.map(({ kind, payload }) => eventItem(lib, kind, payload, output));

function sourceOf({ api, lib }: AvitoRun, settings: PollSettings): PolledSource {
	const { messages, applications } = sourceOptions(settings.options ?? {});
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

async function news(
	context: IPollFunctions,
	run: AvitoRun,
	source: PolledSource,
	settings: PollSettings,
): Promise<INodeExecutionData[]> {
	const { event, filters } = settings;
	const data = context.getWorkflowStaticData('node');
	// Another event is another history; so is another search for resumes, to which all are new.
	const subject = subjectOf([event, event === 'newResume' ? filters : null]);
	const isSame = data.event === event && (data.subject ?? subject) === subject;
	const stored = isSame ? data.cursor : undefined;
	const { events, state, failures, isFirst } = await run.lib.pollEvents(
		source,
		stored,
		run.lib.systemClock.now(),
	);
	for (const failure of failures) {
		context.logger.warn(`Avito Poll Trigger: could not be read and is tried again: ${failure}`);
	}
	if (isFirst && data.cursor !== undefined) {
		context.logger.warn(
			'Avito Poll Trigger: it begins anew, for another search or event or because what it remembered cannot be read; what came in since the last poll is not passed on.',
		);
	}
	const items = itemsOf(run, settings, events);
	// Only now: what failed above is looked for again at the next poll.
	Object.assign(data, { event, subject, cursor: state });
	return items;
}

async function sample({ lib }: AvitoRun, source: PolledSource): Promise<EventWithPayload[]> {
	for await (const one of source.events(lib.systemClock.now() - SAMPLE_MS)) {
		if ('failed' in one) continue;
		return source.complete ? await source.complete([one]) : [one];
	}
	return [];
}
