import fc from 'fast-check';
import { Cursor } from '../../../lib/feed';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = 1000 * HOUR;
const OVERLAP = HOUR;
const PARTS = ['a', 'b', 'c'] as const;

interface Item {
	id: string;
	part: string;
	/** None: it is known by its id alone. */
	time?: number;
}

/** A service with several lists, and a source that remembers nothing but what a cursor saves. */
class World {
	now = START;

	items: Item[] = [];

	readonly told: string[] = [];

	saved: unknown;

	constructor(
		/** How far this machine's clock is ahead. */
		private readonly skew: number,
		private readonly limit?: number,
	) {}

	appears(part: string, time?: number): string {
		const id = `i${this.items.length}`;
		this.items.push({ id, part, time });
		return id;
	}

	/**
	 * @param failing a list that cannot be read
	 * @param cutAfter the time is over behind so many lists
	 * @param notYet of this one no more than the id can be had
	 * @param dies the process is gone before what was found is stored
	 */
	poll({ failing = '', cutAfter = Infinity, notYet = '', dies = false } = {}): string[] {
		const options = { overlapMs: OVERLAP, now: this.now + this.skew, limit: this.limit };
		const before = Cursor.from(this.saved, options);
		const times = this.items.flatMap(({ time }) => (time === undefined ? [] : [time]));
		const newest = times.length > 0 ? Math.max(...times) : undefined;
		const cursor = before ?? Cursor.begin(newest, options);
		const found: string[] = [];
		let read = 0;
		for (const part of PARTS) {
			if (before && read >= cutAfter) break;
			read += 1;
			if (part === failing) {
				cursor.hold();
				continue;
			}
			const list = this.items.filter((item) => item.part === part);
			for (const { id, time } of list.sort((a, b) => (b.time ?? 0) - (a.time ?? 0))) {
				if (time !== undefined && time < cursor.floor) continue;
				if (!cursor.take(id, time) || !before) continue;
				if (id === notYet) cursor.giveBack(id);
				else found.push(id);
			}
		}
		if (read === PARTS.length) cursor.settle();
		if (dies) return [];
		this.saved = JSON.parse(JSON.stringify(cursor));
		this.told.push(...found);
		return found;
	}
}

const step = fc.record({
	/** How long ago an item happened that appears now. */
	ages: fc.array(fc.integer({ min: 0, max: OVERLAP - MINUTE }), { maxLength: 12 }),
	timeless: fc.nat({ max: 2 }),
	future: fc.option(fc.constantFrom(MINUTE, 20 * HOUR), { nil: undefined }),
	part: fc.constantFrom(...PARTS),
	passes: fc.constantFrom(0, 1000, 10 * MINUTE, HOUR),
	failing: fc.option(fc.constantFrom(...PARTS), { nil: undefined }),
	cutAfter: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
	givesBack: fc.boolean(),
	dies: fc.boolean(),
});

/** Items of before: all but the latest of them may be anywhere. */
const before = fc.array(fc.integer({ min: 0, max: 3 * HOUR }), { maxLength: 10 });

describe('a cursor', () => {
	it('tells every item once and nothing of before, whatever happens', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(-3 * HOUR, 0, 3 * HOUR),
				before,
				fc.array(step, { maxLength: 15 }),
				(skew, old, steps) => {
					const world = new World(skew);
					for (const age of old) world.appears('a', world.now - age);
					world.poll();
					const expected: string[] = [];
					for (const { ages, timeless, future, part, passes, givesBack, ...poll } of steps) {
						world.now += passes;
						// Equal times are whole seconds; nothing is older than the first poll.
						const times = ages.map((age) => Math.max(START, world.now - age - (age % 1000)));
						// Where this clock is ahead, such a time is none in the future.
						if (future !== undefined && skew <= 0) times.push(world.now + future);
						expected.push(...times.map((time) => world.appears(part, time)));
						for (let i = 0; i < timeless; i += 1) expected.push(world.appears(part));
						world.poll({ ...poll, notYet: givesBack ? expected.at(-1) : undefined });
					}
					for (let i = 0; i < 3; i += 1) world.poll();
					expect([...world.told].sort()).toEqual(expected.sort());
				},
			),
			{ numRuns: Number(process.env.FEED_RUNS ?? 500) },
		);
	});

	it('remembers no more than it may, and then leaves out rather than doubles', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
				const world = new World(0, 4);
				world.poll();
				for (const { ages, part, passes, cutAfter } of steps) {
					world.now += passes;
					for (const age of ages) world.appears(part, Math.max(START, world.now - age));
					world.poll({ cutAfter });
					expect((world.saved as { seen: unknown[] }).seen.length).toBeLessThanOrEqual(
						cutAfter === undefined ? 4 : 20,
					);
				}
				expect(new Set(world.told).size).toBe(world.told.length);
			}),
		);
	});

	it('waits a day for a part that cannot be read, and no longer', () => {
		for (const [hours, isTold] of [
			[20, true],
			[30, false],
		] as const) {
			const world = new World(0);
			world.appears('b', START);
			world.poll();
			const held = world.appears('a', (world.now += HOUR));
			for (let i = 0; i < hours; i += 1) {
				world.now += HOUR;
				const id = world.appears('b', world.now);
				expect(world.poll({ failing: 'a' })).toEqual([id]);
			}
			expect(world.poll()).toEqual(isTold ? [held] : []);
		}
	});

	it('takes what is no saved state for none', () => {
		const options = { overlapMs: OVERLAP, now: START };
		for (const saved of [undefined, null, 'x', 5, {}, { floor: 1, time: 1, seen: { a: 1 } }]) {
			expect(Cursor.from(saved, options)).toBeUndefined();
		}
	});
});
