import fc from 'fast-check';
import { readNews, Snapshot, type WatermarkState } from '../../../lib/feed';

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

async function* from(items: readonly Item[]): AsyncGenerator<Item> {
	yield* [...items].sort((a, b) => b.time - a.time);
}

const idsOf = (items: readonly Item[]) => items.map(({ id }) => id);
const restored = (state: WatermarkState): unknown => JSON.parse(JSON.stringify(state));

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
		for (const saved of [null, 5, 'x', {}, { start: 1 }, { start: 1, time: 1, seen: [[1, 2]] }]) {
			expect((await readNews(from(old), saved, options)).news).toEqual([]);
		}
	});

	it('stops reading where it knows everything', async () => {
		const { state } = await readNews(from(old), undefined, options);
		let read = 0;
		const counted = async function* () {
			for await (const item of from([...old, { id: 'new', time: 1003 * HOUR }])) {
				read += 1;
				yield item;
			}
		};
		const second = await readNews(counted(), state, options);
		expect(idsOf(second.news)).toEqual(['new']);
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
		expect((await readNews(broken(2), state, over)).news).toHaveLength(2);
		await expect(readNews(broken(0), state, { ...options, enough: () => true })).rejects.toThrow();
		await expect(readNews(broken(2), state, options)).rejects.toThrow('cut off');
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

	it('gives every item once, late ones, equal times and rounds that are cut short included', async () => {
		// How far this machine's clock is ahead.
		const skews = fc.constantFrom(-3 * HOUR, 0, 3 * HOUR);
		const round = fc.record({
			fresh: fc.array(fc.integer({ min: 0, max: 40 * 60_000 }), { maxLength: 15 }),
			passes: fc.integer({ min: 0, max: HOUR / 2 }),
			cutAfter: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
		});
		await fc.assert(
			fc.asyncProperty(skews, fc.array(round, { maxLength: 12 }), async (skew, rounds) => {
				const items = [...old];
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
				for (const { fresh, passes, cutAfter } of rounds) {
					now += passes;
					// An item may carry a time from before the last round, within the overlap.
					for (const age of fresh) {
						items.push({ id: `f${items.length}`, time: Math.max(now - age, 1000 * HOUR + 1) });
					}
					await poll(cutAfter);
					if (cutAfter !== undefined) await poll();
				}
				await poll();
				expect([...given].sort()).toEqual(idsOf(items.slice(old.length)).sort());
			}),
			{ numRuns: 300 },
		);
	});
});

describe('a snapshot', () => {
	it('tells nothing at first, then what has changed', () => {
		const first = new Snapshot(undefined);
		expect(first.isFirst).toBe(true);
		expect(first.update('1', { status: 'active', price: 5 })).toBeUndefined();
		const second = new Snapshot(JSON.parse(JSON.stringify(first)));
		expect(second.isFirst).toBe(false);
		expect(second.update('1', { status: 'active', price: 5 })).toEqual({});
		expect(second.update('1', { status: 'closed', price: 5 })).toEqual({
			status: { from: 'active', to: 'closed' },
		});
		expect(second.update('2', { status: 'active' })).toBeUndefined();
	});

	it('takes a field that was not compared before for no change, and one that was empty for one', () => {
		const snapshot = new Snapshot({});
		snapshot.update('1', { status: 'active', due: null });
		expect(snapshot.update('1', { status: 'active', due: true, offers: 3 })).toEqual({
			due: { from: null, to: true },
		});
		expect(snapshot.update('1', { status: 'active', due: true, offers: 4 })).toEqual({
			offers: { from: 3, to: 4 },
		});
	});

	it('forgets what was not seen for longest', () => {
		const snapshot = new Snapshot({});
		for (let i = 0; i < 1500; i += 1) snapshot.update(String(i), { n: i });
		expect(snapshot.toJSON()).toHaveLength(1000);
		expect(snapshot.update('1499', { n: 0 })).toEqual({ n: { from: 1499, to: 0 } });
		expect(snapshot.update('0', { n: 1 })).toBeUndefined();
	});

	it('keeps what was seen of late when it was saved in between, whatever the ids', () => {
		let snapshot = new Snapshot({});
		const save = () => (snapshot = new Snapshot(JSON.parse(JSON.stringify(snapshot))));
		for (let i = 1; i <= 1000; i += 1) snapshot.update(String(i), { n: 0 });
		save().update('1', { n: 0 });
		save().update('1001', { n: 0 });
		expect(snapshot.update('1', { n: 1 })).toEqual({ n: { from: 0, to: 1 } });
		expect(snapshot.update('2', { n: 1 })).toBeUndefined();
	});

	it('goes on from the object that a version before saved', () => {
		const snapshot = new Snapshot({ 7: { n: 0 } });
		expect(snapshot.isFirst).toBe(false);
		expect(snapshot.update('7', { n: 1 })).toEqual({ n: { from: 0, to: 1 } });
	});
});
