import * as fc from 'fast-check';
import type { ThreadEntry } from '../../lib/alreadySent';
import { earlierSends, REPETITION_MS } from '../../lib/alreadySent';

const NOW = Date.parse('2026-03-01T12:00:00Z');

const counted = async (thread: readonly ThreadEntry[]): Promise<ThreadEntry[]> => {
	const found: ThreadEntry[] = [];
	for await (const entry of earlierSends(thread, (one) => one, NOW)) found.push(entry);
	return found;
};

const us = (agoMs: number): ThreadEntry => ({ from: 'us', atMs: NOW - agoMs });
const them = (agoMs: number): ThreadEntry => ({ from: 'them', atMs: NOW - agoMs });
const service = (agoMs: number): ThreadEntry => ({ from: 'service', atMs: NOW - agoMs });

const DAY = 86_400_000;

describe('what counts as sent before', () => {
	test.each<[string, ThreadEntry[], number]>([
		['nothing in an empty thread', [], 0],
		['what nobody has answered, however old', [us(DAY), us(30 * DAY)], 2],
		['not what was answered long ago', [them(DAY), us(2 * DAY)], 0],
		['what is younger than ten minutes, though answered', [them(1), us(REPETITION_MS - 1)], 1],
		['not what is ten minutes old and answered', [them(1), us(REPETITION_MS)], 0],
		['only what came after the last answer', [us(1), them(DAY), us(2 * DAY)], 1],
		['what only the service has remarked upon', [service(1), us(DAY)], 1],
		['what a clock ahead of ours dates in the future', [them(-1), us(-2)], 1],
	])('%s', async (_, thread, count) => {
		expect(await counted(thread)).toHaveLength(count);
	});

	test('a thread is read no further than the rule needs', async () => {
		let read = 0;
		function* endless() {
			for (let age = 1; ; age += 1) {
				read += 1;
				yield age === 3 ? them(age * REPETITION_MS) : us(age * REPETITION_MS);
			}
		}
		for await (const entry of earlierSends(endless(), (one) => one, NOW)) void entry;
		expect(read).toBe(4);
	});

	test('for every thread it is the same as the rule in words', async () => {
		const entry = fc.record({
			from: fc.constantFrom('us' as const, 'them' as const, 'service' as const),
			ago: fc.integer({ min: 0, max: 3 * REPETITION_MS }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(entry, { maxLength: 12 }), async (given) => {
				const thread = given
					.sort((a, b) => a.ago - b.ago)
					.map(({ from, ago }) => ({ from, atMs: NOW - ago }));
				const expected = thread.filter(({ from, atMs }, index) => {
					const answered = thread.slice(0, index).some((one) => one.from === 'them');
					return from === 'us' && (!answered || NOW - atMs < REPETITION_MS);
				});
				expect(await counted(thread)).toEqual(expected);
			}),
		);
	});
});
