import fc from 'fast-check';
import {
	polledApplications,
	polledChangedResumes,
	polledMessages,
	polledNewResumes,
	polledResumes,
	pollEvents,
} from '../../../lib/avito';
import type { PolledSource } from '../../../lib/avito';
import { systemClock } from '../../../lib/time';
import type { Answer, LocalAvito, SeenRequest } from './localAvito';
import { startLocalAvito } from './localAvito';

const NOW = Date.UTC(2026, 10, 21, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ME = 301455772;

const seconds = (ms: number) => Math.floor(ms / 1000);
const moscow = (ms: number) => new Date(ms + 3 * HOUR).toISOString().slice(0, 19);

interface Card {
	id: number;
	made: number;
	changed: number;
	/** Beside what is known. */
	odd?: object;
}

/** Avito with what a test puts in; every request takes `pace`. */
class Board {
	now = NOW;

	pace = 100;

	/** Messages of a chat, the oldest first. */
	readonly chats = new Map<string, Array<Record<string, unknown> & { created: number }>>();

	/** What the list of chats says instead. */
	readonly listedAs = new Map<string, { updated: number | null } & Record<string, unknown>>();

	applications: Array<Record<string, unknown> & { id: string }> = [];

	/** Ids that are listed, while nothing else is known of them yet. */
	readonly withoutDetails = new Set<string>();

	cards: Card[] = [];

	/** Chats that Avito cannot read, with the HTTP status. */
	readonly failing = new Map<string, number>();

	private count = 0;

	write(chat: string, message: Record<string, unknown> = {}, at = this.now): string {
		this.count += 1;
		const id = `m${this.count}`;
		const sent = { id, author_id: 7, direction: 'in', type: 'text', created: seconds(at) };
		this.chats.set(chat, [...(this.chats.get(chat) ?? []), { ...sent, ...message }]);
		return id;
	}

	answer = ({ url, body }: SeenRequest): Answer | undefined => {
		this.now += this.pace;
		const { pathname, searchParams: query } = new URL(url, 'http://avito');
		const offset = Number(query.get('offset'));
		const limit = Number(query.get('limit'));
		const messages = /chats\/([^/]+)\/messages\/$/.exec(pathname)?.[1];
		if (messages !== undefined) {
			const status = this.failing.get(messages);
			if (status) return { status, json: { error: { code: status, message: 'No' } } };
			const all = [...(this.chats.get(messages) ?? [])].reverse();
			return { json: { messages: all.slice(offset, offset + limit) } };
		}
		if (pathname.endsWith('/chats')) {
			return { json: { chats: this.list().slice(offset, offset + limit) } };
		}
		if (pathname.endsWith('/get_ids')) return { json: { applies: this.applications } };
		if (pathname.endsWith('/get_by_ids')) {
			const { ids } = JSON.parse(body) as { ids: string[] };
			const known = this.applications.filter(({ id }) => !this.withoutDetails.has(id));
			return { json: { applies: known.filter(({ id }) => ids.includes(id)) } };
		}
		if (pathname === '/job/v1/resumes/') return { json: this.search(query) };
		const card = this.cards.find(({ id }) => pathname === `/job/v2/resumes/${id}`);
		const time = { update_time: new Date(card?.changed ?? 0).toISOString() };
		return card && { json: { id: card.id, ...time, ...card.odd } };
	};

	private list() {
		return [...this.chats]
			.map(([id, messages]) => ({ id, updated: messages.at(-1)?.created ?? 0 }))
			.map((chat) => ({ ...chat, ...this.listedAs.get(chat.id) }))
			.sort((a, b) => (b.updated ?? Infinity) - (a.updated ?? Infinity));
	}

	private search(query: URLSearchParams) {
		const from = Date.parse(query.get('updated_from') ?? '1970-01-01T00:00:00Z');
		const found = this.cards.filter(({ changed }) => changed >= from);
		const start = Number(query.get('cursor') ?? 0);
		const end = start + Number(query.get('per_page'));
		const resumes = found.slice(start, end).map(({ id, made, changed }) => ({
			id,
			created_at: moscow(made),
			updated_at: moscow(changed),
		}));
		return { meta: { cursor: end, pages: Math.ceil(found.length / (end - start)) }, resumes };
	}
}

describe('polled events of Avito', () => {
	let board: Board;
	let avito: LocalAvito;
	beforeEach(async () => {
		board = new Board();
		avito = await startLocalAvito((request) => board.answer(request));
	});
	afterEach(async () => await avito.close());

	/** What the last poll could not read. */
	let failed: readonly string[];

	/** @param skew how far this machine's clock is ahead of Avito's */
	function watcher(source: PolledSource, skew = 0) {
		let saved: string | undefined;
		return async (): Promise<string[]> => {
			const stored = saved === undefined ? undefined : (JSON.parse(saved) as unknown);
			const { events, state, failures } = await pollEvents(source, stored, board.now + skew);
			saved = JSON.stringify(state);
			failed = failures;
			return events.map(({ payload }) => String((payload as { id: unknown }).id));
		};
	}

	describe('messages', () => {
		const source = () => polledMessages(avito.client, {});

		it('tells each once, whatever the clocks say, also those that come while it reads', async () => {
			const happening = fc.record({
				wait: fc.constantFrom(0, SECOND, MINUTE, HOUR),
				chat: fc.constantFrom('a', 'b', 'c'),
				isOwn: fc.boolean(),
				polls: fc.boolean(),
			});
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom(-3 * HOUR, 0, 5 * MINUTE, 3 * HOUR),
					fc.array(happening, { maxLength: 4 }),
					fc.array(happening, { maxLength: 10 }),
					async (skew, before, after) => {
						board = new Board();
						for (const { wait, chat } of before) {
							board.now += wait;
							board.write(chat);
						}
						const poll = watcher(source(), skew);
						expect(await poll()).toEqual([]);
						board.now += SECOND;
						const expected: string[] = [];
						const told: string[] = [];
						for (const { wait, chat, isOwn, polls } of after) {
							board.now += wait;
							const id = board.write(chat, isOwn ? { author_id: ME, direction: 'out' } : {});
							if (!isOwn) expected.push(id);
							if (polls) told.push(...(await poll()));
						}
						told.push(...(await poll()), ...(await poll()));
						expect(told.sort()).toEqual(expected.sort());
					},
				),
				{ numRuns: 40 },
			);
		});

		it('finds a message that came while a long poll was reading', async () => {
			board.write('chat19', {}, NOW - 2 * HOUR);
			for (let i = 0; i < 19; i += 1) board.write(`chat${i}`, {}, NOW - HOUR);
			const poll = watcher(source());
			await poll();
			board.now += HOUR;
			for (let i = 0; i < 19; i += 1) board.write(`chat${i}`, {}, board.now - i * SECOND);
			board.pace = MINUTE;
			let late = '';
			const answer = board.answer;
			let asked = 0;
			board.answer = (request) => {
				const given = answer(request);
				asked += 1;
				// The list is read: nobody looks at this chat any more, and later at one that is new, too.
				if (asked === 1) late = board.write('chat19');
				if (asked === 15) board.write('chat16');
				return given;
			};
			const told = await poll();
			expect(told).toHaveLength(20);
			board.pace = 100;
			expect(await poll()).toEqual([late]);
		});

		it('is not blinded by a time in the future', async () => {
			board.write('a', {}, NOW + 20 * HOUR);
			const poll = watcher(source());
			expect(await poll()).toEqual([]);
			board.now += HOUR;
			const next = board.write('b');
			expect(await poll()).toEqual([next]);
			const future = board.write('a', {}, board.now + 20 * HOUR);
			expect(await poll()).toEqual([future]);
			board.now += HOUR;
			const last = board.write('c');
			expect(await poll()).toEqual([last]);
			expect(await poll()).toEqual([]);
		});

		it.each([null, seconds(NOW - 400 * 24 * HOUR)])(
			'reads on behind a chat whose time in the list is %s',
			async (updated) => {
				board.write('pinned', {}, NOW - HOUR);
				board.listedAs.set('pinned', { updated });
				const list = board.answer;
				// Pinned: the first in the list, whatever its time.
				board.answer = (request) => {
					const given = list(request);
					const { chats } = (given?.json ?? {}) as { chats?: Array<{ id: string }> };
					chats?.sort((a, b) => Number(b.id === 'pinned') - Number(a.id === 'pinned'));
					return given;
				};
				board.write('a', {}, NOW - MINUTE);
				const poll = watcher(source());
				expect(await poll()).toEqual([]);
				board.now += HOUR;
				const next = board.write('a');
				expect(await poll()).toEqual([next]);
				expect(await poll()).toEqual([]);
			},
		);

		it('is not stopped by a message or a chat with an odd field', async () => {
			board.write('a');
			const poll = watcher(source());
			await poll();
			board.now += HOUR;
			const odd = board.write('a', { content: [], read: 'yesterday', type: 5 });
			const next = board.write('b');
			board.listedAs.set('b', { updated: seconds(board.now), users: [{ name: 'Without an id' }] });
			expect((await poll()).sort()).toEqual([odd, next].sort());
		});

		it.each([403, 500])(
			'goes on where one chat fails with %d, and reads it later',
			async (status) => {
				board.write('bad');
				const poll = watcher(source());
				await poll();
				board.failing.set('bad', status);
				board.now += 40 * HOUR;
				const held = board.write('bad');
				board.now += HOUR;
				const other = board.write('good');
				expect(await poll()).toEqual([other]);
				expect(failed).toEqual([expect.stringContaining('bad')]);
				board.now += HOUR;
				const third = board.write('good');
				expect(await poll()).toEqual([third]);
				board.failing.clear();
				expect(await poll()).toEqual([held]);
				expect(await poll()).toEqual([]);
				expect(failed).toEqual([]);
			},
		);

		it('gives a chat up that fails for more than a day', async () => {
			board.write('bad');
			const poll = watcher(source());
			await poll();
			board.failing.set('bad', 500);
			board.now += HOUR;
			board.write('bad');
			for (let hours = 0; hours < 40; hours += 1) {
				board.now += HOUR;
				const id = board.write('good');
				expect(await poll()).toEqual([id]);
			}
			board.failing.clear();
			expect(await poll()).toEqual([]);
		});

		it('fails where Avito can read no chat at all', async () => {
			board.write('bad');
			const poll = watcher(source());
			await poll();
			board.now += HOUR;
			board.write('bad');
			board.failing.set('bad', 500);
			await expect(poll()).rejects.toThrow();
		});

		it('names the place where a message cannot be told from others', async () => {
			board.write('a');
			const poll = watcher(source());
			await poll();
			board.now += HOUR;
			board.write('a', { id: null });
			await expect(poll()).rejects.toThrow('messages');
		});
	});

	describe('applications', () => {
		const clock = () => ({ ...systemClock, now: () => board.now });
		const source = (options = {}) => polledApplications(avito.client, clock(), options);
		const applies = (id: string, at = board.now, more = {}) => {
			const time = new Date(at).toISOString();
			board.applications.unshift({ id, state: 'new', created_at: time, updated_at: time, ...more });
		};

		it.each([-3, 0, 3])('tells each once while this clock is %d h ahead', async (hours) => {
			applies('old', NOW - 2 * HOUR);
			const poll = watcher(source(), hours * HOUR);
			expect(await poll()).toEqual([]);
			board.now += MINUTE;
			applies('new');
			expect(await poll()).toEqual(['new']);
			expect(await poll()).toEqual([]);
		});

		it('tells one whose details come later than its id', async () => {
			applies('old', NOW - HOUR);
			const poll = watcher(source());
			await poll();
			applies('new');
			board.withoutDetails.add('new');
			expect(await poll()).toEqual([]);
			board.withoutDetails.clear();
			expect(await poll()).toEqual(['new']);
			expect(await poll()).toEqual([]);
		});

		it.each([{}, { includeChanges: true }])(
			'tells one without a time once (%j)',
			async (options) => {
				applies('old', NOW - HOUR);
				const poll = watcher(source(options));
				await poll();
				applies('new', NOW, { created_at: null, updated_at: null });
				expect(await poll()).toEqual(['new']);
				for (let round = 0; round < 4; round += 1) {
					board.now += HOUR;
					applies(`later ${round}`);
					expect(await poll()).toEqual([`later ${round}`]);
				}
			},
		);

		it('is not stopped by one with odd details', async () => {
			applies('old', NOW - HOUR);
			const poll = watcher(source());
			await poll();
			applies('odd', NOW, { applicant: 'somebody', contacts: { phones: [{ status: 4 }] } });
			applies('next');
			expect((await poll()).sort()).toEqual(['next', 'odd']);
		});
	});

	describe('resumes', () => {
		const card = (id: number, changed: number, made = changed): Card => ({ id, made, changed });

		it('takes none for new in a search that finds more than can be remembered', async () => {
			board.cards = Array.from({ length: 6_000 }, (_, i) => card(i, NOW - (i + 1) * MINUTE));
			const poll = watcher(polledNewResumes(avito.client, {}));
			expect(await poll()).toEqual([]);
			board.now += HOUR;
			// Old ones change, known and unknown.
			for (const one of board.cards) if (one.id % 500 === 0) one.changed = board.now;
			board.cards.unshift(card(9_001, board.now));
			expect(await poll()).toEqual(['9001']);
			expect(await poll()).toEqual([]);
		});

		it('tells an old one that a narrow search finds for the first time', async () => {
			board.cards = [card(1, NOW - HOUR)];
			const poll = watcher(polledNewResumes(avito.client, {}));
			await poll();
			board.now += HOUR;
			board.cards.push(card(2, board.now, NOW - 900 * 24 * HOUR));
			expect(await poll()).toEqual(['2']);
		});

		it('leaves none out where more came than can be remembered', async () => {
			board.cards = [card(1, NOW - HOUR)];
			const poll = watcher(polledNewResumes(avito.client, {}));
			await poll();
			board.now += 24 * HOUR;
			for (let i = 0; i < 5_500; i += 1) board.cards.push(card(10_000 + i, NOW + i * SECOND));
			expect(new Set(await poll()).size).toBe(5_500);
			expect(await poll()).toEqual([]);
		});

		it('tells each change once where more change than can be remembered', async () => {
			board.cards = [card(1, NOW - HOUR)];
			const poll = watcher(polledChangedResumes(avito.client, {}));
			await poll();
			board.now += HOUR;
			for (let i = 0; i < 5_500; i += 1) board.cards.push(card(10_000 + i, NOW + i * 100));
			expect(new Set(await poll()).size).toBe(5_500);
			expect(await poll()).toEqual([]);
			board.cards.push(card(99_999, board.now));
			expect(await poll()).toEqual(['99999']);
		});

		it.each([-3, 0, 3])(
			'tells the first that a search finds while this clock is %d h ahead',
			async (hours) => {
				const poll = watcher(polledNewResumes(avito.client, {}), hours * HOUR);
				expect(await poll()).toEqual([]);
				board.now += MINUTE;
				board.cards.push(card(1, board.now));
				expect(await poll()).toEqual(['1']);
				expect(await poll()).toEqual([]);
			},
		);

		it('is not stopped by one of a list with an odd field', async () => {
			board.cards = [card(1, NOW - HOUR), { ...card(2, NOW - HOUR), odd: { salary: 'any' } }];
			const poll = watcher(polledResumes(avito.client, [1, 2]));
			await poll();
			board.now += MINUTE;
			for (const one of board.cards) one.changed = board.now;
			expect((await poll()).sort()).toEqual(['1', '2']);
		});

		it.each([-3, 0, 3])('tells changes of a list while this clock is %d h ahead', async (hours) => {
			board.cards = [card(1, NOW - HOUR), card(2, NOW - 2 * HOUR)];
			const poll = watcher(polledResumes(avito.client, [1, 2, 3]), hours * HOUR);
			expect(await poll()).toEqual([]);
			board.now += MINUTE;
			for (const one of board.cards) if (one.id === 2) one.changed = board.now;
			expect(await poll()).toEqual(['2']);
			expect(await poll()).toEqual([]);
		});
	});
});
