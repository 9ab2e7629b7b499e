import { asError, ServiceError } from '../../errors';
import { collect } from '../../streams';
import type { Clock } from '../../time';
import type { AvitoClient } from '../client';
import { moscowIso } from '../forms/people';
import type { ResumeFilters } from '../resumeFilters';
import type { Resume, ResumeCard } from '../schemas';
import type { ApplicationEventOptions } from './applications';
import { ApplicationFeedSource } from './applications';
import type { MessageEventOptions } from './messages';
import { MessageFeedSource } from './messages';
import type { CursorMemory, PolledEvent } from './pollCursor';
import { REMEMBERED } from './pollCursor';

export interface EventWithPayload extends PolledEvent {
	kind: 'message' | 'application' | 'resume';
	payload: object;
}

/** A part that Avito fails at, while others can be read: a chat, with the reason. */
export interface PartFailure {
	failed: string;
}

/** One kind of event, read anew at every poll. */
export interface PolledSource {
	/** How late an event may turn up after its own time, and whether ids alone make it. */
	memory: CursorMemory;
	/** Time of the latest event of all by Avito's clock; undefined where that is not told. */
	newest?(signal?: AbortSignal): Promise<number | undefined>;
	/** Events at or after `since`; some older or known ones may be among them. */
	events(since: number, signal?: AbortSignal): AsyncIterable<EventWithPayload | PartFailure>;
	/** Fills in what only the events that count need; leaves out those that Avito does not tell yet. */
	complete?(events: EventWithPayload[], signal?: AbortSignal): Promise<EventWithPayload[]>;
}

const MINUTE_MS = 60_000;
/** Messages are there at once; a long catch-up reads while others come in. */
const MESSAGE_OVERLAP_MS = 10 * MINUTE_MS;
const neverAborted = (): AbortSignal => new AbortController().signal;

function isOfOneChat(error: unknown): boolean {
	const kinds = ['contract', 'forbidden', 'temporary', 'validation'];
	return error instanceof ServiceError && kinds.includes(error.kind);
}

/** Messages of all chats that changed; each changed chat costs one request. */
export function polledMessages(client: AvitoClient, options: MessageEventOptions): PolledSource {
	const source = new MessageFeedSource(() => client, options);
	return {
		memory: { overlapMs: MESSAGE_OVERLAP_MS },
		newest: async (signal = neverAborted()) => await source.newest(signal),
		async *events(since, signal = neverAborted()) {
			const failures: unknown[] = [];
			let isAnyRead = false;
			for await (const { key } of source.changed(since, signal)) {
				const after = { time: since, sequence: 0 };
				try {
					const { events } = await source.read(key, after, Infinity, signal);
					isAnyRead = true;
					for (const { id, time, payload, skip } of events) {
						if (!skip) yield { id, time, kind: 'message', payload };
					}
				} catch (error) {
					if (!isOfOneChat(error)) throw asError(error);
					failures.push(error);
					yield { failed: `chat ${key}: ${asError(error).message}` };
				}
			}
			if (failures.length > 0 && !isAnyRead) throw asError(failures[0]);
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
		newest: async (signal = neverAborted()) => await source.newest(signal),
		async *events(since, signal = neverAborted()) {
			for await (const { key, time, isTold } of source.changed(since, signal)) {
				const stamp = options.includeChanges ? `:${isTold ? time : ''}` : '';
				yield { id: `application:${key}${stamp}`, time, kind: 'application', payload: { id: key } };
			}
		},
		async complete(events, signal) {
			const ids = events.map(({ id }) => id.split(':')[1] ?? '');
			const found = await collect(client.applications.getByIds([...new Set(ids)], signal));
			const byId = new Map(found.map((application) => [application.id, application]));
			return events.flatMap((event, index) => {
				const payload = byId.get(ids[index] ?? '');
				return payload ? [{ ...event, payload }] : [];
			});
		},
	};
}

const timeOf = (text: string | null | undefined): number => Date.parse(moscowIso(text) ?? '');
const updatedAt = (card: ResumeCard): number => timeOf(card.updated_at ?? card.updated);

/**
 * Resumes that a search did not find before; the first poll learns those that it finds. Where they
 * are more than can be remembered, one that was made before is not taken for new.
 */
export function polledNewResumes(client: AvitoClient, filters: ResumeFilters): PolledSource {
	return {
		memory: { overlapMs: 60 * MINUTE_MS, byId: true },
		async *events(since, signal) {
			const isFirst = since <= 0;
			const updatedFrom = isFirst ? undefined : new Date(since).toISOString();
			const options = { limit: isFirst ? REMEMBERED + 1 : undefined, signal };
			for await (const card of client.resumes.search({ ...filters, updatedFrom }, options)) {
				const made = timeOf(card.created_at ?? card.created);
				yield {
					id: `resume:${card.id}`,
					time: updatedAt(card) || 0,
					made: Number.isNaN(made) ? undefined : made,
					kind: 'resume',
					payload: card,
				};
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
		async *events(_since, signal) {
			for await (const { id, resume } of client.resumes.getMany(ids, { signal })) {
				const time = Date.parse(resume?.update_time ?? '');
				if (!resume || Number.isNaN(time)) continue;
				yield { id: `resume:${id}:${time}`, time, kind: 'resume', payload: cardOf(resume) };
			}
		},
	};
}

/** The fields in which a whole resume and a card of the search agree. */
const cardOf = (resume: Resume): object => ({ ...resume, updated_at: resume.update_time });
