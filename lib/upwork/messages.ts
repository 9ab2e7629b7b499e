import { earlierSends } from '../alreadySent';
import { asError } from '../errors';
import { settleByReading } from '../settle';
import { EDIT_MESSAGE, SEND_MESSAGE, storiesDocument, STORY } from './documents/rooms';
import { InvalidValueError, UpworkError, WriteOutcomeUnknownError } from './errors';
import { isOpenWrite } from './graphql/answer';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { timeOf } from './jobFilter';
import { pageOf } from './jobs';
import { byCursor } from './paging';
import type { UpworkPeople } from './people';
import type { Story } from './schemas/people';

const STORY_PAGE = 100;
/** How far back to look for an equal message where nobody has answered for that long. */
const LOOK_BACK = 1000;
/** Among the newest of these a message is looked for whose answer was lost. */
const TAIL = 20;
/** Characters; from the manifest of the MCP server, for GraphQL inferred (upwork.md 3.9). */
const MAX_MESSAGE = 10_240;

export interface SentMessage {
	id: string;
	roomId: string;
	message: string;
	createdDateTime: string | null;
	/** True where the answer was lost and the message was found afterwards. */
	settledByReading: boolean;
}

/** Messages of rooms, which Upwork calls stories. */
export class UpworkMessages {
	constructor(
		private readonly executor: GraphqlExecutor,
		private readonly people: UpworkPeople,
	) {}

	/** Messages, newest first; `since` and `until` are ISO times, checked here, too. */
	async *list(
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

	/** An own equal message that counts as sent (lib/alreadySent.ts). */
	async findSent(roomId: string, message: string): Promise<SentMessage | undefined> {
		const ownId = await this.people.ownId();
		const sends = earlierSends(
			this.list(roomId, { limit: LOOK_BACK, fields: { set: 'minimal' } }),
			({ user, createdDateTime }) => ({
				from: user?.id === ownId ? 'us' : user?.id ? 'them' : 'service',
				atMs: timeOf(createdDateTime) ?? 0,
			}),
			this.executor.account.clock.now(),
		);
		for await (const story of sends) {
			if (sameText(story.message, message)) return sent(roomId, message, story, false);
		}
		return undefined;
	}

	/** The newest ids, and an own equal message among them that is not one of `except`. */
	private async tail(roomId: string, message: string, except: ReadonlySet<string> = new Set()) {
		const ownId = await this.people.ownId();
		const seen = new Set<string>();
		let equal: Story | undefined;
		for await (const story of this.list(roomId, { limit: TAIL, fields: { set: 'minimal' } })) {
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
		const write = async () => {
			const { createRoomStoryV2: story } = await this.executor.run(SEND_MESSAGE, {
				input: { roomId, message },
			});
			if (!story) throw new UpworkError('Upwork gave no message and no reason.');
			return sent(roomId, message, story, false);
		};
		const later = new UpworkMessages(this.executor.uncancelled(), this.people);
		return await this.settled(write, `the message to ${roomId} was sent`, async () => {
			const { equal } = await later.tail(roomId, message, seen);
			return equal && sent(roomId, message, equal, true);
		});
	}

	/** Changes an own message. Where the answer is lost, the message is read. */
	async edit(roomId: string, storyId: string, message: string): Promise<SentMessage> {
		checkMessage(message);
		const write = async () => {
			await this.executor.run(EDIT_MESSAGE, { input: { roomId, storyId, message } });
			return sent(roomId, message, { id: storyId }, false);
		};
		const later = this.executor.uncancelled();
		return await this.settled(write, `message ${storyId} was changed`, async () => {
			const { roomStory } = await later.run(STORY, { roomId, storyId });
			if (!roomStory || !sameText(roomStory.message, message)) return undefined;
			return sent(roomId, message, roomStory, true);
		});
	}

	private async settled<T>(
		write: () => Promise<T>,
		what: string,
		find: () => Promise<T | undefined>,
	): Promise<T> {
		return await settleByReading(write, {
			clock: this.executor.account.clock,
			find,
			isOpen: isOpenWrite,
			onLookFailed: (error) =>
				this.executor.notice(`The room could not be read back: ${asError(error).message}`),
			unsettled: (cause) =>
				new WriteOutcomeUnknownError(
					what,
					'Look into the room on Upwork before you send it again; it is not sent again by itself.',
					{ cause },
				),
		});
	}
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
