import type { Server } from 'node:http';
import * as fc from 'fast-check';
import type { HttpClientOptions } from '../../../lib/http';
import { environmentProxy, parseProxy } from '../../../lib/http/proxies';
import type { Certificate, Local } from '../../support/localServers';
import {
	certificateFor,
	deadPort,
	httpsServer,
	readBody,
	tcpServer,
} from '../../support/localServers';
import { ManualClock } from '../../support/manualClock';
import type { TestProxy } from '../../support/proxyServers';
import { connectProxy, socksProxy } from '../../support/proxyServers';
import { atEnd, failure, newClient, READ, service, WRITE } from './setup';

let certificate: Certificate;
let proxyCertificate: Certificate;
let official: Local<Server>;
let arrived = 0;
let broken = false;
let received = '';

beforeAll(async () => {
	certificate = await certificateFor('api.kwork.ru', 'www.avito.ru');
	proxyCertificate = await certificateFor('127.0.0.1', 'localhost');
	official = await httpsServer(certificate, (request, response) => {
		arrived += 1;
		void readBody(request).then((body) => {
			received = body.toString();
			if (request.url === '/last') response.setHeader('connection', 'close');
			if (broken) request.socket.destroy();
			else response.end(`${request.headers.host}${request.url}`);
		});
	});
});
afterAll(async () => await official.close());
beforeEach(() => {
	arrived = 0;
	broken = false;
});

async function run<T extends TestProxy>(proxy: Promise<T>): Promise<T> {
	const started = await proxy;
	atEnd(async () => await started.close());
	return started;
}

const through = (proxies: string[], more: Partial<HttpClientOptions> = {}) =>
	newClient({
		proxies,
		ca: `${certificate.cert}\n${proxyCertificate.cert}`,
		retry: { attempts: 1, baseMs: 0, capMs: 0 },
		...more,
	});

describe.each(['http', 'https', 'socks5'] as const)('a %s proxy', (kind) => {
	const start = async (behaviour: { login?: string; refuse?: number } = {}) => {
		const all = { leadTo: official.port, ...behaviour };
		if (kind === 'socks5') return await run(socksProxy(all));
		if (kind === 'http') return await run(connectProxy(all));
		return await run(connectProxy({ ...all, certificate: proxyCertificate }));
	};

	test('leads to the service, resolves its name and keeps the connection', async () => {
		const proxy = await start();
		const client = through([`${kind}://127.0.0.1:${proxy.port}`]);
		for (let count = 0; count < 10; count += 1) {
			expect((await client.request(READ)).text).toBe('api.kwork.ru/projects');
		}
		await client.request({ ...READ, url: 'https://www.avito.ru/x' });
		const targets = new Set(proxy.targets);
		expect([...targets]).toEqual(['api.kwork.ru:443', 'www.avito.ru:443']);
		expect(proxy.targets.length).toBeLessThanOrEqual(3);
		expect(client.statistics().proxies).toEqual([{ host: `127.0.0.1:${proxy.port}` }]);
	});

	test('gets the login, escaped characters too', async () => {
		const proxy = await start({ login: 'us@er:p:ss/1' });
		const client = through([`${kind}://us%40er:p%3Ass%2F1@127.0.0.1:${proxy.port}`]);
		expect((await client.request(WRITE)).status).toBe(200);
	});

	test('that does not accept the login says so, without the login', async () => {
		const proxy = await start({ login: 'user:right' });
		const error = await failure(
			through([`${kind}://user:wrong@127.0.0.1:${proxy.port}`]).request(WRITE),
		);
		expect(error).toMatchObject({ name: 'http.proxy' });
		expect(error).toMatchObject({ kind: 'proxy', details: { sent: false } });
		expect(error.message).toBe(
			`test.write: the proxy 127.0.0.1:${proxy.port} does not accept the login`,
		);
		expect(JSON.stringify([error, error.cause, error.stack])).not.toMatch(/wrong|user/);
		expect(arrived).toBe(0);
	});

	test('that cannot reach the service says so', async () => {
		const proxy = await start({ refuse: kind === 'socks5' ? 5 : 502 });
		const error = await failure(through([`${kind}://127.0.0.1:${proxy.port}`]).request(WRITE));
		expect(error).toMatchObject({
			kind: 'proxy',
			message: expect.stringContaining('api.kwork.ru'),
		});
	});

	test('does not make a wrong certificate right', async () => {
		const proxy = await start();
		const client = through([`${kind}://127.0.0.1:${proxy.port}`], { ca: proxyCertificate.cert });
		const error = await failure(client.request(WRITE));
		expect(error).toMatchObject({
			kind: 'network',
			details: { sent: false },
			message: expect.stringContaining('certificate'),
		});
		expect(arrived).toBe(0);
	});

	test('is asked for the simulator only where the user named it', async () => {
		const dead = `${kind}://127.0.0.1:${await deadPort()}`;
		const environment = { HTTP_PROXY: dead, HTTPS_PROXY: dead, ALL_PROXY: dead };
		const { client } = await service((_request, response) => response.end('here'), { environment });
		expect((await client.request(READ)).text).toBe('here');
		const named = await service((_request, response) => response.end('here'), {
			proxies: [dead],
			retry: { attempts: 1, baseMs: 1, capMs: 1 },
		});
		expect(await failure(named.client.request(READ))).toMatchObject({ kind: 'proxy' });
	});

	test('is asked about by the outbound protection, without its login', async () => {
		const asked: string[] = [];
		const proxy = await start();
		const client = through([`${kind}://u:p@127.0.0.1:${proxy.port}`], {
			egress: {
				validateUrl: (url) => {
					asked.push(url);
					if (url.includes('127.0.0.1')) throw new Error(`no: ${url}`);
				},
			},
		});
		const error = await failure(client.request({ ...WRITE, query: { token: 'abc' } }));
		expect(error).toMatchObject({ kind: 'refusedLocally' });
		expect(error.message).not.toContain('abc');
		expect(asked).toHaveLength(2);
		expect(asked.join()).not.toContain('u:p');
		expect(proxy.connections()).toBe(0);
	});
});

describe('several proxies', () => {
	const two = async () => {
		const one = await run(connectProxy({ leadTo: official.port }));
		const other = await run(connectProxy({ leadTo: official.port }));
		return { one, other, urls: [`http://127.0.0.1:${one.port}`, `http://127.0.0.1:${other.port}`] };
	};

	test('an account stays with its own, the same after a restart', async () => {
		const { one, other, urls } = await two();
		const used = (account: string) => async () => {
			const before = [one.targets.length, other.targets.length];
			await through(urls, { account }).request(READ);
			return one.targets.length > (before[0] ?? 0) ? 'one' : 'other';
		};
		const choices = new Set<string>();
		for (const account of ['a', 'b', 'c', 'd', 'e', 'f']) {
			const first = await used(account)();
			expect(await used(account)()).toBe(first);
			choices.add(first);
		}
		expect(choices.size).toBe(2);
	});

	test('a dead one is swapped before anything is sent, for a write too, and rests', async () => {
		const clock = new ManualClock();
		const alive = await run(connectProxy({ leadTo: official.port }));
		const dead = await deadPort();
		const urls = [`http://127.0.0.1:${dead}`, `http://127.0.0.1:${alive.port}`];
		for (const proxies of [urls, [...urls].reverse()]) {
			const client = through(proxies, { clock });
			expect((await client.request(WRITE)).status).toBe(200);
			expect((await client.request(WRITE)).status).toBe(200);
		}
		expect(arrived).toBe(4);
		const client = through([urls[0] ?? '', urls[0] ?? '', urls[1] ?? ''], { clock, account: 'x' });
		await client.request(WRITE);
		const resting = client.statistics().proxies.filter(({ restingUntilMs }) => restingUntilMs);
		for (const { host, restingUntilMs } of resting) {
			expect([host, restingUntilMs]).toEqual([`127.0.0.1:${dead}`, clock.now() + 60_000]);
		}
		await clock.advance(60_000);
		expect(client.statistics().proxies.every(({ restingUntilMs }) => !restingUntilMs)).toBe(true);
	});

	test('a dead one is swapped for a file as well', async () => {
		const alive = await run(connectProxy({ leadTo: official.port }));
		const urls = [`http://127.0.0.1:${await deadPort()}`, `http://127.0.0.1:${alive.port}`];
		const data = Buffer.from('onetwo');
		const upload = { ...WRITE, body: { multipart: { file: { fileName: 'a', data } } } };
		for (const proxies of [urls, [...urls].reverse()]) {
			expect((await through(proxies).request(upload)).status).toBe(200);
			expect(received).toContain('onetwo');
		}
	});

	test('a silent one is swapped', async () => {
		const clock = new ManualClock();
		let accepted: () => void = () => {};
		const silent = await tcpServer((socket) => socket.once('data', () => accepted()));
		atEnd(async () => await silent.close());
		const url = `http://127.0.0.1:${silent.port}`;
		const client = through([url, url], { clock });
		let next = new Promise<void>((resolve) => (accepted = resolve));
		const end = failure(client.request(WRITE));
		for (let count = 0; count < 2; count += 1) {
			await next;
			next = new Promise<void>((resolve) => (accepted = resolve));
			await clock.advance(10_000);
		}
		expect(await end).toMatchObject({
			kind: 'timeout',
			details: { phase: 'connect', sent: false },
		});
		expect(silent.connections()).toBe(2);
	});

	test('all dead: each is tried once, nothing is sent, the error says so', async () => {
		const proxies = [
			`http://127.0.0.1:${await deadPort()}`,
			`socks5://127.0.0.1:${await deadPort()}`,
		];
		const client = through(proxies);
		const error = await failure(client.request(WRITE));
		expect(error).toMatchObject({ name: 'http.proxy' });
		expect(client.statistics().proxies.filter(({ restingUntilMs }) => restingUntilMs)).toHaveLength(
			2,
		);
	});

	test('one that stays dead rests twice as long each time, up to a quarter of an hour', async () => {
		const clock = new ManualClock();
		const client = through([`http://127.0.0.1:${await deadPort()}`], { clock });
		const rests: number[] = [];
		for (let count = 0; count < 6; count += 1) {
			await failure(client.request(READ));
			const until = client.statistics().proxies[0]?.restingUntilMs ?? 0;
			rests.push((until - clock.now()) / 60_000);
			await clock.advance(until - clock.now());
		}
		expect(rests).toEqual([1, 2, 4, 8, 15, 15]);
	});

	test('one that works again rests briefly at its next failure', async () => {
		const clock = new ManualClock();
		const behaviour: { leadTo: number; refuse?: number } = { leadTo: official.port };
		const proxy = await run(connectProxy(behaviour));
		const client = through([`http://127.0.0.1:${proxy.port}`], { clock });
		const rest = async () => {
			behaviour.refuse = 503;
			await failure(client.request(READ));
			const until = client.statistics().proxies[0]?.restingUntilMs ?? 0;
			const minutes = (until - clock.now()) / 60_000;
			await clock.advance(until - clock.now());
			return minutes;
		};
		expect([await rest(), await rest()]).toEqual([1, 2]);
		behaviour.refuse = undefined;
		await client.request({ ...READ, url: 'https://api.kwork.ru/last' });
		expect(await rest()).toBe(1);
	});

	test('one that was dead is tried again when all of them rest', async () => {
		const proxy = await run(connectProxy({ leadTo: official.port, refuse: 503 }));
		const client = through([`http://127.0.0.1:${proxy.port}`]);
		await failure(client.request(READ));
		await failure(client.request(READ));
		expect(proxy.targets).toHaveLength(2);
	});

	test('a connection that breaks later is no reason to send a write again', async () => {
		const { urls } = await two();
		broken = true;
		const client = through(urls);
		expect(await failure(client.request(WRITE))).toMatchObject({ name: 'http.outcomeUnknown' });
		expect(arrived).toBe(1);
		expect(client.statistics().proxies.some(({ restingUntilMs }) => restingUntilMs)).toBe(false);
	});
});

describe('proxies of the environment', () => {
	test('are used for the service', async () => {
		const proxy = await run(connectProxy({ leadTo: official.port }));
		const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '.avito.ru' };
		const client = through([], { environment });
		await client.request(READ);
		expect(proxy.targets).toEqual(['api.kwork.ru:443']);
		expect(client.statistics().proxies).toEqual([]);
	});

	test('stand back behind the user own ones', async () => {
		const proxy = await run(connectProxy({ leadTo: official.port }));
		const environment = { HTTPS_PROXY: `http://127.0.0.1:${await deadPort()}` };
		const client = through([`http://127.0.0.1:${proxy.port}`], { environment });
		expect((await client.request(READ)).status).toBe(200);
	});

	test.each(['http', 'socks5'])(
		'are trusted with a name of this network, the user own ones are not (%s)',
		async (kind) => {
			const behaviour = { leadTo: official.port };
			const proxy = await run(kind === 'http' ? connectProxy(behaviour) : socksProxy(behaviour));
			const url = `${kind}://localhost:${proxy.port}`;
			const egress: HttpClientOptions['egress'] = {
				lookup: (_host, _options, callback) => callback(new Error('blocked'), []),
			};
			const own = through([url], { egress });
			expect(await failure(own.request(READ))).toMatchObject({ kind: 'proxy' });
			expect(proxy.connections()).toBe(0);
			const machine = through([], { egress, environment: { ALL_PROXY: url } });
			expect((await machine.request(READ)).status).toBe(200);
		},
	);

	const P = 'http://p:1';
	const Q = 'http://q:1';
	test.each([
		[{}, undefined],
		[{ HTTPS_PROXY: P }, P],
		[{ https_proxy: P, HTTPS_PROXY: Q }, P],
		[{ HTTP_PROXY: P }, P],
		[{ http_proxy: P, https_proxy: Q }, Q],
		[{ ALL_PROXY: P }, P],
		[{ https_proxy: '', HTTP_PROXY: P }, P],
		[{ HTTPS_PROXY: P, NO_PROXY: '*' }, undefined],
		[{ HTTPS_PROXY: P, NO_PROXY: 'a.b, api.kwork.ru' }, undefined],
		[{ HTTPS_PROXY: P, no_proxy: 'KWORK.ru' }, undefined],
		[{ HTTPS_PROXY: P, no_proxy: '.kwork.ru' }, undefined],
		[{ HTTPS_PROXY: P, no_proxy: '*.kwork.ru' }, undefined],
		[{ HTTPS_PROXY: P, no_proxy: 'ork.ru' }, P],
		[{ HTTPS_PROXY: P, no_proxy: 'kwork.ru:443' }, undefined],
		[{ HTTPS_PROXY: P, no_proxy: 'kwork.ru:80' }, P],
	])('%j gives %s', (environment, expected) => {
		for (const url of ['https://api.kwork.ru/x', 'wss://api.kwork.ru/x']) {
			expect(environmentProxy(new URL(url), environment)).toBe(expected);
		}
	});
});

describe('the address of a proxy', () => {
	test.each([
		['http://1.2.3.4:8080', 'http 1.2.3.4:8080'],
		['1.2.3.4:8080', 'http 1.2.3.4:8080'],
		['user:pw@host:1', 'http host:1'],
		['https://host', 'https host:443'],
		['socks5://host', 'socks5 host:1080'],
		['socks5h://[::1]:1', 'socks5 [::1]:1'],
	])('%s', (text, expected) => {
		const { kind, label } = parseProxy(text, true);
		expect(`${kind} ${label}`).toBe(expected);
	});

	test.each(['', 'ftp://host:1', 'http://', 'http://host:99999', '::', 'socks4://h:1'])(
		'not %s',
		(text) => {
			expect(() => parseProxy(text, true)).toThrow(expect.objectContaining({ name: 'http.proxy' }));
		},
	);

	test('no error repeats it', () => {
		fc.assert(
			fc.property(fc.string(), (noise) => {
				const text = `bad://user:S3CRET@${noise}`;
				let message = '';
				try {
					parseProxy(text, true);
				} catch (error) {
					message = String(error);
				}
				expect(message).not.toContain('S3CRET');
			}),
		);
	});
});
