import { asError } from '../errors';
import type { CreateRoomInput, RoomFilter } from './documents/rooms';
import {
	CREATE_ROOM,
	EDIT_MESSAGE,
	OPEN_DIRECT_ROOM,
	ROOM,
	ROOM_OF_CONTRACT,
	ROOM_OF_OFFER,
	ROOM_OF_PROPOSAL,
	roomsDocument,
	SEND_MESSAGE,
	storiesDocument,
	STORY,
} from './documents/rooms';
import { InvalidValueError, NotFoundError, WriteOutcomeUnknownError } from './errors';
import { isKind } from './graphql/executor';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { timeOf } from './jobFilter';
import { pageOf } from './jobs';
import { byCursor } from './paging';
import type { UpworkPeople } from './people';
import type { Room, Story } from './schemas/people';

const ROOM_PAGE = 100;
const STORY_PAGE = 100;
/** How far back to look for an equal message. */
const TAIL = 20;
const SETTLE_WAITS = [0, 2_000, 5_000];
/** Characters; from the manifest of the MCP server, for GraphQL inferred (upwork.md 3.9). */
export const MAX_MESSAGE = 10_240;

/** The default list hides many rooms; these passes together show them all (upwork.md 3.9). */
const ALL_ROOMS: RoomFilter[] = [
	{},
	{ subscribed_eq: false },
	{ includeHidden_eq: true },
	{ roomType_eq: 'INTERVIEW', includeHidden_eq: true },
	{ roomType_eq: 'GROUP', includeHidden_eq: true },
	{ roomType_eq: 'ONE_ON_ONE', includeHidden_eq: true },
];

export interface SentMessage {
	id: string;
	roomId: string;
	message: string;
	createdDateTime: string | null;
	/** True where the answer was lost and the message was found afterwards. */
	settledByReading: boolean;
}

/** Rooms and their messages, which Upwork calls stories. */
export class UpworkRooms {
	constructor(
		private readonly executor: GraphqlExecutor,
		private readonly people: UpworkPeople,
	) {}

	/** Rooms, most recent first. `everything` also shows hidden and unsubscribed ones. */
	async *list(options: {
		filter?: RoomFilter;
		everything?: boolean;
		limit: number;
		fields?: FieldSet;
		signal?: AbortSignal;
	}): AsyncGenerator<Room> {
		const { filter = {}, limit, signal } = options;
		const document = roomsDocument(options.fields ?? { set: 'standard' });
		const seen = new Set<string>();
		for (const pass of options.everything ? ALL_ROOMS : [{}]) {
			const pages = byCursor(
				async (page) => {
					const variables = { filter: { ...pass, ...filter }, page, order: 'DESC' as const };
					return pageOf((await this.executor.run(document, variables, { signal })).roomList);
				},
				{ limit, pageSize: ROOM_PAGE, idOf: ({ id }) => id, signal },
			);
			for await (const room of pages) {
				if (seen.has(room.id)) continue;
				seen.add(room.id);
				yield room;
				if (seen.size >= limit) return;
			}
		}
	}

	async get(id: string): Promise<Room> {
		const subject = `room ${id}`;
		return found((await this.executor.run(ROOM, { id }, { subject })).room, subject);
	}

	async ofProposal(id: string): Promise<Room> {
		const subject = `room of proposal ${id}`;
		const answer = await this.executor.run(ROOM_OF_PROPOSAL, { id }, { subject });
		return found(answer.proposalRoom, subject);
	}

	async ofOffer(id: string): Promise<Room> {
		const subject = `room of offer ${id}`;
		const answer = await this.executor.run(ROOM_OF_OFFER, { id }, { subject });
		return found(answer.offerRoom, subject);
	}

	async ofContract(id: string): Promise<Room> {
		const subject = `room of contract ${id}`;
		const answer = await this.executor.run(ROOM_OF_CONTRACT, { id }, { subject });
		return found(answer.contractRoom, subject);
	}

	/** A group or a direct room with people one already works with. */
	async create(input: CreateRoomInput) {
		const [only] = input.users;
		if (input.roomType === 'ONE_ON_ONE' && input.users.length === 1 && only && !input.topic) {
			const { userId, organizationId: orgId } = only;
			const answer = await this.executor.run(OPEN_DIRECT_ROOM, { userId, orgId });
			return found(answer.roomCreate1on1IfNotExists, 'new room');
		}
		return found((await this.executor.run(CREATE_ROOM, { input })).createRoomV2, 'new room');
	}

	/** Messages, newest first; `since` and `until` are ISO times, checked here, too. */
	async *messages(
		roomId: string,
		options: {
			limit: number;
			since?: string;
			until?: string;
			fields?: FieldSet;
			signal?: AbortSignal;
		},
	): AsyncGenerator<Story> {
		const { limit, since, until, signal } = options;
		const document = storiesDocument(options.fields ?? { set: 'standard' });
		const range = {
			...(since ? { rangeStart: since } : {}),
			...(until ? { rangeEnd: until } : {}),
		};
		const pages = byCursor(
			async (pagination) => {
				const storyFilter = {
					pagination,
					...(since || until ? { storyCreatedDateTime_bt: range } : {}),
				};
				const filter = { roomId_eq: roomId, storyFilter };
				return pageOf((await this.executor.run(document, { filter }, { signal })).roomStories);
			},
			{
				limit: since || until ? Number.POSITIVE_INFINITY : limit,
				pageSize: Math.min(STORY_PAGE, limit),
				idOf: ({ id }) => id,
				signal,
			},
		);
		let left = limit;
		for await (const story of pages) {
			const at = timeOf(story.createdDateTime);
			if (since && at !== undefined && at < (timeOf(since) ?? 0)) return;
			if (until && at !== undefined && at > (timeOf(until) ?? Infinity)) continue;
			yield story;
			left -= 1;
			if (left <= 0) return;
		}
	}

	/** An own equal message that nobody answered yet, so that a repeated run does not send it again. */
	async findUnanswered(roomId: string, message: string): Promise<SentMessage | undefined> {
		const ownId = await this.people.ownId();
		for await (const story of this.messages(roomId, { limit: TAIL, fields: { set: 'minimal' } })) {
			if (story.user?.id && story.user.id !== ownId) return undefined;
			if (story.user?.id === ownId && sameText(story.message, message)) {
				return sent(roomId, message, story, false);
			}
		}
		return undefined;
	}

	/** The newest ids, and an own equal message among them that is not one of `except`. */
	private async tail(roomId: string, message: string, except: ReadonlySet<string> = new Set()) {
		const ownId = await this.people.ownId();
		const seen = new Set<string>();
		let equal: Story | undefined;
		for await (const story of this.messages(roomId, { limit: TAIL, fields: { set: 'minimal' } })) {
			seen.add(story.id);
			const mine = story.user?.id === ownId && !except.has(story.id);
			if (mine && sameText(story.message, message)) equal ??= story;
		}
		return { seen, equal };
	}

	/**
	 * Sends a text once. Where the answer is lost, the room is read; if the message is not found
	 * there, the outcome stays unknown and nothing is sent again.
	 */
	async send(roomId: string, message: string): Promise<SentMessage> {
		checkMessage(message);
		const { seen } = await this.tail(roomId, message);
		try {
			const answer = await this.executor.run(SEND_MESSAGE, { input: { roomId, message } });
			const story = answer.createRoomStoryV2;
			if (story) return sent(roomId, message, story, false);
		} catch (error) {
			if (!isKind(error, 'outcomeUnknown') && !isKind(error, 'temporary')) throw asError(error);
		}
		const story = await this.settle(async () => (await this.tail(roomId, message, seen)).equal);
		if (story) return sent(roomId, message, story, true);
		throw unknown(`the message to ${roomId} was sent`);
	}

	/** Changes an own message. Where the answer is lost, the message is read. */
	async edit(roomId: string, storyId: string, message: string): Promise<SentMessage> {
		checkMessage(message);
		const input = { roomId, storyId, message };
		try {
			await this.executor.run(EDIT_MESSAGE, { input });
			return sent(roomId, message, { id: storyId }, false);
		} catch (error) {
			if (!isKind(error, 'outcomeUnknown') && !isKind(error, 'temporary')) throw asError(error);
		}
		const changed = await this.settle(async () => {
			const { roomStory } = await this.executor.run(STORY, { roomId, storyId });
			return sameText(roomStory?.message, message) ? (roomStory ?? undefined) : undefined;
		});
		if (changed) return sent(roomId, message, changed, true);
		throw unknown(`message ${storyId} was changed`);
	}

	private async settle<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
		for (const wait of SETTLE_WAITS) {
			if (wait > 0) await this.executor.account.clock.sleep(wait);
			try {
				const result = await look();
				if (result !== undefined) return result;
			} catch (error) {
				this.executor.notice(
					`The room could not be read back: ${error instanceof Error ? error.message : ''}`,
				);
			}
		}
		return undefined;
	}
}

function found<T>(value: T | null | undefined, what: string): T {
	if (value === null || value === undefined) throw new NotFoundError(what);
	return value;
}

function checkMessage(message: string): void {
	if (message.trim() === '') throw new InvalidValueError('the message is empty');
	if (message.length > MAX_MESSAGE) {
		throw new InvalidValueError(
			`the message has ${message.length} characters, ${MAX_MESSAGE} are allowed`,
		);
	}
}

const sameText = (a: string | null | undefined, b: string) =>
	(a ?? '').replace(/\r\n/g, '\n').trim() === b.replace(/\r\n/g, '\n').trim();

function sent(
	roomId: string,
	message: string,
	story: { id: string; createdDateTime?: string | null },
	settledByReading: boolean,
): SentMessage {
	return {
		id: story.id,
		roomId,
		message,
		createdDateTime: story.createdDateTime ?? null,
		settledByReading,
	};
}

function unknown(what: string): WriteOutcomeUnknownError {
	return new WriteOutcomeUnknownError(
		what,
		'Look into the room on Upwork before you send it again; it is not sent again by itself.',
	);
}
