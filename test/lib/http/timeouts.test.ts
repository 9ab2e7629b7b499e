import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener } from 'node:http';
import type { HttpClientOptions } from '../../../lib/http';
import { ManualClock } from '../../support/manualClock';
import { failure, newClient, READ, service, WRITE } from './setup';

const ONCE = { attempts: 1, baseMs: 0, capMs: 0 };

/** A service whose behaviour a test waits for, and a clock that stands still. */
async function slow(handler: RequestListener, options: Partial<HttpClientOptions> = {}) {
	const clock = new ManualClock();
	let arrived: () => void = () => {};
	const reached = new Promise<void>((resolve) => (arrived = resolve));
	const { client } = await service(
		(request, response) => {
			handler(request, response);
			arrived();
		},
		{ clock, retry: ONCE, ...options },
	);
	return { clock, client, reached };
}

const silent: RequestListener = () => {};

describe('time limits', () => {
	test('no answer', async () => {
		const { clock, client, reached } = await slow(silent);
		const answer = client.request(READ);
		const end = failure(answer);
		await reached;
		await clock.advance(29_999);
		expect(client.statistics().errors).toEqual({});
		await clock.advance(1);
		expect(await end).toMatchObject({ kind: 'timeout', details: { phase: 'headers', sent: true } });
		expect(clock.sleeping).toBe(0);
	});

	test('a body that stops coming; every piece gives it time again', async () => {
		const pieces: string[] = [];
		let seen: () => void = () => {};
		const onPiece = (message: unknown) => {
			pieces.push(String((message as { chunk: Buffer }).chunk));
			seen();
		};
		subscribe('undici:request:bodyChunkReceived', onPiece);
		const arrived = async (piece: string) => {
			while (!pieces.includes(piece)) await new Promise<void>((resolve) => (seen = resolve));
		};
		let send: (text: string) => void = () => {};
		const { clock, client } = await slow((_request, response) => {
			response.write('a');
			send = (text) => response.write(text);
		});
		const end = failure(client.request(READ));
		await arrived('a');
		await clock.advance(20_000);
		send('b');
		await arrived('b');
		await clock.advance(29_999);
		expect(client.statistics().errors).toEqual({});
		await clock.advance(1);
		expect(await end).toMatchObject({ kind: 'timeout', details: { phase: 'body' } });
		unsubscribe('undici:request:bodyChunkReceived', onPiece);
	});

	test('a text whose rest does not come', async () => {
		const timeouts = { headers: 50, body: 60 };
		const { clock, client, reached } = await slow((_request, response) => response.write('a'), {
			timeouts,
		});
		const end = failure(client.request(READ));
		await reached;
		await clock.advance(200);
		expect(await end).toMatchObject({ name: 'http.timeout' });
	});

	test('the whole call, repeats included', async () => {
		const { clock, client, reached } = await slow(silent, {
			timeouts: { headers: 40_000, total: 50_000 },
			retry: { attempts: 9, baseMs: 10_000, capMs: 10_000 },
		});
		const pause = clock.untilSleep(5_000);
		const end = failure(client.request(READ));
		await reached;
		await clock.advance(40_000);
		await pause;
		await clock.advance(10_000);
		expect(await end).toMatchObject({ kind: 'timeout', details: { phase: 'total' } });
		expect(clock.sleeping).toBe(0);
	});

	test('a write that was sent has an unknown outcome', async () => {
		const { clock, client, reached } = await slow(silent);
		const end = failure(client.request(WRITE));
		await reached;
		await clock.advance(30_000);
		expect(await end).toMatchObject({ name: 'http.outcomeUnknown' });
	});

	test('a connection that does not come up sends nothing, not even later', async () => {
		const clock = new ManualClock();
		let arrived = 0;
		const { local } = await service((_request, response) => {
			arrived += 1;
			response.end();
		});
		let answerLate: (() => void) | undefined;
		let asked: () => void = () => {};
		const lookedUp = new Promise<void>((resolve) => (asked = resolve));
		const client = newClient({
			simulatorUrl: `http://localhost:${local.port}`,
			clock,
			retry: ONCE,
			egress: {
				lookup: (_host, _options, callback) => {
					const answer = () => callback(null, [{ address: '127.0.0.1', family: 4 }]);
					if (answerLate) answer();
					answerLate ??= answer;
					asked();
				},
			},
		});
		const end = failure(client.request(WRITE));
		await lookedUp;
		await clock.advance(10_000);
		expect(await end).toMatchObject({
			kind: 'timeout',
			details: { phase: 'connect', sent: false },
		});
		const connected = new Promise((resolve) => local.server.once('connection', resolve));
		answerLate?.();
		await connected;
		await client.request(READ);
		expect(arrived).toBe(1);
	});

	test('may be set', async () => {
		const { clock, client, reached } = await slow(silent, { timeouts: { headers: 5 } });
		const end = failure(client.request(READ));
		await reached;
		await clock.advance(5);
		expect(await end).toMatchObject({
			message: 'test.read: api.kwork.ru took longer than 5 ms (headers)',
		});
	});
});
