import fc from 'fast-check';
import type { RateWindow } from '../../../lib/http';
import { withMargin } from '../../../lib/http';
import { failures } from '../../../lib/http/failures';
import { Budgets } from '../../../lib/http/budgets';
import { Deadlines } from '../../../lib/http/deadlines';
import { ManualClock } from '../../support/manualClock';
import { failure } from './setup';

/** A clock that can be set, which is not time that passes. */
class SettableClock extends ManualClock {
	private setBy = 0;

	override now(): number {
		return super.now() + this.setBy;
	}

	elapsed(): number {
		return super.now();
	}

	set(ms: number): void {
		this.setBy += ms;
	}
}

const DAY = 86_400_000;

interface Call {
	do: 'call';
	worker: number;
	/** Pauses before it takes a turn again, as a read after a failure does. */
	retries: number[];
	patienceMs: number;
	cancelAfterMs?: number;
}

type Step =
	| Call
	| { do: 'wait'; ms: number }
	| { do: 'set'; ms: number }
	| { do: 'count'; worker: number; remaining: number; ms: number };

const windowOf: fc.Arbitrary<RateWindow> = fc
	.record({
		limit: fc.integer({ min: 1, max: 20 }),
		intervalMs: fc.integer({ min: 20, max: 5000 }),
		burst: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
		stepMs: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
		margin: fc.boolean(),
	})
	.map(({ margin, ...window }) => (margin ? withMargin(window) : window));

const worker = fc.integer({ min: 0, max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('call' as const),
			worker,
			retries: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 2 }),
			patienceMs: fc.constantFrom(50, 2000, Infinity),
			cancelAfterMs: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: undefined, freq: 4 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('wait' as const),
			ms: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 4000 })),
		}),
	},
	fc.record({
		do: fc.constant('set' as const),
		ms: fc.constantFrom(-DAY, -3000, -40, 40, 3000, DAY),
	}),
	fc.record({
		do: fc.constant('count' as const),
		worker,
		remaining: fc.integer({ min: 0, max: 3 }),
		ms: fc.integer({ min: -10, max: 3000 }),
	}),
);

/** One process: who asked, who was granted when, and when the service allowed nothing. */
class Process {
	readonly grants: Array<{ asked: number; at: number }> = [];

	readonly pauses: Array<{ from: number; until: number }> = [];

	private asked = 0;

	private readonly budgets: Budgets;

	constructor(
		windows: RateWindow[],
		workers: number,
		private readonly clock: SettableClock,
	) {
		this.budgets = new Budgets({ default: windows }, { workers }, clock, new Deadlines(clock));
	}

	get left(): number | undefined {
		return this.budgets.statistics().default?.available;
	}

	count(remaining: number, ms: number): void {
		const from = this.clock.elapsed();
		if (remaining === 0) this.pauses.push({ from, until: from + ms });
		this.budgets.adjust(undefined, { remaining, resetAtMs: this.clock.now() + ms });
	}

	/** @returns what the call ended with */
	async call({ retries, patienceMs, cancelAfterMs }: Call): Promise<unknown> {
		const cancel = new AbortController();
		if (cancelAfterMs !== undefined) {
			void this.clock.sleep(cancelAfterMs).then(() => cancel.abort());
		}
		const { signal } = cancel;
		const totalAt = this.clock.now() + patienceMs;
		try {
			for (const pause of [0, ...retries]) {
				if (pause > 0) await this.clock.sleep(pause);
				const asked = this.asked++;
				const turn = this.budgets.take(undefined, { name: 'test', totalAt, signal });
				if (turn) await turn;
				this.grants.push({ asked, at: this.clock.elapsed() });
			}
			return 'done';
		} catch (error) {
			return error;
		}
	}
}

/** Whether any span of this length holds more, each without its end. */
function isOver(times: number[], limit: number, intervalMs: number): boolean {
	const sorted = [...times].sort((a, b) => a - b);
	return sorted.some((at, index) => (sorted[index + limit] ?? Infinity) - at < intervalMs);
}

describe('windows', () => {
	it('none ever holds more than its limit, whatever comes, and all who wait get an answer', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(windowOf, { minLength: 1, maxLength: 3 }),
				fc.integer({ min: 1, max: 8 }),
				fc.array(step, { minLength: 5, maxLength: 60 }),
				async (windows, workers, steps) => {
					const clock = new SettableClock();
					const processes = Array.from(
						{ length: workers },
						() => new Process(windows, workers, clock),
					);
					const calls: Array<Promise<[Call, unknown]>> = [];
					for (const one of steps) {
						if (one.do === 'wait') await clock.advance(one.ms);
						else if (one.do === 'set') clock.set(one.ms);
						else {
							const process = processes[one.worker % workers];
							if (one.do === 'count') process?.count(one.remaining, one.ms);
							else calls.push(Promise.resolve(process?.call(one)).then((end) => [one, end]));
						}
					}
					while (clock.sleeping > 0) await clock.advance(10_000);
					for (const [call, end] of await Promise.all(calls)) {
						if (end === 'done') continue;
						expect(end).toMatchObject({
							name: expect.stringMatching(/^http\.(cancelled|noCallsBefore|noTurn)$/),
							details: { sent: false },
						});
						if (failures.cancelled.is(end)) expect(call.cancelAfterMs).toBeDefined();
						else expect(call.patienceMs).toBeLessThan(Infinity);
					}
					for (const { grants, pauses } of processes) {
						const asked = grants.map((grant) => grant.asked);
						expect(asked).toEqual([...asked].sort((a, b) => a - b));
						for (const { from, until } of pauses) {
							expect(grants.filter(({ at }) => at > from && at < until)).toEqual([]);
						}
					}
					const perProcess = processes.map(({ grants }) => grants.map(({ at }) => at));
					for (const { limit, intervalMs } of windows) {
						if (limit >= workers) expect(isOver(perProcess.flat(), limit, intervalMs)).toBe(false);
						for (const times of perProcess) {
							const share = Math.max(1, Math.floor(limit / workers));
							const longer = intervalMs * Math.max(1, workers / limit);
							expect(isOver(times, share, longer)).toBe(false);
						}
					}
				},
			),
			{ numRuns: Number(process.env.WINDOW_RUNS ?? 150) },
		);
	}, 60_000);

	it('uses its limit up: a request leaves as soon as the oldest has left the window', async () => {
		const clock = new SettableClock();
		const windows = [
			{ limit: 3, intervalMs: 1000, burst: 3 },
			{ limit: 4, intervalMs: 10_000, burst: 4 },
		];
		const one = new Process(windows, 1, clock);
		const call: Call = { do: 'call', worker: 0, retries: [], patienceMs: Infinity };
		const calls = Promise.all(Array.from({ length: 9 }, async () => await one.call(call)));
		await clock.advance(30_000);
		await calls;
		const start = one.grants[0]?.at ?? 0;
		expect(one.grants.map(({ at }) => at - start)).toEqual([
			0, 0, 0, 1000, 10_000, 10_000, 10_000, 11_000, 20_000,
		]);
	});

	it('goes on after a pause as if there had been none', async () => {
		const clock = new SettableClock();
		const day = { limit: 40_000, intervalMs: DAY, burst: 40_000, stepMs: 3_600_000 };
		const windows = [{ limit: 5, intervalMs: 1000, burst: 5 }, day];
		const one = new Process(windows, 1, clock);
		const call: Call = { do: 'call', worker: 0, retries: [], patienceMs: Infinity };
		one.count(0, 1000);
		const calls = Promise.all(Array.from({ length: 20 }, async () => await one.call(call)));
		await clock.advance(10_000);
		await calls;
		const start = one.pauses[0]?.until ?? 0;
		expect(one.grants.map(({ at }) => Math.floor((at - start) / 1000))).toEqual(
			Array.from({ length: 20 }, (_, index) => Math.floor(index / 5)),
		);
		expect(one.left).toBe(40_000 - 20);
	});

	it('says what is used up and until when, at once, where the turn would come too late', async () => {
		const clock = new ManualClock(Date.UTC(2026, 2, 1));
		const windows = [
			{ limit: 5, intervalMs: 1000, burst: 5 },
			{ limit: 2, intervalMs: 60_000, burst: 2 },
		];
		const budgets = new Budgets({ default: windows }, { workers: 1 }, clock, new Deadlines(clock));
		const take = async () =>
			await budgets.take(undefined, { name: 'test', totalAt: clock.now() + 1000 });
		await take();
		await take();
		expect(await failure(take())).toMatchObject({
			message: 'test: no calls before 2026-03-01T00:01:00.000Z, 2 requests in 60 s are used up',
			kind: 'rateLimited',
			retryAfterMs: 60_000,
			details: { sent: false },
		});
		budgets.adjust(undefined, { remaining: 0, resetAtMs: clock.now() + 90_000 });
		expect(await failure(take())).toMatchObject({
			message: 'test: no calls before 2026-03-01T00:01:30.000Z, the service asks for a pause',
			retryAfterMs: 90_000,
		});
		expect(clock.sleeping).toBe(0);
	});
});
