import { ManualClock } from '../../support/manualClock';
import type { RateWindow } from '../../../lib/http';
import { failure, READ, service } from './setup';

async function budgeted(windows: Record<string, RateWindow>, workers?: number) {
	const clock = new ManualClock();
	const budgets = Object.fromEntries(Object.entries(windows).map(([name, one]) => [name, [one]]));
	const start = clock.now();
	/** Which call arrived when, in milliseconds. */
	const seen: Array<[string, number]> = [];
	const { client } = await service(
		(request, response) => {
			const id = String(request.headers['x-id']);
			seen.push([id, clock.now() - start]);
			response.writeHead(Number(request.headers['x-status'] ?? 200), { 'retry-after': '5' }).end();
		},
		{ clock, budgets, workers, retry: { attempts: 1, baseMs: 0, capMs: 0 } },
	);
	const call = async (id: string, more: Partial<typeof READ> = {}) =>
		await client.request({ ...READ, ...more, headers: { 'x-id': id, ...more.headers } });
	/** Lets time pass in small steps, so that every call arrives at its own time. */
	const pass = async (ms: number, step: number) => {
		for (let at = 0; at < ms; at += step) {
			await clock.advance(step);
			await settled();
		}
	};
	return { clock, seen, client, call, pass, start };
}

/** Real sockets need real turns of the event loop. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

describe('rate budget', () => {
	test('lets the burst go and then one call after the other, in their order', async () => {
		const { seen, call, pass } = await budgeted({
			default: { limit: 10, intervalMs: 1000, burst: 2 },
		});
		const calls = ['a', 'b', 'c', 'd', 'e'].map(async (id) => await call(id));
		await settled();
		await pass(300, 50);
		await Promise.all(calls);
		expect(seen.map(([id]) => id).join('')).toMatch(/^(ab|ba)cde$/);
		expect(seen.map(([, at]) => at)).toEqual([0, 0, 100, 200, 300]);
	});

	test('gives a tenth at once unless told otherwise, and never more after a pause', async () => {
		const { seen, call, clock, client } = await budgeted({
			default: { limit: 30, intervalMs: 60_000 },
		});
		await clock.advance(600_000);
		expect(client.statistics().budgets).toEqual({
			default: { available: 3, limit: 30, intervalMs: 60_000 },
		});
		await Promise.all(['a', 'b', 'c'].map(async (id) => await call(id)));
		expect(client.statistics().budgets['default']?.available).toBe(0);
		expect(seen).toHaveLength(3);
	});

	test('is divided by the workers', async () => {
		const { seen, call, pass } = await budgeted(
			{ default: { limit: 10, intervalMs: 1000, burst: 1 } },
			2,
		);
		const calls = ['a', 'b', 'c'].map(async (id) => await call(id));
		await settled();
		await pass(400, 100);
		await Promise.all(calls);
		expect(seen.map(([, at]) => at)).toEqual([0, 200, 400]);
	});

	test('has names; an unknown name is the default', async () => {
		const { call, client } = await budgeted({
			default: { limit: 2, intervalMs: 1000, burst: 2 },
			job: { limit: 5, intervalMs: 1000, burst: 5 },
		});
		await call('a', { budget: 'job' });
		await call('b', { budget: 'other' });
		const { budgets } = client.statistics();
		expect([budgets['default']?.available, budgets['job']?.available]).toEqual([1, 4]);
	});

	test('a cancelled call leaves the queue and costs nothing', async () => {
		const { seen, call, pass, clock } = await budgeted({
			default: { limit: 10, intervalMs: 1000, burst: 1 },
		});
		const cancel = new AbortController();
		await call('a');
		const cancelled = failure(call('b', { signal: cancel.signal }));
		const after = call('c');
		await settled();
		cancel.abort();
		expect(await cancelled).toMatchObject({ name: 'http.cancelled' });
		await pass(100, 50);
		await after;
		expect(seen).toEqual([
			['a', 0],
			['c', 100],
		]);
		expect(clock.sleeping).toBe(0);
	});

	test('a newcomer does not pass those who wait', async () => {
		const { seen, call, clock } = await budgeted({
			default: { limit: 10, intervalMs: 1000, burst: 1 },
		});
		await call('a');
		const calls = [call('b')];
		clock.skip(100);
		calls.push(call('c'));
		await settled();
		expect(seen.map(([id]) => id)).toEqual(['a']);
		await clock.advance(0);
		await settled();
		expect(seen.map(([id]) => id)).toEqual(['a', 'b']);
		await clock.advance(100);
		await Promise.all(calls);
		expect(seen.map(([id]) => id)).toEqual(['a', 'b', 'c']);
	});

	test('a turn that does not come in time is an error', async () => {
		const { seen, call, clock } = await budgeted({ default: { limit: 1, intervalMs: 600_000 } });
		await call('a');
		const late = failure(call('b'));
		await clock.advance(120_000);
		expect(await late).toMatchObject({ name: 'http.noCallsBefore' });
		expect(await late).toMatchObject({ kind: 'rateLimited', details: { sent: false } });
		expect(seen).toHaveLength(1);
		expect(clock.sleeping).toBe(0);
	});

	test('hears what the service says is left', async () => {
		const { seen, call, client, clock, pass } = await budgeted({
			default: { limit: 100, intervalMs: 1000, burst: 100 },
		});
		client.adjustBudget('default', { remaining: 1, resetAtMs: clock.now() + 3000 });
		await call('a');
		client.adjustBudget('default', { remaining: 0, resetAtMs: clock.now() + 3000 });
		expect(client.statistics().budgets['default']?.available).toBe(0);
		const waiting = call('b');
		await settled();
		await pass(3000, 1000);
		await waiting;
		expect(seen).toEqual([
			['a', 0],
			['b', 3000],
		]);
	});

	test('a shorter pause does not end a longer one', async () => {
		const { seen, call, client, clock, pass } = await budgeted({
			default: { limit: 100, intervalMs: 1000, burst: 100 },
		});
		client.adjustBudget('default', { remaining: 0, resetAtMs: clock.now() + 5000 });
		client.adjustBudget('default', { remaining: 0, resetAtMs: clock.now() + 1000 });
		const waiting = call('a');
		await settled();
		await pass(5000, 500);
		await waiting;
		expect(seen).toEqual([['a', 5000]]);
	});

	test('rests when the service says "too many" with a time', async () => {
		const { seen, call, pass } = await budgeted({
			default: { limit: 100, intervalMs: 1000, burst: 100 },
		});
		expect(await call('a', { effect: 'write', headers: { 'x-status': '429' } })).toMatchObject({
			status: 429,
		});
		const waiting = call('b');
		await settled();
		await pass(5000, 1000);
		await waiting;
		expect(seen).toEqual([
			['a', 0],
			['b', 5000],
		]);
	});

	test('fails at once when the service allows nothing for longer than the call may take', async () => {
		const { seen, call, client, clock } = await budgeted({
			default: { limit: 9, intervalMs: 1000 },
		});
		client.adjustBudget('default', { remaining: 0, resetAtMs: clock.now() + 3_600_000 });
		expect(await failure(call('a'))).toMatchObject({
			kind: 'rateLimited',
			retryAfterMs: 3_600_000,
		});
		expect(seen).toEqual([]);
	});
});
