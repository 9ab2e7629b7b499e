import type { RateWindow } from '../../../lib/http';
import { Budgets } from '../../../lib/http/budgets';
import { Deadlines } from '../../../lib/http/deadlines';
import { createUpworkHttp, GraphqlExecutor, UpworkAccount } from '../../../lib/upwork';
import { OFFER } from '../../../lib/upwork/documents/business';
import { upworkLimits } from '../../../lib/upwork/http';
import { pass, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { JumpingClock, serve, tokens } from './server';

const HOUR = 3_600_000;

/** The most requests in any time of this length. */
const mostIn = (times: number[], window: number) =>
	Math.max(
		...times.map((start) => times.filter((at) => at >= start && at < start + window).length),
	);

class RequestQuota {
	private readonly budgets: Budgets;

	constructor(
		windows: readonly RateWindow[],
		private readonly clock: JumpingClock,
		workers = 1,
	) {
		this.budgets = new Budgets({ default: windows }, { workers }, clock, new Deadlines(clock));
	}

	async take(patienceMs = Infinity): Promise<void> {
		const totalAt = this.clock.now() + patienceMs;
		await this.budgets.take(undefined, { name: 'upwork.Test', totalAt });
	}

	get leftToday(): number | undefined {
		return this.budgets.statistics().default?.available;
	}
}

const limits = (perSecond: number, perMinute: number, perDay: number): RateWindow[] => [
	{ limit: perSecond, intervalMs: 1_100, burst: perSecond },
	{ limit: perMinute, intervalMs: 60_500, burst: perMinute },
	{ limit: perDay, intervalMs: 24 * HOUR, burst: perDay, stepMs: HOUR },
];

async function taken(quota: RequestQuota, clock: JumpingClock, count: number, apart = 0) {
	const times: number[] = [];
	for (let i = 0; i < count; i += 1) {
		await quota.take();
		times.push(clock.now());
		clock.advance(apart);
	}
	return times;
}

describe('the limits of Upwork', () => {
	it.each([
		[1, 5, 300],
		[3, 1, 100],
		[20, 1, 15],
	])('with %d workers lets %d leave in any second, %d in any minute', async (...facts) => {
		const [workers, perSecond, perMinute] = facts;
		const clock = new JumpingClock();
		const quota = new RequestQuota(upworkLimits(), clock, workers);
		const times = await taken(quota, clock, 700, 7);
		expect(mostIn(times, 1_099)).toBe(perSecond);
		// All of them together stay below five a second, too.
		expect(mostIn(times, 1_099 * Math.max(1, workers / 5))).toBe(perSecond);
		expect(mostIn(times, 60_499)).toBeLessThanOrEqual(perMinute);
		expect(mostIn(times, 60_000) * workers).toBeLessThanOrEqual(300);
		expect(times.length / ((times.at(-1) ?? 0) - (times[0] ?? 0))).toBeLessThan(5 / 1_000);
	});

	it('takes 300 of a minute up where nothing else holds it back', async () => {
		const clock = new JumpingClock();
		const quota = new RequestQuota(limits(1_000, 300, 40_000), clock);
		const times = await taken(quota, clock, 301);
		expect((times[299] ?? 0) - (times[0] ?? 0)).toBe(0);
		expect((times[300] ?? 0) - (times[0] ?? 0)).toBe(60_500);
	});

	it('gives the last request of the day, not the one after it, and the time to wait is right', async () => {
		const clock = new JumpingClock(Date.UTC(2026, 10, 21, 3, 30));
		const quota = new RequestQuota(limits(100, 100, 10), clock);
		await taken(quota, clock, 9);
		expect(quota.leftToday).toBe(1);
		await quota.take();
		expect(quota.leftToday).toBe(0);
		const refusal = await quota.take(0).catch((error: unknown) => error);
		expect(refusal).toMatchObject({ kind: 'rateLimited', details: { sent: false } });
		const { retryAfterMs } = refusal as { retryAfterMs: number };
		// No 24 hours hold more than allowed, and the hour is over then.
		expect(retryAfterMs).toBe(24.5 * HOUR);
		clock.advance(retryAfterMs - 1);
		await expect(quota.take(0)).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 1 });
		clock.advance(1);
		await expect(quota.take()).resolves.toBeUndefined();
		expect(quota.leftToday).toBe(9);
	});

	it('holds nothing up when the clock is set back', async () => {
		const clock = new JumpingClock();
		const quota = new RequestQuota(limits(5, 300, 20), clock);
		await taken(quota, clock, 10);
		clock.advance(-48 * HOUR);
		const before = clock.now();
		await taken(quota, clock, 10);
		expect(clock.now() - before).toBeLessThan(5_000);
		clock.advance(25 * HOUR);
		expect(quota.leftToday).toBe(20);
		await expect(quota.take()).resolves.toBeUndefined();
	});

	it('counts what is given again after a failure', async () => {
		const clock = new ManualClock(undefined, quiet);
		const started = clock.now();
		const asked = new Set<string>();
		const server = await serve(({ variables }) => {
			const key = JSON.stringify(variables);
			const isFirst = !asked.has(key);
			asked.add(key);
			return isFirst ? { status: 429, body: {} } : { body: { data: { offer: { id: '1' } } } };
		});
		const http = createUpworkHttp({
			account: 'test',
			simulatorUrl: server.url,
			retry: { attempts: 2, baseMs: 1, capMs: 2 },
			clock,
		});
		const account = new UpworkAccount({ http, clock });
		const executor = new GraphqlExecutor({ account, tokens: tokens() });
		try {
			const ids = Array.from({ length: 12 }, (_, index) => String(index));
			let ended = false;
			const runs = Promise.all(ids.map(async (id) => await executor.run(OFFER, { id })));
			void runs.finally(() => (ended = true));
			await pass(clock, () => ended, 100);
			await runs;
			expect(server.asked).toHaveLength(24);
			expect(account.leftToday).toBe(40_000 - 24);
			expect(clock.now() - started).toBeGreaterThanOrEqual(4 * 1_100);
		} finally {
			await account.close();
			await server.close();
		}
	});
});
