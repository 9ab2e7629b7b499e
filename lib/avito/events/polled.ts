import type { Clock } from '../../time';
import type { AvitoClient } from '../client';
import { toArray } from '../concurrency';
import { moscowIso } from '../forms/people';
import type { ResumeFilters } from '../resume-filters';
import type { Resume, ResumeCard } from '../schemas';
import type { ApplicationEventOptions } from './applications';
import { ApplicationFeedSource } from './applications';
import type { MessageEventOptions } from './messages';
import { MessageFeedSource } from './messages';
import type { CursorMemory, PolledEvent } from './poll-cursor';

export interface EventWithPayload extends PolledEvent {
	kind: 'message' | 'application' | 'resume';
	payload: object;
}

/** One kind of event, read anew at every poll. */
export interface PolledSource {
	/** How late an event may turn up after its own time, and whether ids alone make it. */
	memory: CursorMemory;
	/** Events at or after `since`; some older or known ones may be among them. */
	events(since: number, signal?: AbortSignal): AsyncIterable<EventWithPayload>;
	/** Fills in what only the events that count need. */
	complete?(events: EventWithPayload[], signal?: AbortSignal): Promise<EventWithPayload[]>;
}

const MINUTE_MS = 60_000;
/** As many resumes of a search as the cursor remembers. */
const KNOWN_RESUMES = 5000;
const neverAborted = (): AbortSignal => new AbortController().signal;

/** Messages of all chats that changed; each changed chat costs one request. */
export function polledMessages(client: AvitoClient, options: MessageEventOptions): PolledSource {
	const source = new MessageFeedSource(() => client, options);
	return {
		memory: { overlapMs: 2 * MINUTE_MS },
		async *events(since, signal = neverAborted()) {
			for await (const { key } of source.changed(since, signal)) {
				const after = { time: since, sequence: 0 };
				const { events } = await source.read(key, after, Infinity, signal);
				for (const { id, time, payload, skip } of events) {
					if (!skip) yield { id, time, kind: 'message', payload };
				}
			}
		},
	};
}

/** Applications; those behind a chatbot appear up to an hour after their time (avito.md 3.6). */
export function polledApplications(
	client: AvitoClient,
	clock: Clock,
	options: ApplicationEventOptions,
): PolledSource {
	const source = new ApplicationFeedSource(() => client, clock, options);
	return {
		memory: { overlapMs: 70 * MINUTE_MS },
		async *events(since, signal = neverAborted()) {
			for await (const { key, time } of source.changed(since, signal)) {
				const stamp = options.includeChanges ? `:${time}` : '';
				yield { id: `application:${key}${stamp}`, time, kind: 'application', payload: { id: key } };
			}
		},
		async complete(events, signal) {
			const ids = events.map(({ id }) => id.split(':')[1] ?? '');
			const found = await toArray(client.applications.getByIds([...new Set(ids)], signal));
			const byId = new Map(found.map((application) => [application.id, application]));
			return events.flatMap((event, index) => {
				const payload = byId.get(ids[index] ?? '');
				return payload ? [{ ...event, payload }] : [];
			});
		},
	};
}

const updatedAt = (card: ResumeCard): number =>
	Date.parse(moscowIso(card.updated_at ?? card.updated) ?? '');

/** Resumes that a search did not find before; the first poll learns those that it finds. */
export function polledNewResumes(client: AvitoClient, filters: ResumeFilters): PolledSource {
	return {
		memory: { overlapMs: 60 * MINUTE_MS, byId: true },
		async *events(since, signal) {
			const updatedFrom = since > 0 ? new Date(since).toISOString() : undefined;
			const options = { limit: KNOWN_RESUMES, signal };
			for await (const card of client.resumes.search({ ...filters, updatedFrom }, options)) {
				const time = updatedAt(card) || 0;
				yield { id: `resume:${card.id}`, time, kind: 'resume', payload: card };
			}
		},
	};
}

/** Resumes of a search whose time of change is new. */
export function polledChangedResumes(client: AvitoClient, filters: ResumeFilters): PolledSource {
	return {
		memory: { overlapMs: 60 * MINUTE_MS },
		async *events(since, signal) {
			const updatedFrom = new Date(Math.max(0, since)).toISOString();
			for await (const card of client.resumes.search({ ...filters, updatedFrom }, { signal })) {
				const time = updatedAt(card);
				if (Number.isNaN(time) || time < since) continue;
				yield { id: `resume:${card.id}:${time}`, time, kind: 'resume', payload: card };
			}
		},
	};
}

/** Changes of resumes that are known by id. */
export function polledResumes(client: AvitoClient, ids: readonly number[]): PolledSource {
	return {
		memory: { overlapMs: 60 * MINUTE_MS },
		async *events(since, signal) {
			for await (const { id, resume } of client.resumes.getMany(ids, { signal })) {
				const time = Date.parse(resume?.update_time ?? '');
				if (!resume || Number.isNaN(time) || time < since) continue;
				yield { id: `resume:${id}:${time}`, time, kind: 'resume', payload: cardOf(resume) };
			}
		},
	};
}

/** The fields in which a whole resume and a card of the search agree. */
const cardOf = (resume: Resume): object => ({ ...resume, updated_at: resume.update_time });
