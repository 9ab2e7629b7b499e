import { UpworkClient } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, serve, TODAY, tokens } from './server';

const ROOM = 'room_0123456789abcdef0123456789abcdef';

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const result of results) list.push(result);
	return list;
}

/** One room with its messages, newest first. */
class Chat {
	stories: Array<{
		id: string;
		message: string | null;
		createdDateTime: string;
		user: object | null;
	}> = [];

	fault: 'none' | 'lost' | 'brokenAfter' | 'crashAfter' = 'none';

	sent = 0;

	/** When the first message was written; one a minute follows. */
	from = TODAY - 86_400_000;

	private count = 0;

	post(message: string | null, userId: string | null): string {
		this.count += 1;
		const id = String(1_758_000_000_000_000_000n + BigInt(this.count));
		const at = new Date(this.from + this.count * 60_000).toISOString();
		this.stories.unshift({
			id,
			message,
			createdDateTime: at,
			user: userId === null ? null : { id: userId, nid: `n${userId}`, name: 'Name' },
		});
		return id;
	}

	answer = ({ operationName, variables }: Asked): Answer => {
		const { fault } = this;
		switch (operationName) {
			case 'Viewer':
				return { body: { data: { user: { id: '1', nid: 'ann' }, organization: { id: '2' } } } };
			case 'RoomMessages': {
				const { first, after = '0' } = (
					variables as {
						filter: { storyFilter: { pagination: { first: number; after?: string } } };
					}
				).filter.storyFilter.pagination;
				const page = this.stories.slice(Number(after), Number(after) + first);
				const end = Number(after) + page.length;
				const hasNextPage = end < this.stories.length;
				return {
					body: {
						data: {
							roomStories: {
								totalCount: this.stories.length,
								pageInfo: { endCursor: String(end), hasNextPage },
								edges: page.map((node) => ({ node })),
							},
						},
					},
				};
			}
			case 'SendMessage': {
				this.sent += 1;
				this.fault = 'none';
				if (fault === 'lost') return { body: null, break: true };
				const { message } = (variables as { input: { message: string } }).input;
				const id = this.post(message, '1');
				if (fault === 'brokenAfter') return { body: null, break: true };
				if (fault === 'crashAfter') {
					return { body: { data: null, errors: [{ message: 'Exception occurred' }] } };
				}
				return { body: { data: { createRoomStoryV2: { id, message } } } };
			}
			case 'EditMessage': {
				const { storyId, message } = (variables as { input: { storyId: string; message: string } })
					.input;
				const story = this.stories.find(({ id }) => id === storyId);
				if (story && fault !== 'lost') story.message = message;
				return fault === 'none'
					? { body: { data: { updateRoomStoryV2: { status: 'OK' } } } }
					: { body: null, break: true };
			}
			case 'RoomMessage': {
				const roomStory = this.stories.find(({ id }) => id === variables.storyId) ?? null;
				return { body: { data: { roomStory } } };
			}
			default:
				return { status: 400, body: {} };
		}
	};
}

describe('UpworkRooms', () => {
	let server: TestServer;
	let chat: Chat;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	beforeAll(async () => {
		server = await serve((asked) => chat.answer(asked));
	});
	beforeEach(() => {
		chat = new Chat();
		account = accountOn(server.url);
		upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	it('reads messages newest first, over pages, with system messages', async () => {
		for (let i = 0; i < 130; i += 1)
			chat.post(i % 10 === 0 ? null : `Text ${i}`, i % 10 ? '9' : null);
		const stories = await all(upwork.messages.list(ROOM, { limit: Infinity }));
		expect(stories).toHaveLength(130);
		expect(stories[0]?.message).toBe('Text 129');
		expect(stories.at(-1)).toMatchObject({ message: null, user: null });
	});

	it('keeps to a range of time', async () => {
		for (let i = 0; i < 10; i += 1) chat.post(`Text ${i}`, '9');
		const since = chat.stories[4]?.createdDateTime;
		const until = chat.stories[2]?.createdDateTime;
		const stories = await all(upwork.messages.list(ROOM, { limit: 100, since, until }));
		expect(stories.map(({ message }) => message)).toEqual(['Text 7', 'Text 6', 'Text 5']);
	});

	it('sends once', async () => {
		await expect(upwork.messages.send(ROOM, 'Hello')).resolves.toMatchObject({
			message: 'Hello',
			settledByReading: false,
		});
		expect(chat.sent).toBe(1);
	});

	it.each(['brokenAfter', 'crashAfter'] as const)('finds the message after %s', async (fault) => {
		chat.post('Hello', '1');
		chat.fault = fault;
		const sent = await upwork.messages.send(ROOM, 'Hello');
		expect(sent).toMatchObject({ settledByReading: true, id: chat.stories[0]?.id });
		expect(chat.sent).toBe(1);
	});

	it('does not take an older equal message for the lost one, and does not send again', async () => {
		chat.post('Hello', '1');
		chat.fault = 'lost';
		await expect(upwork.messages.send(ROOM, 'Hello')).rejects.toMatchObject({
			kind: 'outcomeUnknown',
		});
		expect(chat.sent).toBe(1);
	});

	it('knows an equal message that nobody answered yet', async () => {
		chat.post('Hello', '1');
		expect((await upwork.messages.lookBack(ROOM, ' Hello\r\n')).sent).toMatchObject({
			id: chat.stories[0]?.id,
		});
		chat.post('Hi', '9');
		expect((await upwork.messages.lookBack(ROOM, 'Hello')).sent).toBeUndefined();
	});

	it('takes one of a moment ago for the same send, although it was answered', async () => {
		chat.from = TODAY - 5 * 60_000;
		const id = chat.post('Hello', '1');
		chat.post('Hi', '9');
		expect((await upwork.messages.lookBack(ROOM, 'Hello')).sent).toMatchObject({ id });
	});

	it('looks back to the last answer, however far', async () => {
		const id = chat.post('Hello', '1');
		for (let count = 0; count < 150; count += 1) chat.post(`Note ${count}`, '1');
		expect((await upwork.messages.lookBack(ROOM, 'Hello')).sent).toMatchObject({ id });
	});

	it.each(['', ' ', 'x'.repeat(10_241)])('refuses a text that cannot be sent', async (text) => {
		await expect(upwork.messages.send(ROOM, text)).rejects.toMatchObject({ kind: 'validation' });
		expect(chat.sent).toBe(0);
	});

	it('edits, and reads back where the answer is lost', async () => {
		const id = chat.post('Hello', '1');
		await expect(upwork.messages.edit(ROOM, id, 'Hello!')).resolves.toMatchObject({ id });
		chat.fault = 'brokenAfter';
		await expect(upwork.messages.edit(ROOM, id, 'Bye')).resolves.toMatchObject({
			settledByReading: true,
		});
		chat.fault = 'lost';
		await expect(upwork.messages.edit(ROOM, id, 'Other')).rejects.toMatchObject({
			kind: 'outcomeUnknown',
		});
	});
});
