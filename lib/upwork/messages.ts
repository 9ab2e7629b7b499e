import { settleByReading } from '../settle';
import type { ThreadMessage } from '../thread';
import { lookBack, sendInto } from '../thread';
import { collect } from '../streams';
import { EDIT_MESSAGE, SEND_MESSAGE, storiesDocument, STORY } from './documents/rooms';
import { failures } from './failures';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { timeOf } from './jobFilter';
import { pageOf } from './jobs';
import { byCursor } from './paging';
import type { UpworkPeople } from './people';
import { readBackOf } from './readBack';
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

/** What a look at a room before a send told. */
export interface LookBack {
	/** An equal message that is there already. */
	sent?: SentMessage;
	known: ReadonlySet<string>;
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

	/** An own equal message that counts as sent (lib/alreadySent.ts), and what the room holds. */
	async lookBack(roomId: string, message: string): Promise<LookBack> {
		const { sent, known } = await lookBack(this.newest(roomId, LOOK_BACK), {
			about: aboutFor(await this.people.ownId()),
			isEqual: (story) => sameText(story.message, message),
			nowMs: this.executor.account.clock.now(),
		});
		return { sent: sent && sentFrom(roomId, message, sent, false), known };
	}

	/**
	 * Sends a text once. Where the answer is lost, the room is read; if the message is not found
	 * there, the outcome stays unknown and nothing is sent again.
	 *
	 * @param known from `lookBack`; the room is read for it where it is missing
	 */
	async send(roomId: string, message: string, known?: ReadonlySet<string>): Promise<SentMessage> {
		checkMessage(message);
		const ownId = await this.people.ownId();
		const before = known ?? new Set((await collect(this.newest(roomId))).map(({ id }) => id));
		const write = async () => {
			const { createRoomStoryV2: story } = await this.executor.run(SEND_MESSAGE, {
				input: { roomId, message },
			});
			if (!story) throw failures.other('Upwork gave no message and no reason.');
			return sentFrom(roomId, message, story, false);
		};
		const later = new UpworkMessages(this.executor.uncancelled(), this.people);
		return await sendInto<Story, SentMessage>(write, {
			...this.readBack(`the message to ${roomId} was sent`),
			known: before,
			tail: async () => await collect(later.newest(roomId)),
			about: aboutFor(ownId),
			isEqual: (story) => sameText(story.message, message),
			found: (story) => sentFrom(roomId, message, story, true),
		});
	}

	private newest(roomId: string, limit = TAIL): AsyncGenerator<Story> {
		return this.list(roomId, { limit, fields: { set: 'minimal' } });
	}

	/** Changes an own message. Where the answer is lost, the message is read. */
	async edit(roomId: string, storyId: string, message: string): Promise<SentMessage> {
		checkMessage(message);
		const write = async () => {
			await this.executor.run(EDIT_MESSAGE, { input: { roomId, storyId, message } });
			return sentFrom(roomId, message, { id: storyId }, false);
		};
		const later = this.executor.uncancelled();
		return await settleByReading(write, {
			...this.readBack<SentMessage>(`message ${storyId} was changed`),
			find: async () => {
				const { roomStory } = await later.run(STORY, { roomId, storyId });
				if (!roomStory || !sameText(roomStory.message, message)) return undefined;
				return sentFrom(roomId, message, roomStory, true);
			},
		});
	}

	private readBack<T>(what: string) {
		const remedy =
			'Look into the room on Upwork before you send it again; it is not sent again by itself.';
		return readBackOf<T>(this.executor, { what, where: 'The room', remedy });
	}
}

function checkMessage(message: string): void {
	if (message.trim() === '') throw failures.invalidValue('the message is empty');
	if (message.length > MAX_MESSAGE) {
		throw failures.invalidValue(
			`the message has ${message.length} characters, ${MAX_MESSAGE} are allowed`,
		);
	}
}

/** Lines of Upwork's own have no user: they answer nothing. */
const aboutFor =
	(ownId: string) =>
	({ id, user, createdDateTime }: Story): ThreadMessage => ({
		id,
		from: user?.id === ownId ? 'us' : user?.id ? 'them' : 'service',
		atMs: timeOf(createdDateTime) ?? 0,
	});

const sameText = (a: string | null | undefined, b: string) =>
	(a ?? '').replace(/\r\n/g, '\n').trim() === b.replace(/\r\n/g, '\n').trim();

function sentFrom(
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
