import { Budgets } from '../../../lib/http/budgets';
import { Deadlines } from '../../../lib/http/deadlines';
import type { RateWindow } from '../../../lib/http/types';
import { memoryOver, processStores } from '../../../lib/memory';
import { ManualClock } from '../../support/manualClock';

/** Processes that use one account, on one clock. */
function processes(windows: RateWindow[]) {
	const clock = new ManualClock();
	const memory = memoryOver(processStores(clock), { clock });
	const state = { isDown: false, left: [] as number[] };
	const open = (workers = 1) => {
		const sharedBudgets = {
			account: 'kwork 7',
			store: async () => {
				if (state.isDown) return await Promise.reject(new Error('down'));
				return await Promise.resolve(memory.budget);
			},
		};
		const options = { workers, sharedBudgets };
		return new Budgets({ default: windows }, options, clock, new Deadlines(clock));
	};
	/** Asks as fast as turns are given. */
	const greedy = async (budgets: Budgets, untilMs: number) => {
		while (clock.now() < untilMs) {
			try {
				await budgets.take(undefined, { name: 'test', totalAt: untilMs });
			} catch {
				return;
			}
			state.left.push(clock.now());
		}
	};
	const run = async (ms: number, stepMs = 5) => {
		for (let at = 0; at < ms; at += stepMs) await clock.advance(stepMs);
	};
	return { clock, memory, state, open, greedy, run };
}

/** The most requests in any span of this length. */
const mostIn = (times: number[], ms: number) =>
	Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));

test.each<[string, RateWindow[]]>([
	['a minute', [{ limit: 120, intervalMs: 60_000 }]],
	[
		'a second and a minute',
		[
			{ limit: 10, intervalMs: 1000 },
			{ limit: 300, intervalMs: 60_000 },
		],
	],
])('three processes together keep to the limit of %s, and use most of it', async (_, windows) => {
	const { clock, state, open, greedy, run } = processes(windows);
	const until = clock.now() + 120_000;
	const done = [open(), open(), open()].map(async (one) => await greedy(one, until));
	await run(121_000);
	await Promise.all(done);
	for (const { limit, intervalMs } of windows) {
		expect(mostIn(state.left, intervalMs)).toBeLessThanOrEqual(limit);
	}
	const { limit = 0, intervalMs = 1 } = windows.at(-1) ?? {};
	expect(state.left.length).toBeGreaterThan((0.75 * limit * 120_000) / intervalMs);
});

test('a pause that the service asks of one holds for the others', async () => {
	const { clock, state, open, greedy, run } = processes([{ limit: 600, intervalMs: 60_000 }]);
	const [one, two] = [open(), open()];
	one.adjust(undefined, { remaining: 0, resetAtMs: clock.now() + 10_000 });
	await run(5);
	const from = clock.now();
	const done = greedy(two, from + 20_000);
	await run(21_000);
	await done;
	expect(Math.min(...state.left) - from).toBeGreaterThanOrEqual(9_900);
});

test('where the shared windows cannot be reached each process keeps to its part', async () => {
	const { clock, state, open, greedy, run } = processes([{ limit: 60, intervalMs: 60_000 }]);
	state.isDown = true;
	const until = clock.now() + 60_000;
	const done = [open(2), open(2)].map(async (one) => await greedy(one, until));
	await run(61_000);
	await Promise.all(done);
	expect(state.left.length).toBeLessThanOrEqual(60);
	expect(state.left.length).toBeGreaterThan(40);
});

test('a call that would wait too long is refused at once, with the reason', async () => {
	const { clock, memory, open, run } = processes([{ limit: 60, intervalMs: 60_000 }]);
	await memory.budget.pause('kwork 7', 'a captcha has to be solved', 600_000);
	const turn = open().take(undefined, { name: 'test', totalAt: clock.now() + 30_000 });
	const told = expect(turn).rejects.toMatchObject({ kind: 'rateLimited' });
	await run(31_000, 100);
	await told;
});
