import fc from 'fast-check';
import { UpworkClient, watchMessages } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

const NOW = Date.UTC(2026, 10, 21);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OWN = '1';

interface Story {
	id: string;
	at: number;
	user: string | null;
	/** Upwork cannot show it: its place in the page is empty. */
	broken?: boolean;
}

/** Rooms with messages; every request takes a second. */
class Desk {
	now = NOW;

	readonly rooms = new Map<string, Story[]>();

	/** Rooms that Upwork cannot read, with its message. */
	readonly failing = new Map<string, string>();

	private count = 0;

	write(room: string, story: Partial<Story> = {}): string {
		this.count += 1;
		const id = `m${this.count}`;
		const stories = this.rooms.get(room) ?? [];
		stories.push({ id, at: this.now, user: '9', ...story });
		this.rooms.set(room, stories);
		return id;
	}

	answer = ({ operationName, variables }: Asked): Answer => {
		this.now += 1_000;
		if (operationName === 'RoomMessages' && [...this.failing.values()].includes('HTTP 401')) {
			return { status: 401, body: {} };
		}
		if (operationName === 'Viewer') {
			return { body: { data: { user: { id: OWN, nid: 'a' }, organization: { id: '2' } } } };
		}
		return { body: operationName === 'Rooms' ? { data: this.list() } : this.page(variables) };
	};

	private list() {
		const edges = [...this.rooms]
			.map(([id, stories]) => ({ id, last: stories.at(-1) }))
			.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
			.map(({ id, last }) => ({
				node: { id, roomName: id, latestStory: last ? shown(last) : null },
			}));
		return { roomList: { totalCount: edges.length, edges } };
	}

	private page(variables: Asked['variables']) {
		const { roomId_eq: room, storyFilter } = (
			variables as {
				filter: {
					roomId_eq: string;
					storyFilter: { pagination: { first: number; after?: string } };
				};
			}
		).filter;
		const failure = this.failing.get(room);
		if (failure !== undefined) return { data: null, errors: [{ message: failure }] };
		const { first, after = '0' } = storyFilter.pagination;
		const stories = [...(this.rooms.get(room) ?? [])].sort((a, b) => b.at - a.at);
		const part = stories.slice(Number(after), Number(after) + first);
		const end = Number(after) + part.length;
		const roomStories = {
			totalCount: stories.length,
			pageInfo: { endCursor: String(end), hasNextPage: end < stories.length },
			edges: part.map((story) => ({ node: story.broken ? null : shown(story) })),
		};
		return { data: { roomStories } };
	}
}

const shown = ({ id, at, user }: Story) => ({
	id,
	message: `Text ${id}`,
	createdDateTime: new Date(at).toISOString(),
	user: user === null ? null : { id: user },
});

describe('watchMessages', () => {
	let desk: Desk;
	let server: TestServer;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	beforeAll(async () => {
		server = await serve((asked) => desk.answer(asked));
	});
	beforeEach(() => {
		desk = new Desk();
		account = accountOn(server.url, new JumpingClock(NOW));
		upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	/** @param skew how far this machine's clock is ahead of Upwork's */
	function watcher(skew = 0) {
		let saved: string | undefined;
		/** @param time how often it may be asked for before the time is over */
		return async (time = Infinity): Promise<string[]> => {
			let left = time;
			const { events, state } = await watchMessages(upwork, {
				state: saved === undefined ? undefined : JSON.parse(saved),
				now: desk.now + skew,
				outOfTime: () => (left -= 1) < 0,
			});
			saved = JSON.stringify(state);
			return events.map(({ story }) => story.id);
		};
	}

	it('tells each message of others once, whatever the clocks say and however short the polls are', async () => {
		const happening = fc.record({
			wait: fc.constantFrom(0, 20_000, MINUTE, 20 * MINUTE),
			room: fc.constantFrom('a', 'b', 'c', 'd'),
			user: fc.constantFrom('9', '9', OWN, null),
			/** How often a poll that follows may be asked for; none: no poll. */
			poll: fc.option(fc.constantFrom(0, 1, 2, 100), { nil: undefined }),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(-3 * HOUR, -5 * MINUTE, 0, 20 * MINUTE, 3 * HOUR),
				fc.array(happening, { maxLength: 8 }),
				fc.array(happening, { minLength: 1, maxLength: 12 }),
				fc.constantFrom(0, 100),
				async (skew, before, after, firstTime) => {
					desk = new Desk();
					for (const { wait, room, user } of before) {
						desk.now += wait;
						desk.write(room, { user });
					}
					const poll = watcher(skew);
					expect(await poll(firstTime)).toEqual([]);
					const expected: string[] = [];
					const told: string[] = [];
					for (const { wait, room, user, poll: time } of after) {
						desk.now += wait + 1_000;
						const id = desk.write(room, { user });
						if (user === '9') expected.push(id);
						if (time !== undefined) told.push(...(await poll(time)));
					}
					for (let round = 0; round < 6; round += 1) told.push(...(await poll(0)));
					expect(told.sort()).toEqual(expected.sort());
				},
			),
			{ numRuns: 60 },
		);
	});

	it.each(['Exception occurred', 'Authorization failed', 'Room not found'])(
		'goes on where one room fails with "%s", and reads it later',
		async (failure) => {
			desk.write('bad');
			const poll = watcher();
			await poll();
			desk.failing.set('bad', failure);
			desk.now += 40 * HOUR;
			const held = desk.write('bad');
			desk.now += HOUR;
			const other = desk.write('good');
			expect(await poll()).toEqual([other]);
			expect(upwork.notices.join()).toContain('bad');
			desk.now += HOUR;
			const third = desk.write('good');
			expect(await poll()).toEqual([third]);
			desk.failing.clear();
			expect(await poll()).toEqual([held]);
			expect(await poll()).toEqual([]);
		},
	);

	it('gives a room up that fails for more than a day', async () => {
		desk.write('bad');
		const poll = watcher();
		await poll();
		desk.failing.set('bad', 'Exception occurred');
		desk.write('bad');
		for (let hours = 0; hours < 40; hours += 1) {
			desk.now += HOUR;
			const id = desk.write('good');
			expect(await poll()).toEqual([id]);
		}
		desk.failing.clear();
		expect(await poll()).toEqual([]);
	});

	it.each([
		['HTTP 401', 'authentication'],
		["The client doesn't have permissions/scopes to access: [RoomStory.id]", 'forbidden'],
	])('fails as a whole where the account may not read: %s', async (failure, kind) => {
		desk.write('bad');
		const poll = watcher();
		await poll();
		desk.now += HOUR;
		desk.write('bad');
		desk.failing.set('bad', failure);
		await expect(poll()).rejects.toMatchObject({ kind });
	});

	it('reads on behind a page of messages that Upwork cannot show', async () => {
		desk.write('a');
		const poll = watcher();
		await poll();
		desk.now += HOUR;
		const wanted = desk.write('a');
		for (let i = 0; i < 120; i += 1) desk.write('a', { at: desk.now + 1 + i, broken: true });
		expect(await poll()).toEqual([wanted]);
	});

	it('is not blinded by a message with a time in the future', async () => {
		desk.write('a', { at: NOW + 20 * HOUR });
		const poll = watcher();
		expect(await poll()).toEqual([]);
		desk.now += HOUR;
		const second = desk.write('b');
		expect(await poll()).toEqual([second]);
		desk.write('a', { at: desk.now + 30 * HOUR });
		expect(await poll()).toHaveLength(1);
		desk.now += HOUR;
		const third = desk.write('c');
		expect(await poll()).toEqual([third]);
		desk.now += 40 * HOUR;
		expect(await poll()).toEqual([]);
	});

	it('finds what a client wrote before the own last message', async () => {
		desk.write('a');
		const poll = watcher();
		await poll();
		desk.now += HOUR;
		const asked = desk.write('a');
		desk.now += MINUTE;
		desk.write('a', { user: OWN });
		expect(await poll()).toEqual([asked]);
		expect(await poll()).toEqual([]);
	});
});
