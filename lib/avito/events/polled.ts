import { asError, ServiceError } from '../../errors';
import { REMEMBERED, type Cursor } from '../../feed';
import { collect, inGroups } from '../../streams';
import type { Clock } from '../../time';
import type { AvitoClient } from '../client';
import { moscowIso } from '../forms/people';
import type { ResumeFilters } from '../resumeFilters';
import type { Resume, ResumeCard } from '../schemas';
import type { ApplicationEventOptions } from './applications';
import { ApplicationFeedSource } from './applications';
import type { MessageEventOptions } from './messages';
import { MessageFeedSource } from './messages';

export interface EventWithPayload {
	/** The same for every copy of the event. */
	id: string;
	/** Milliseconds. */
	time: number;
	kind: 'message' | 'application' | 'resume';
	payload: object;
	/** Counts as done without being told, e.g. an own message. */
	skip?: boolean;
}

/** A part that Avito fails at, while others can be read: a chat, with the reason. */
export interface PartFailure {
	failed: string;
}

export interface PollLimits {
	/** The time for this poll is used up: return what there is. */
	enough?(): boolean;
	signal?: AbortSignal;
}

/** One poll as its source sees it. */
export interface SourcePoll extends PollLimits {
	cursor: Cursor;
	/** Everything that exists now is old. */
	isFirst: boolean;
	/** The poll before was cut short. */
	goesOn: boolean;
	/** To be set by the source: this one was, too. */
	isCut: boolean;
}

/** One kind of event, read anew at every poll. */
export interface PolledSource {
	/** How late an event may turn up after its own time. */
	overlapMs: number;
	/** Time of the latest event of all by Avito's clock; undefined where that is not told. */
	newest?(signal?: AbortSignal): Promise<number | undefined>;
	/** Events from the cursor's floor on; some older or known ones may be among them. */
	events(poll: SourcePoll): AsyncIterable<EventWithPayload | PartFailure>;
	/** Fills in what only the events that count need; leaves out those that Avito does not tell yet. */
	complete?(events: EventWithPayload[], poll: SourcePoll): Promise<EventWithPayload[]>;
}

const MINUTE_MS = 60_000;
/** Messages are there at once; a long catch-up reads while others come in. */
const MESSAGE_OVERLAP_MS = 10 * MINUTE_MS;
const RESUME_OVERLAP_MS = 60 * MINUTE_MS;
/** Applications in one call (avito.md 3.5). */
const DETAILS_AT_ONCE = 100;
const neverAborted = (): AbortSignal => new AbortController().signal;

function isOfOneChat(error: unknown): boolean {
	const kinds = ['contract', 'forbidden', 'temporary', 'validation'];
	return error instanceof ServiceError && kinds.includes(error.kind);
}

/**
 * Messages of all chats that changed; each changed chat costs one request. After a poll that was cut
 * short those are left out whose latest message is known, so that every poll comes further.
 */
export function polledMessages(client: AvitoClient, options: MessageEventOptions): PolledSource {
	const source = new MessageFeedSource(() => client, options);
	return {
		overlapMs: MESSAGE_OVERLAP_MS,
		newest: async (signal = neverAborted()) => await source.newest(signal),
		async *events(poll) {
			const { cursor, isFirst, goesOn, enough, signal = neverAborted() } = poll;
			const failures: unknown[] = [];
			let isAnyRead = false;
			for await (const { key, latest } of source.changed(cursor.floor, signal)) {
				if (goesOn && latest !== undefined && cursor.has(latest)) continue;
				if (isAnyRead && !isFirst && enough?.()) {
					poll.isCut = true;
					return;
				}
				const after = { time: cursor.floor, sequence: 0 };
				try {
					const { events } = await source.read(key, after, Infinity, signal);
					isAnyRead = true;
					for (const { id, time, payload, skip } of events) {
						yield { id, time, kind: 'message', payload, skip };
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
		overlapMs: 70 * MINUTE_MS,
		newest: async (signal = neverAborted()) => await source.newest(signal),
		async *events({ cursor, signal = neverAborted() }) {
			for await (const { key, time, isTold } of source.changed(cursor.floor, signal)) {
				const stamp = options.includeChanges ? `:${isTold ? time : ''}` : '';
				yield { id: `application:${key}${stamp}`, time, kind: 'application', payload: { id: key } };
			}
		},
		async complete(events, poll) {
			const complete: EventWithPayload[] = [];
			for await (const some of inGroups(events, DETAILS_AT_ONCE)) {
				if (complete.length > 0 && poll.enough?.()) {
					poll.isCut = true;
					break;
				}
				const ids = some.map(({ id }) => id.split(':')[1] ?? '');
				const found = await collect(client.applications.getByIds([...new Set(ids)], poll.signal));
				const byId = new Map(found.map((application) => [application.id, application]));
				for (const [index, event] of some.entries()) {
					const payload = byId.get(ids[index] ?? '');
					if (payload) complete.push({ ...event, payload });
				}
			}
			return complete;
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
		// A resume is its id alone, and what is forgotten goes by when it was made.
		overlapMs: Infinity,
		async *events({ cursor, isFirst, signal }) {
			const since = Math.max(0, cursor.time - RESUME_OVERLAP_MS);
			const updatedFrom = isFirst ? undefined : new Date(since).toISOString();
			const options = { limit: isFirst ? REMEMBERED + 1 : undefined, signal };
			let count = 0;
			for await (const card of client.resumes.search({ ...filters, updatedFrom }, options)) {
				count += 1;
				const updated = updatedAt(card) || 0;
				cursor.saw(updated);
				const time = timeOf(card.created_at ?? card.created) || updated;
				yield { id: `resume:${card.id}`, time, kind: 'resume', payload: card };
			}
			// More exist than the first poll can learn: of those it is only known that they are older.
			if (isFirst && count > REMEMBERED) cursor.lift(cursor.newest);
		},
	};
}

/** Resumes of a search whose time of change is new. */
export function polledChangedResumes(client: AvitoClient, filters: ResumeFilters): PolledSource {
	return {
		overlapMs: RESUME_OVERLAP_MS,
		async *events({ cursor, signal }) {
			const updatedFrom = new Date(cursor.floor).toISOString();
			for await (const card of client.resumes.search({ ...filters, updatedFrom }, { signal })) {
				const time = updatedAt(card);
				if (Number.isNaN(time)) continue;
				yield { id: `resume:${card.id}:${time}`, time, kind: 'resume', payload: card };
			}
		},
	};
}

/** Changes of resumes that are known by id. */
export function polledResumes(client: AvitoClient, ids: readonly number[]): PolledSource {
	return {
		overlapMs: RESUME_OVERLAP_MS,
		async *events({ signal }) {
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
