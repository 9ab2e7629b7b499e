import type { RequestListener, ServerResponse } from 'node:http';
import * as fc from 'fast-check';
import { ServiceError } from '../../../lib/errors';
import { HttpClient } from '../../../lib/http';
import { failures } from '../../../lib/http/failures';
import { deadPort, httpServer, tcpServer } from '../../support/localServers';
import { ManualClock } from '../../support/manualClock';
import { atEnd, failure, newClient, READ, service, WRITE } from './setup';

/** Answers one after the other with these statuses, the last one for ever. */
function statuses(...list: Array<[number, Record<string, string>?]>) {
	const seen: string[] = [];
	const handler: RequestListener = (request, response) => {
		const [status, headers] = list[Math.min(seen.length, list.length - 1)] ?? [200];
		seen.push(request.method ?? '');
		response.writeHead(status, headers).end(`answer ${seen.length}`);
	};
	return { seen, handler };
}
const NO_PAUSE = { retry: { attempts: 4, baseMs: 0, capMs: 0 } };

describe('reads', () => {
	test.each([429, 408, 500, 502, 503, 504])('are repeated after status %d', async (status) => {
		const { seen, handler } = statuses([status], [status], [200]);
		const { client } = await service(handler, NO_PAUSE);
		expect((await client.request(READ)).text).toBe('answer 3');
		expect(seen).toHaveLength(3);
		expect(client.statistics()).toMatchObject({ calls: 1, retries: 2 });
	});

	test.each([400, 401, 403, 404, 409, 501])('are not repeated after status %d', async (status) => {
		const { seen, handler } = statuses([status]);
		const { client } = await service(handler, NO_PAUSE);
		expect((await client.request(READ)).status).toBe(status);
		expect(seen).toHaveLength(1);
		expect(client.statistics().errors).toEqual({ [`status ${status}`]: 1 });
	});

	test('give the last answer when repeating does not help', async () => {
		const { seen, handler } = statuses([503]);
		const { client } = await service(handler, NO_PAUSE);
		expect(await client.request(READ)).toMatchObject({ status: 503, text: 'answer 4' });
		expect(seen).toHaveLength(4);
	});

	/** One body after the other, the last one for ever. */
	function bodies(...list: Array<[body: string, status?: number]>) {
		const seen: string[] = [];
		const handler: RequestListener = (_request, response) => {
			const [body, status = 200] = list[Math.min(seen.length, list.length - 1)] ?? [''];
			seen.push(body);
			response.writeHead(status, { 'content-type': 'application/json' }).end(body);
		};
		return { seen, handler };
	}
	const JSON_READ = { ...READ, expects: 'json' as const };

	test.each([
		['cut off', '{"chats":[{"id"'],
		['empty', ''],
	])('of JSON are repeated when the body is %s', async (_what, body) => {
		const { seen, handler } = bodies([body], [body], ['{"ok":true}']);
		const { client } = await service(handler, NO_PAUSE);
		expect((await client.request(JSON_READ)).json()).toEqual({ ok: true });
		expect(seen).toHaveLength(3);
		expect(client.statistics()).toMatchObject({ calls: 1, retries: 2 });
	});

	test('of JSON that stays cut off are given as they are, and cannot be parsed', async () => {
		const { seen, handler } = bodies(['{"a"']);
		const { client } = await service(handler, NO_PAUSE);
		const answer = await client.request(JSON_READ);
		expect(seen).toHaveLength(4);
		expect(() => answer.json()).toThrow('no JSON came back');
	});

	test.each<[what: string, body: string, status: number]>([
		['a page for people', '<!DOCTYPE html><title>Check</title>', 200],
		['no content', '', 204],
		['a refusal', '{"error"', 403],
	])('of JSON are not repeated after %s', async (_what, body, status) => {
		const { seen, handler } = bodies([body, status]);
		const { client } = await service(handler, NO_PAUSE);
		await client.request(JSON_READ);
		expect(seen).toHaveLength(1);
	});

	test('of whatever comes are not looked into', async () => {
		const { seen, handler } = bodies(['{"a"']);
		const { client } = await service(handler, NO_PAUSE);
		await client.request(READ);
		expect(seen).toHaveLength(1);
	});

	test('with POST are reads, too', async () => {
		const { seen, handler } = statuses([500], [200]);
		const { client } = await service(handler, NO_PAUSE);
		await client.request({ ...READ, method: 'POST', body: { form: { page: 1 } } });
		expect(seen).toEqual(['POST', 'POST']);
	});

	test('wait with full jitter, doubling', async () => {
		const clock = new ManualClock();
		const { handler } = statuses([500], [500], [200]);
		const { client } = await service(handler, { clock, random: () => 0.5 });
		const first = clock.untilSleep(150);
		const second = clock.untilSleep(300);
		const answer = client.request(READ);
		await first;
		await clock.advance(150);
		await second;
		await clock.advance(300);
		expect((await answer).text).toBe('answer 3');
	});

	test.each([
		['seconds', '7', 7_000],
		['a date', 'Sun, 01 Mar 2026 12:00:09 GMT', 9_000],
	])('wait as long as Retry-After says in %s', async (_what, value, ms) => {
		const clock = new ManualClock();
		const { handler } = statuses([429, { 'retry-after': value }], [200]);
		const { client } = await service(handler, { clock });
		const asked = clock.untilSleep(ms);
		const answer = client.request(READ);
		await asked;
		await clock.advance(ms);
		expect((await answer).text).toBe('answer 2');
	});

	test('do not wait longer than the whole call may take', async () => {
		const { seen, handler } = statuses([429, { 'retry-after': '3600' }]);
		const { client } = await service(handler);
		expect(await client.request(READ)).toMatchObject({ status: 429, text: 'answer 1' });
		expect(seen).toHaveLength(1);
	});

	test('stop waiting when they are cancelled', async () => {
		const clock = new ManualClock();
		const { handler } = statuses([503]);
		const { client } = await service(handler, { clock });
		const cancel = new AbortController();
		const waiting = clock.untilSleep(150);
		const answer = client.request({ ...READ, signal: cancel.signal });
		await waiting;
		cancel.abort();
		expect(await failure(answer)).toMatchObject({ kind: 'cancelled' });
		expect(clock.sleeping).toBe(0);
	});

	test('say that nothing was sent when nobody listens', async () => {
		const simulatorUrl = `http://127.0.0.1:${await deadPort()}`;
		const error = await failure(newClient({ simulatorUrl, ...NO_PAUSE }).request(READ));
		expect(error).toMatchObject({ name: 'http.network' });
		expect(error).toMatchObject({ details: { sent: false }, code: 'ECONNREFUSED' });
		expect(error.message).toBe('test.read: no connection to api.kwork.ru (ECONNREFUSED)');
	});
});

describe('writes', () => {
	test.each([429, 500, 503])('answered with %d are handed back, once sent', async (status) => {
		const { seen, handler } = statuses([status, { 'retry-after': '1' }], [200]);
		const { client } = await service(handler, NO_PAUSE);
		expect((await client.request(WRITE)).status).toBe(status);
		expect(seen).toEqual(['POST']);
	});

	test('that never left say so', async () => {
		const simulatorUrl = `http://127.0.0.1:${await deadPort()}`;
		const error = await failure(newClient({ simulatorUrl }).request(WRITE));
		expect(error).toMatchObject({ name: 'http.network' });
		expect(error).toMatchObject({
			details: { sent: false },
			remedy: expect.stringMatching(/^Nothing was sent/),
		});
	});

	test('whose connection broke have an unknown outcome', async () => {
		let arrived = 0;
		const { client } = await service((request) => {
			arrived += 1;
			request.socket.destroy();
		}, NO_PAUSE);
		const error = await failure(client.request(WRITE));
		expect(error).toMatchObject({ name: 'http.outcomeUnknown' });
		expect(error.message).not.toContain('hello');
		expect(arrived).toBe(1);
	});

	test('cancelled on the way have an unknown outcome', async () => {
		const cancel = new AbortController();
		const { client } = await service(() => cancel.abort());
		const error = await failure(client.request({ ...WRITE, signal: cancel.signal }));
		expect(error).toMatchObject({ name: 'http.outcomeUnknown' });
	});

	test('cancelled before are cancelled', async () => {
		const { seen, handler } = statuses([200]);
		const { client } = await service(handler);
		const error = await failure(client.request({ ...WRITE, signal: AbortSignal.abort() }));
		expect(error).toMatchObject({ kind: 'cancelled' });
		expect(seen).toEqual([]);
	});

	test.each([
		[303, 'outcomeUnknown'],
		[307, 'contract'],
	])('answered with a redirect %d that is not followed are %s', async (status, kind) => {
		const { client } = await service(statuses([status, { location: '/x' }]).handler);
		expect(await failure(client.request(WRITE))).toMatchObject({ kind, httpStatus: status });
	});

	test('whose following page does not come have an unknown outcome', async () => {
		const { client } = await service((request, response) => {
			if (request.method === 'POST') response.writeHead(303, { location: '/done' }).end();
			else request.socket.destroy();
		});
		const error = await failure(client.request({ ...WRITE, redirect: 'follow' }));
		expect(error).toMatchObject({ name: 'http.outcomeUnknown' });
	});
});

describe('no order of failures', () => {
	type Fault = (response: ServerResponse) => void;
	const faults: Record<string, Fault> = {
		ok: (response) => response.end('{}'),
		status500: (response) => response.writeHead(500).end(),
		status429: (response) => response.writeHead(429, { 'retry-after': '0' }).end(),
		reset: (response) => response.socket?.resetAndDestroy(),
		close: (response) => response.socket?.destroy(),
		cut: (response) => {
			response.writeHead(200, { 'content-length': '10' });
			response.write('x', () => response.destroy());
		},
		garbage: (response) => response.socket?.end('no HTTP\r\n\r\n'),
		html: (response) => response.setHeader('content-type', 'text/html').end('<html>'),
		brokenGzip: (response) => response.setHeader('content-encoding', 'gzip').end('x'),
		redirect: (response) => response.writeHead(302, { location: '/next' }).end(),
		redirectAway: (response) => response.writeHead(302, { location: 'https://evil.example' }).end(),
		hangUpLater: (response) => response.writeHead(200, { connection: 'close' }).end('{}'),
		earlyClose: (response) => {
			response.end('{}');
			response.socket?.destroySoon();
		},
	};

	test('sends a write twice, or says "nothing was sent" of one that arrived', async () => {
		let plan: string[] = [];
		const arrived = new Map<string, number>();
		const local = await httpServer((request, response) => {
			const id = String(request.headers['x-id']);
			// A redirected write goes on as GET: that is not the write again.
			if (request.method === 'POST') arrived.set(id, (arrived.get(id) ?? 0) + 1);
			faults[plan.shift() ?? 'ok']?.(response);
		});
		atEnd(async () => await local.close());
		const step = fc.record({
			fault: fc.array(fc.constantFrom(...Object.keys(faults)), { minLength: 1, maxLength: 4 }),
			effect: fc.constantFrom('read' as const, 'write' as const),
			redirect: fc.constantFrom('error' as const, 'follow' as const, 'manual' as const),
		});
		let next = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
				const client = new HttpClient({
					account: 'test',
					allowedHosts: ['api.kwork.ru'],
					simulatorUrl: `http://127.0.0.1:${local.port}`,
					breaker: { failures: 1e9 },
					...NO_PAUSE,
				});
				for (const { fault, effect, redirect } of steps) {
					plan = [...fault];
					next += 1;
					const id = String(next);
					const request = {
						...(effect === 'read' ? READ : WRITE),
						headers: { 'x-id': id },
						redirect,
					};
					const end: unknown = await client.request(request).catch((error: unknown) => error);
					if (effect === 'read') continue;
					expect(arrived.get(id) ?? 0).toBeLessThanOrEqual(1);
					if (!(end instanceof ServiceError)) continue;
					if (end.kind !== 'outcomeUnknown') expect(arrived.get(id) ?? 0).toBe(0);
				}
				await client.close();
			}),
			{ numRuns: 150 },
		);
		expect(arrived.size).toBeGreaterThan(50);
	});

	test('repeats a write on a connection that dies while it is idle', async () => {
		let arrived = 0;
		const local = await tcpServer((socket) => {
			socket.on('data', (data) => {
				if (String(data).startsWith('POST')) arrived += 1;
				socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
				// The service hangs up just when the next call is about to use the connection.
				setImmediate(() => socket.destroy());
			});
		});
		atEnd(async () => await local.close());
		const client = newClient({ simulatorUrl: `http://127.0.0.1:${local.port}` });
		for (let count = 1; count <= 50; count += 1) {
			await client.request(READ);
			const before = arrived;
			const end: unknown = await client.request(WRITE).catch((error: unknown) => error);
			const unsent = failures.network.is(end) && end.details?.sent === false;
			expect(arrived - before).toBeLessThanOrEqual(1);
			if (unsent) expect(arrived - before).toBe(0);
		}
	});
});
