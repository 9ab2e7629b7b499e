import { GraphqlExecutor, RequestQuota, UPWORK_LIMITS } from '../../../lib/upwork';
import { OFFER } from '../../../lib/upwork/documents/business';
import { accountOn, JumpingClock, serve, tokens } from './server';

const HOUR = 3_600_000;

/** The most requests in any time of this length. */
const mostIn = (times: number[], window: number) =>
	Math.max(
		...times.map((start) => times.filter((at) => at >= start && at < start + window).length),
	);

async function taken(quota: RequestQuota, clock: JumpingClock, count: number, apart = 0) {
	const times: number[] = [];
	for (let i = 0; i < count; i += 1) {
		await quota.take();
		times.push(clock.now());
		clock.advance(apart);
	}
	return times;
}

describe('RequestQuota', () => {
	it.each([
		[1, 5, 300],
		[3, 1, 100],
		[20, 1, 15],
	])('with %d workers lets %d leave in any second, %d in any minute', async (...facts) => {
		const [workers, perSecond, perMinute] = facts;
		const clock = new JumpingClock();
		const quota = new RequestQuota(UPWORK_LIMITS, clock, workers);
		const times = await taken(quota, clock, 700, 7);
		expect(mostIn(times, 1_099)).toBe(perSecond);
		expect(mostIn(times, 60_499)).toBeLessThanOrEqual(perMinute);
		expect(mostIn(times, 60_000) * workers).toBeLessThanOrEqual(300);
		expect(times.length / ((times.at(-1) ?? 0) - (times[0] ?? 0))).toBeLessThan(5 / 1_000);
	});

	it('takes 300 of a minute up where nothing else holds it back', async () => {
		const clock = new JumpingClock();
		const quota = new RequestQuota({ perSecond: 1_000, perMinute: 300, perDay: 40_000 }, clock);
		const times = await taken(quota, clock, 301);
		expect((times[299] ?? 0) - (times[0] ?? 0)).toBe(0);
		expect((times[300] ?? 0) - (times[0] ?? 0)).toBe(60_500);
	});

	it('gives the last request of the day, not the one after it, and the time to wait is right', async () => {
		const clock = new JumpingClock(Date.UTC(2026, 10, 21, 3, 30));
		const quota = new RequestQuota({ perSecond: 100, perMinute: 100, perDay: 10 }, clock);
		await taken(quota, clock, 9);
		expect(quota.leftToday).toBe(1);
		await quota.take();
		expect(quota.leftToday).toBe(0);
		const refusal = await quota.take().catch((error: unknown) => error);
		expect(refusal).toMatchObject({ kind: 'rateLimited', details: { sent: false } });
		const { retryAfterMs } = refusal as { retryAfterMs: number };
		// No 24 hours hold more than allowed, and the hour is over then.
		expect(retryAfterMs).toBe(24.5 * HOUR);
		clock.advance(retryAfterMs - 1);
		await expect(quota.take()).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs: 1 });
		clock.advance(1);
		await expect(quota.take()).resolves.toBeUndefined();
		expect(quota.leftToday).toBe(9);
	});

	it('holds nothing up when the clock is set back', async () => {
		const clock = new JumpingClock();
		const quota = new RequestQuota({ perSecond: 5, perMinute: 300, perDay: 20 }, clock);
		await taken(quota, clock, 10);
		clock.advance(-48 * HOUR);
		const before = clock.now();
		await taken(quota, clock, 10);
		expect(clock.now() - before).toBeLessThan(5_000);
		clock.advance(25 * HOUR);
		await expect(quota.take()).resolves.toBeUndefined();
	});

	it('counts what is given again after a failure', async () => {
		const clock = new JumpingClock();
		const started = clock.now();
		const asked = new Set<string>();
		const server = await serve(({ variables }) => {
			const key = JSON.stringify(variables);
			const isFirst = !asked.has(key);
			asked.add(key);
			return isFirst ? { status: 429, body: {} } : { body: { data: { offer: { id: '1' } } } };
		});
		const account = accountOn(server.url, clock);
		const executor = new GraphqlExecutor({ account, tokens: tokens() });
		try {
			const ids = Array.from({ length: 12 }, (_, index) => String(index));
			await Promise.all(ids.map(async (id) => await executor.run(OFFER, { id })));
			expect(server.asked).toHaveLength(24);
			expect(account.quota.leftToday).toBe(UPWORK_LIMITS.perDay - 24);
			expect(clock.now() - started).toBeGreaterThanOrEqual(4 * 1_100);
		} finally {
			await account.close();
			await server.close();
		}
	});
});
