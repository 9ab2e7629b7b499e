import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { EventWithPayload, PolledSource } from '../../../lib/avito';
import { toNodeError } from '../../shared/errors';
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
		const settings = readPollSettings((name, fallback) => this.getNodeParameter(name, fallback));
		const { client, settle } = await openAvito(this);
		const source = sourceOf(client, settings);
		const events =
			this.getMode() === 'manual'
				? await sample(client, source)
				: await news(this, client, source, settings);
		await settle?.();
		if (events.length === 0) return null;
		const { lib } = client;
		return [events.map(({ kind, payload }) => eventItem(lib, kind, payload, settings.output))];
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

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
	{ lib }: AvitoRun,
	source: PolledSource,
	{ event }: PollSettings,
): Promise<EventWithPayload[]> {
	const data = context.getWorkflowStaticData('node');
	// Another event is another history.
	const stored = data.event === event ? data.cursor : undefined;
	const cursor = lib.PollCursor.from(stored, lib.systemClock.now(), source.memory);
	const seen: EventWithPayload[] = [];
	for await (const one of source.events(cursor.since)) seen.push(one);
	const fresh = cursor.take(seen);
	const events = fresh.length > 0 && source.complete ? await source.complete(fresh) : fresh;
	// Only now: what failed above is looked for again at the next poll.
	data.event = event;
	data.cursor = { ...cursor.toJSON() };
	return events;
}

async function sample({ lib }: AvitoRun, source: PolledSource): Promise<EventWithPayload[]> {
	for await (const one of source.events(lib.systemClock.now() - SAMPLE_MS)) {
		return source.complete ? await source.complete([one]) : [one];
	}
	return [];
}
