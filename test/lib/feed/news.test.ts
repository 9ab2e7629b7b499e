import fc from 'fast-check';
import { readNews, type NewsState } from '../../../lib/feed';

const HOUR = 3_600_000;

interface Item {
	id: string;
	time: number;
}

const options = {
	idOf: ({ id }: Item) => id,
	timeOf: ({ time }: Item) => time,
	overlapMs: HOUR,
	enough: () => false,
	now: 2000 * HOUR,
};

/** The list as a service gives it, latest first. */
const from = (items: readonly Item[]) =>
	async function* (skip: number): AsyncGenerator<Item> {
		yield* [...items].sort((a, b) => b.time - a.time).slice(skip);
	};

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);
const restored = (state: NewsState): unknown => JSON.parse(JSON.stringify(state));

describe('reading a list for news', () => {
	const old = Array.from({ length: 30 }, (_, i) => ({ id: `old${i}`, time: 1000 * HOUR - i }));

	it('takes what is there at the first round as known', async () => {
		const { news, state } = await readNews(from(old), undefined, options);
		expect(news).toEqual([]);
		expect((await readNews(from(old), restored(state), options)).news).toEqual([]);
	});

	it('gives the latest at the first round where that is wanted, oldest first', async () => {
		const first = await readNews(from(old), undefined, { ...options, first: 3 });
		expect(idsOf(first.news)).toEqual(['old2', 'old1', 'old0']);
		expect((await readNews(from(old), first.state, options)).news).toEqual([]);
	});

	it('knows a first round of an empty list, so that everything is news afterwards', async () => {
		const { state } = await readNews(from([]), undefined, options);
		expect(idsOf((await readNews(from(old.slice(0, 2)), state, options)).news)).toEqual([
			'old1',
			'old0',
		]);
	});

	it('takes a state that is none as a first round', async () => {
		for (const saved of [null, 5, 'x', {}, { floor: 1 }, { floor: 1, time: 1, seen: [[1, 2]] }]) {
			expect(await readNews(from(old), saved, options)).toMatchObject({ news: [], isFirst: true });
		}
	});

	it('stops reading where it knows everything', async () => {
		const { state } = await readNews(from(old), undefined, options);
		let read = 0;
		const counted = async function* () {
			for await (const item of from([...old, { id: 'new', time: 1003 * HOUR }])(0)) {
				read += 1;
				yield item;
			}
		};
		const second = await readNews(counted, state, options);
		expect(idsOf(second.news)).toEqual(['new']);
		expect(second.isFirst).toBe(false);
		expect(read).toBeLessThan(31);
	});

	it('remembers no more ids than it may, and gives none of them twice', async () => {
		let { state } = await readNews(from([]), undefined, options);
		const many = Array.from({ length: 300 }, (_, i) => ({ id: `n${i}`, time: HOUR + i }));
		const limited = { ...options, limit: 50 };
		const first = await readNews(from(many), state, limited);
		expect(first.news).toHaveLength(300);
		state = first.state;
		expect(state.seen).toHaveLength(50);
		expect((await readNews(from(many), state, limited)).news).toEqual([]);
	});

	it('gives what it has when the time is over, and throws when it has nothing', async () => {
		const { state } = await readNews(from([]), undefined, options);
		const broken = async function* (before: number) {
			for (let i = 0; i < before; i += 1) yield { id: `n${i}`, time: HOUR - i };
			throw new Error('cut off');
		};
		let asked = 0;
		const over = { ...options, enough: () => (asked += 1) > 2 };
		expect((await readNews(() => broken(2), state, over)).news).toHaveLength(2);
		await expect(
			readNews(() => broken(0), state, { ...options, enough: () => true }),
		).rejects.toThrow();
		await expect(readNews(() => broken(2), state, options)).rejects.toThrow('cut off');
	});

	it('is not blinded by a time in the future', async () => {
		let now = 1001 * HOUR;
		const items = [...old, { id: 'future at first', time: now + 20 * HOUR }];
		let saved: unknown;
		const poll = async () => {
			const { news, state } = await readNews(from(items), saved, { ...options, now });
			saved = restored(state);
			return idsOf(news);
		};
		expect(await poll()).toEqual([]);
		for (const future of ['future', 'another']) {
			now += HOUR / 2;
			items.push({ id: `before ${future}`, time: now });
			expect(await poll()).toEqual([`before ${future}`]);
			items.push({ id: future, time: now + 20 * HOUR });
			expect(await poll()).toEqual([future]);
		}
		for (let hour = 0; hour < 30; hour += 1) {
			now += HOUR;
			items.push({ id: `hour ${hour}`, time: now - 1 });
			expect(await poll()).toEqual([`hour ${hour}`]);
			expect(await poll()).toEqual([]);
		}
	});

	describe('with items that have no time', () => {
		/** In the order of the list. */
		async function* listed(items: readonly Item[]): AsyncGenerator<Item> {
			yield* items;
		}
		const timeless = (id: string): Item => ({ id, time: 0 });
		function watching(more: { readAll?: boolean; first?: number } = {}) {
			let saved: unknown;
			let now = 1001 * HOUR;
			return {
				forget(field: string) {
					saved = Object.fromEntries(
						Object.entries(saved ?? {}).filter(([name]) => name !== field),
					);
				},
				async poll(items: readonly Item[]) {
					now += HOUR / 4;
					const { news, state } = await readNews(() => listed(items), saved, {
						...options,
						...more,
						now,
					});
					saved = restored(state);
					return idsOf(news);
				},
			};
		}

		it('gives each once, as long as it is listed, and when it gets a time', async () => {
			const { poll } = watching();
			let items = [timeless('known'), ...old];
			expect(await poll(items)).toEqual([]);
			items = [timeless('new'), ...items];
			expect(await poll(items)).toEqual(['new']);
			for (let i = 0; i < 20; i += 1) {
				items = [{ id: `n${i}`, time: (1001.5 + i / 4) * HOUR }, ...items];
				expect(await poll(items)).toEqual([`n${i}`]);
			}
			items = items.map((item) => (item.id === 'new' ? { ...item, time: 1006.7 * HOUR } : item));
			for (let i = 0; i < 8; i += 1) expect(await poll(items)).toEqual([]);
		});

		it('ends where no item has one, without taking old ones for new', async () => {
			const { poll } = watching();
			let items = Array.from({ length: 3000 }, (_, i) => timeless(`old${i}`));
			expect(await poll(items)).toEqual([]);
			expect(await poll(items)).toEqual([]);
			items = [timeless('new'), ...items];
			expect(await poll(items)).toEqual(['new']);
			expect(await poll(items)).toEqual([]);
		});

		it('finds one behind any number of others in a list that is read to its end', async () => {
			const { poll } = watching({ readAll: true });
			const many = Array.from({ length: 40 }, (_, i) => timeless(`known${i}`));
			expect(await poll([...old, ...many])).toEqual([]);
			expect(await poll([...old, ...many])).toEqual([]);
			expect(await poll([...old, ...many, timeless('new')])).toEqual(['new']);
			expect(await poll([...old, ...many, timeless('new')])).toEqual([]);
		});

		it('learns those that a version before did not remember', async () => {
			const { poll, forget } = watching();
			await poll(old);
			forget('knowsTimeless');
			const items = [{ id: 'timed', time: 1001 * HOUR }, timeless('there before'), ...old];
			expect(await poll(items)).toEqual(['timed']);
			expect(await poll([timeless('new'), ...items])).toEqual(['new']);
		});
	});

	it.each([Infinity, 5])(
		'takes nothing old for new while this clock is behind, with time for %d items more',
		async (left) => {
			const now = 990 * HOUR;
			const enough = () => (left -= 1) <= 0;
			const first = await readNews(from(old), undefined, { ...options, now, enough });
			const later = { ...options, now: now + HOUR };
			const items = [...old, { id: 'new', time: 1001 * HOUR }];
			const second = await readNews(from(items), restored(first.state), later);
			expect(idsOf(second.news)).toEqual(['new']);
			expect((await readNews(from(items), restored(second.state), later)).news).toEqual([]);
		},
	);

	it('comes further with little time although each round has news, and reads no more than it has to', async () => {
		let items = Array.from({ length: 1500 }, (_, i) => ({ id: `n${i}`, time: 1500 * HOUR + i }));
		let { state: saved } = await readNews(from([]), undefined, options);
		const given: string[] = [];
		let polls = 0;
		for (let read = 0; given.length < 1500 + polls; polls += 1) {
			expect(polls).toBeLessThan(40);
			items = [...items, { id: `new ${polls}`, time: 1501 * HOUR + polls }];
			const enough = () => (read += 1) >= 100;
			read = 0;
			const { news, state } = await readNews(from(items), saved, { ...options, enough });
			given.push(...idsOf(news));
			saved = state;
		}
		expect(new Set(given).size).toBe(1500 + polls);
		let count = 0;
		const { news, state } = await readNews(from(items), restored(saved), {
			...options,
			enough: () => (count += 1) < 0,
		});
		expect(news).toEqual([]);
		expect(state.backlog).toBeUndefined();
	});

	it('gives every item once, late ones, equal times and rounds that are cut short included', async () => {
		// How far this machine's clock is ahead.
		const skews = fc.constantFrom(-3 * HOUR, 0, 3 * HOUR);
		const round = fc.record({
			fresh: fc.array(fc.integer({ min: 0, max: 40 * 60_000 }), { maxLength: 90, size: 'max' }),
			passes: fc.integer({ min: 0, max: HOUR / 2 }),
			cutAfter: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
			gone: fc.nat({ max: 60 }),
		});
		await fc.assert(
			fc.asyncProperty(skews, fc.array(round, { maxLength: 12 }), async (skew, rounds) => {
				let items = [...old];
				const all: string[] = [];
				let now = 1001 * HOUR;
				let saved: unknown;
				const given: string[] = [];
				const poll = async (cutAfter?: number) => {
					let read = 0;
					const enough = () => cutAfter !== undefined && (read += 1) >= cutAfter;
					const clock = { enough, now: now + skew };
					const { news, state } = await readNews(from(items), saved, { ...options, ...clock });
					given.push(...idsOf(news));
					saved = restored(state);
				};
				await poll();
				for (const { fresh, passes, cutAfter, gone } of rounds) {
					now += passes;
					// An item may carry a time from before the last round, within the overlap.
					for (const age of fresh) {
						all.push(`f${all.length}`);
						items.push({ id: all.at(-1) ?? '', time: Math.max(now - age, 1000 * HOUR + 1) });
					}
					await poll(cutAfter);
					if (cutAfter !== undefined && gone % 2 === 0) await poll(cutAfter);
					// What was told may be taken down at any time.
					const taken = new Set(given.slice(-gone));
					items = items.filter(({ id }) => gone === 0 || !taken.has(id));
				}
				await poll();
				await poll();
				expect([...given].sort()).toEqual([...all].sort());
			}),
			{ numRuns: 300 },
		);
	});
});
