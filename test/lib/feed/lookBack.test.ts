import fc from 'fast-check';
import { readNews } from '../../../lib/feed';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Item {
	id: string;
	time: number;
	listedAt: number;
}

describe('looking back further than every round reads', () => {
	it('gives every item once, however late within the overlap it is listed, and none of before', async () => {
		const item = fc.record({
			age: fc.integer({ min: 0, max: 23 * HOUR }),
			delay: fc.integer({ min: 0, max: 23 * HOUR }),
		});
		const round = fc.record({
			items: fc.array(item, { maxLength: 30, size: 'max' }),
			passes: fc.integer({ min: 0, max: 30 * MINUTE }),
			cutAfter: fc.option(fc.integer({ min: 20, max: 60 }), { nil: undefined }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(round, { maxLength: 15 }), async (rounds) => {
				let now = 1000 * HOUR;
				let saved: unknown;
				const given: string[] = [];
				const items: Item[] = Array.from({ length: 60 }, (_, i) => ({
					id: `old ${i}`,
					time: now - i * 40 * MINUTE,
					listedAt: now,
				}));
				const poll = async (cutAfter = Infinity) => {
					let read = 0;
					const list = items
						.filter(({ listedAt }) => listedAt <= now)
						.sort((a, b) => b.time - a.time);
					const { news, state } = await readNews(
						async function* (skip) {
							yield* list.slice(skip);
						},
						saved,
						{
							idOf: ({ id }) => id,
							timeOf: ({ time }) => time,
							overlapMs: 24 * HOUR,
							lookBack: { everyMs: 15 * MINUTE, betweenMs: HOUR },
							now,
							enough: () => (read += 1) >= cutAfter,
						},
					);
					given.push(...news.map(({ id }) => id));
					saved = JSON.parse(JSON.stringify(state));
				};
				await poll();
				const expected: string[] = [];
				for (const { items: more, passes, cutAfter } of rounds) {
					now += passes;
					for (const { age, delay } of more) {
						// Listed 23 hours after its date at most.
						const id = `new ${expected.length}`;
						expected.push(id);
						items.push({
							id,
							time: Math.max(now - age, now + delay - 23 * HOUR),
							listedAt: now + delay,
						});
					}
					await poll(cutAfter);
				}
				for (let quarters = 0; quarters < 24 * 4; quarters += 1) {
					now += 15 * MINUTE;
					await poll();
				}
				expect([...given].sort()).toEqual([...expected].sort());
			}),
			{ numRuns: 50 },
		);
	});
});
