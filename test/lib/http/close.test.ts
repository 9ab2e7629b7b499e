import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { HttpClient } from '../../../lib/http';
import { tcpServer } from '../../support/localServers';
import { ManualClock } from '../../support/manualClock';
import { atEnd, failure, newClient, READ, service, WRITE } from './setup';

describe('close()', () => {
	test('ends calls that wait for an answer', async () => {
		let arrived = 0;
		let all: () => void = () => {};
		const reached = new Promise<void>((resolve) => (all = resolve));
		const { client } = await service(() => {
			arrived += 1;
			if (arrived === 2) all();
		});
		const read = failure(client.request(READ));
		const write = failure(client.request(WRITE));
		await reached;
		await client.close();
		expect(await read).toMatchObject({ kind: 'cancelled' });
		expect(await write).toMatchObject({ kind: 'outcomeUnknown' });
	});

	test('ends calls that wait for a turn, for a pause, or for a connection', async () => {
		const clock = new ManualClock();
		const { client } = await service((_request, response) => response.writeHead(500).end(), {
			clock,
			budgets: { default: [{ limit: 1, intervalMs: 60_000 }] },
		});
		const pause = clock.untilSleep(150);
		const repeating = failure(client.request(READ));
		await pause;
		const waiting = failure(client.request(READ));
		await client.close();
		for (const end of [repeating, waiting]) expect(await end).toMatchObject({ kind: 'cancelled' });
		expect(clock.sleeping).toBe(0);

		let asked: () => void = () => {};
		const lookedUp = new Promise<void>((resolve) => (asked = resolve));
		const connecting = newClient({ egress: { lookup: () => asked() } });
		const unsent = failure(connecting.request(WRITE));
		await lookedUp;
		await connecting.close();
		expect(await unsent).toMatchObject({ kind: 'cancelled', details: { sent: false } });
	});

	test('ends an answer that is being read', async () => {
		let begun: () => void = () => {};
		const reading = new Promise<void>((resolve) => (begun = resolve));
		const { client } = await service((_request, response) => response.write('a', () => begun()));
		const end = failure(client.request(READ));
		await reading;
		await client.close();
		expect(await end).toMatchObject({ kind: 'cancelled' });
	});

	test('may be called twice; later calls are refused', async () => {
		const { client } = await service((_request, response) => response.end());
		await client.request(READ);
		await Promise.all([client.close(), client.close()]);
		await client.close();
		expect(await failure(client.request(WRITE))).toMatchObject({ kind: 'cancelled' });
	});

	test.each([
		[
			'through a proxy that says nothing',
			(port: number) => ({ proxies: [`http://127.0.0.1:${port}`] }),
		],
		[
			'through a SOCKS proxy that says nothing',
			(port: number) => ({ proxies: [`socks5://127.0.0.1:${port}`] }),
		],
		[
			'in a handshake without an answer',
			(port: number) => ({ simulatorUrl: `https://127.0.0.1:${port}` }),
		],
	])('ends a connection that is being opened %s', async (_what, options) => {
		let accepted: () => void = () => {};
		const opened = new Promise<void>((resolve) => (accepted = resolve));
		let gone: () => void = () => {};
		const ended = new Promise<void>((resolve) => (gone = resolve));
		const silent = await tcpServer((socket) => {
			socket.on('data', accepted);
			socket.on('close', gone);
		});
		atEnd(async () => await silent.close());
		const client = newClient(options(silent.port));
		const unsent = failure(client.request(WRITE));
		await opened;
		await client.close();
		expect(await unsent).toMatchObject({ kind: 'cancelled', details: { sent: false } });
		await ended;
	});

	// A worker ends, as a process does, when nothing keeps its event loop alive.
	test('nothing of the client keeps a process alive or makes the platform warn', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'hub-http-'));
		atEnd(async () => await rm(folder, { recursive: true }));
		const outfile = join(folder, 'http.cjs');
		await build({
			entryPoints: [join(__dirname, '../../../lib/http/index.ts')],
			outfile,
			bundle: true,
			platform: 'node',
			logLevel: 'silent',
		});
		const { local } = await service((request, response) => {
			if (request.url?.endsWith('/silent')) response.write('a');
			else response.writeHead(request.url?.endsWith('/bad') ? 500 : 200).end('{}');
		});
		const run = async (what: string, options = '') => {
			const script = `
				process.on('warning', () => process.exit(3));
				const shared = { signal: new AbortController().signal };
				const { HttpClient } = require(${JSON.stringify(outfile)});
				const client = new HttpClient({ account: 'a', allowedHosts: ['api.kwork.ru'],
					simulatorUrl: 'http://127.0.0.1:${local.port}', ${options} });
				const read = (path, more) => client.request({ method: 'GET', effect: 'read', name: 'x',
					url: 'https://api.kwork.ru' + path, ...more });
				(async () => { await read('/a'); ${what} })();`;
			const [code]: unknown[] = await once(new Worker(script, { eval: true }), 'exit');
			return code;
		};
		const budget = 'budgets: { default: [{ limit: 2, intervalMs: 6e5, burst: 2 }] }';
		const impatient = 'retry: { attempts: 2, baseMs: 9, capMs: 9 }, breaker: { failures: 1e9 }';
		const busy = "for (const p of ['/silent', '/waits']) read(p).catch(() => {});";
		const many = (more: string) =>
			`await Promise.all(Array.from({ length: 20 }, () => read('/bad', ${more})));`;
		// Idle connections.
		expect(await run('')).toBe(0);
		// A call without an end and one that waits for its turn.
		expect(await run(`${busy} setImmediate(() => client.close())`, budget)).toBe(0);
		// Many calls and pauses, with one signal for all and without.
		expect(await run(many('{}'), impatient)).toBe(0);
		expect(await run(many('shared'), impatient)).toBe(0);
	});
});

test('a client that never called anything closes', async () => {
	await new HttpClient({ account: 'a', allowedHosts: [] }).close();
});
