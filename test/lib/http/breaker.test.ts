import { ServiceError } from '../../../lib/errors';
import { failures } from '../../../lib/http/failures';
import { ManualClock } from '../../support/manualClock';
import { failure, READ, service, WRITE } from './setup';

async function breakable() {
	const clock = new ManualClock();
	const state = { status: 200, arrived: 0 };
	const { client } = await service(
		(request, response) => {
			state.arrived += 1;
			if (state.status === 0) request.socket.destroy();
			else response.writeHead(state.status).end();
		},
		{
			clock,
			retry: { attempts: 1, baseMs: 0, capMs: 0 },
			breaker: { failures: 3, restMs: 1000, capMs: 3000 },
		},
	);
	return { clock, state, client };
}

const captcha = new ServiceError('Kwork wants a person', {
	kind: 'captcha',
	remedy: 'Log in by hand.',
});

describe('breaker', () => {
	test('rests for the reason it was given, then goes on', async () => {
		const { clock, state, client } = await breakable();
		client.rest(captcha, clock.now() + 60_000);
		for (const request of [READ, WRITE]) {
			const error = await failure(client.request(request));
			expect(error).toMatchObject({ name: 'http.resting' });
			expect(error).toMatchObject({
				kind: 'captcha',
				remedy: 'Log in by hand.',
				retryAfterMs: 60_000,
				details: { sent: false },
				message: `${request.name}: the account rests until 2026-03-01T12:01:00.000Z: Kwork wants a person`,
			});
		}
		expect(client.statistics().breaker).toMatchObject({
			open: true,
			reason: 'Kwork wants a person',
		});
		expect(state.arrived).toBe(0);
		await clock.advance(60_000);
		await client.request(READ);
		expect(client.statistics().breaker).toEqual({ open: false });
	});

	test('keeps the reason of a rest whose probe fails', async () => {
		const { clock, state, client } = await breakable();
		client.rest(captcha, clock.now() + 10);
		await clock.advance(10);
		state.status = 500;
		await client.request(READ);
		expect(await failure(client.request(READ))).toMatchObject({
			kind: 'captcha',
			remedy: 'Log in by hand.',
			retryAfterMs: 1000,
		});
	});

	test('is told as open until the rest is over, and while the call after it has no answer', async () => {
		const clock = new ManualClock();
		const seen: boolean[] = [];
		const { client } = await service(
			(_request, response) => {
				seen.push(client.statistics().breaker.open);
				response.end();
			},
			{ clock },
		);
		client.rest(captcha, clock.now() + 10);
		await clock.advance(9);
		expect(client.statistics().breaker.open).toBe(true);
		await clock.advance(1);
		expect(client.statistics().breaker.open).toBe(false);
		await client.request(READ);
		expect(seen).toEqual([true]);
	});

	test('the newest of two rests of the same length tells why', async () => {
		const { clock, client } = await breakable();
		client.rest(captcha, clock.now() + 10);
		const block = new ServiceError('Kwork has blocked', { kind: 'blocked', remedy: 'Wait.' });
		client.rest(block, clock.now() + 10);
		expect(await failure(client.request(READ))).toMatchObject({ kind: 'blocked' });
	});

	test('a shorter rest does not shorten a longer one', async () => {
		const { clock, client } = await breakable();
		client.rest(captcha, clock.now() + 60_000);
		client.rest(captcha, clock.now() + 10);
		await clock.advance(1000);
		expect(await failure(client.request(READ))).toMatchObject({ name: 'http.resting' });
	});

	test.each([
		['statuses from 500', 500, 'HTTP 500'],
		['broken connections', 0, READ.name],
	])(
		'opens by itself after %s in a row, probes, and rests longer each time',
		async (_what, bad, last) => {
			const { clock, state, client } = await breakable();
			const call = async () => await client.request(READ).catch((error: unknown) => error);
			state.status = bad;
			await call();
			await call();
			state.status = 404;
			await call();
			state.status = bad;
			for (let count = 0; count < 3; count += 1) await call();
			expect(state.arrived).toBe(6);
			expect(await call()).toMatchObject({
				kind: 'temporary',
				retryAfterMs: 1000,
				message: expect.stringContaining(`in a row failed, the last one with: ${last}`),
				remedy: expect.stringMatching(/\w.* Calls go on by themselves/),
			});
			expect(state.arrived).toBe(6);

			await clock.advance(1000);
			// One probe; the others wait for its end.
			const together = await Promise.all([call(), call(), call()]);
			expect(together.filter((end) => failures.resting.is(end))).toHaveLength(2);
			expect(state.arrived).toBe(7);
			expect(await call()).toMatchObject({ retryAfterMs: 2000 });
			await clock.advance(2000);
			await call();
			expect(await call()).toMatchObject({ retryAfterMs: 3000 });

			await clock.advance(3000);
			state.status = 200;
			expect(await call()).toMatchObject({ status: 200 });
			expect(await call()).toMatchObject({ status: 200 });
			expect(client.statistics().breaker).toEqual({ open: false });
		},
	);

	test.each([200, 500])(
		'a call that began before the rest changes nothing (%d)',
		async (status) => {
			const clock = new ManualClock();
			const answers: Array<() => void> = [];
			let arrived: () => void = () => {};
			const reached = new Promise<void>((resolve) => (arrived = resolve));
			const { client } = await service(
				(_request, response) => {
					answers.push(() => response.writeHead(status).end());
					if (answers.length === 3) arrived();
				},
				{
					clock,
					retry: { attempts: 1, baseMs: 0, capMs: 0 },
					breaker: { failures: 1, restMs: 600_000, capMs: 600_000 },
				},
			);
			const calls = [READ, READ, READ].map(async (request) => await client.request(request));
			await reached;
			client.rest(captcha, clock.now() + 60_000);
			for (const answer of answers) answer();
			await Promise.all(calls);
			expect(await failure(client.request(READ))).toMatchObject({
				kind: 'captcha',
				retryAfterMs: 60_000,
			});
		},
	);

	test('a probe that is cut off leaves the probing to the next call', async () => {
		const clock = new ManualClock();
		const cancel = new AbortController();
		const { client } = await service(
			(_request, response) => {
				if (cancel.signal.aborted) response.end();
				else cancel.abort();
			},
			{ clock },
		);
		client.rest(captcha, clock.now() + 10);
		await clock.advance(10);
		const probe = client.request({ ...READ, signal: cancel.signal });
		expect(await failure(probe)).toMatchObject({ kind: 'cancelled' });
		expect(await client.request(READ)).toMatchObject({ status: 200 });
	});

	test('stops the repeats of a read', async () => {
		let arrived = 0;
		const { client } = await service(
			(_request, response) => {
				arrived += 1;
				response.writeHead(500).end();
			},
			{ retry: { attempts: 9, baseMs: 0, capMs: 0 }, breaker: { failures: 3 } },
		);
		expect(await client.request(READ)).toMatchObject({ status: 500 });
		expect(arrived).toBe(3);
	});
});

test('figures', async () => {
	const clock = new ManualClock();
	const { client } = await service(
		(request, response) => {
			const ms = Number(request.headers['x-ms']);
			void clock.advance(ms).then(() => response.end());
		},
		{ clock },
	);
	for (let ms = 1; ms <= 1100; ms += 1) {
		await client.request({ ...READ, headers: { 'x-ms': String(ms) } });
	}
	// Only the last 1,000 count: 101 to 1,100 ms.
	expect(client.statistics()).toMatchObject({
		calls: 1100,
		retries: 0,
		errors: {},
		latency: { p50: 600, p95: 1050, p99: 1090 },
		proxies: [],
	});
});
