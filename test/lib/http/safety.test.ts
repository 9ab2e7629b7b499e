import type { RequestListener } from 'node:http';
import type { Logger } from '../../../lib/log';
import type { HttpClientOptions, HttpRequest } from '../../../lib/http';
import { deadPort } from '../../support/localServers';
import { failure, newClient, READ, service, WRITE } from './setup';

const SECRET = 'S3CRET';
const SECRET_CALL: Partial<HttpRequest> = {
	query: { token: SECRET },
	headers: { authorization: `Bearer ${SECRET}`, cookie: `sid=${SECRET}` },
	body: { json: { password: SECRET } },
	method: 'POST',
};

/** Everything of an error that somebody may see, causes included. */
function visible(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return JSON.stringify([{ ...error }, error.message, error.stack]) + visible(error.cause);
}

describe('no secret of a call shows up', () => {
	const faults: Record<string, RequestListener> = {
		'a broken connection': (request) => request.socket.destroy(),
		'no HTTP': (_request, response) => response.socket?.end(`${SECRET}\r\n\r\n`),
		'a redirect': (_request, response) =>
			response.writeHead(302, { location: `/x?token=${SECRET}` }).end(),
		'a redirect elsewhere': (_request, response) =>
			response.writeHead(307, { location: `https://evil.example/?token=${SECRET}` }).end(),
		'a body that is too large': (_request, response) => response.end(SECRET.repeat(100)),
		'a broken encoding': (_request, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(SECRET),
	};
	test.each(Object.keys(faults))('after %s', async (fault) => {
		const lines: string[] = [];
		const log = (...parts: unknown[]) => void lines.push(JSON.stringify(parts));
		const logger: Logger = { debug: log, info: log, warn: log, error: log };
		const { client } = await service(faults[fault] ?? (() => {}), {
			logger,
			retry: { attempts: 2, baseMs: 0, capMs: 0 },
		});
		for (const effect of ['read', 'write'] as const) {
			for (const redirect of ['error', 'follow'] as const) {
				const request = { ...READ, ...SECRET_CALL, effect, redirect, maxResponseBytes: 50 };
				expect(visible(await failure(client.request(request)))).not.toContain(SECRET);
			}
		}
		await client.request({ ...READ, ...SECRET_CALL, redirect: 'manual' }).catch(() => {});
		expect(lines.join()).not.toContain(SECRET);
		expect(JSON.stringify(client.statistics())).not.toContain(SECRET);
	});

	test('when nobody listens, a host is wrong, or a proxy is dead', async () => {
		const dead = await deadPort();
		const clients = [
			{ simulatorUrl: `http://127.0.0.1:${dead}` },
			{ proxies: [`http://user:${SECRET}@127.0.0.1:${dead}`] },
			{ proxies: [`socks5://user:${SECRET}@127.0.0.1:${dead}`] },
			{ allowedHosts: ['kwork.ru'] },
		].map((options) => newClient({ ...options, retry: { attempts: 1, baseMs: 0, capMs: 0 } }));
		for (const client of clients) {
			const error = await failure(client.request({ ...WRITE, ...SECRET_CALL }));
			expect(visible(error)).not.toContain(SECRET);
			expect(JSON.stringify(client.statistics())).not.toContain(SECRET);
		}
	});

	test('in what a client shows of a request', () => {
		const client = newClient({ secrets: ['wishText'] });
		const shown = client.redact({
			...WRITE,
			...SECRET_CALL,
			body: { json: { wishText: SECRET, id: 7 } },
		});
		expect(JSON.stringify(shown)).not.toContain(SECRET);
		expect(shown).toMatchObject({ body: { json: { id: 7 } }, name: 'test.write' });
	});
});

describe('the outbound protection', () => {
	const protectedService = async (more: Partial<HttpClientOptions> = {}) => {
		const asked: string[] = [];
		let arrived = 0;
		const { client, local } = await service(
			(request, response) => {
				arrived += 1;
				if (request.url?.endsWith('/start')) response.writeHead(302, { location: '/next' }).end();
				else response.end();
			},
			{
				egress: {
					validateUrl: async (url) => {
						asked.push(url);
						await Promise.resolve();
						if (url.endsWith('/next')) throw new Error(`blocked ${url}`);
					},
				},
				...more,
			},
		);
		return { client, asked, arrived: () => arrived, base: `http://127.0.0.1:${local.port}` };
	};

	test('is asked before every hop', async () => {
		const { client, asked, arrived, base } = await protectedService();
		const start = { ...READ, url: 'https://api.kwork.ru/start', redirect: 'follow' as const };
		expect(await failure(client.request(start))).toMatchObject({ name: 'http.hostNotAllowed' });
		expect(asked).toEqual([`${base}/api.kwork.ru/start`, `${base}/api.kwork.ru/next`]);
		expect(arrived()).toBe(1);
	});

	test('that says no keeps everything back', async () => {
		const { client, arrived } = await protectedService();
		const error = await failure(client.request({ ...WRITE, url: 'https://api.kwork.ru/next' }));
		expect(error).toMatchObject({ kind: 'refusedLocally', details: { reason: 'Error' } });
		expect(error.message).toMatch(
			/^n8n's outbound protection does not allow the host 127\.0\.0\.1:\d+$/,
		);
		expect(arrived()).toBe(0);
	});

	test('looks names up', async () => {
		const blocked = Object.assign(new Error('10.0.0.1 is not allowed'), { code: 'EBLOCKED' });
		const client = newClient({
			egress: { lookup: (_host, _options, callback) => callback(blocked, []) },
			retry: { attempts: 1, baseMs: 0, capMs: 0 },
		});
		expect(await failure(client.request(WRITE))).toMatchObject({
			kind: 'network',
			details: { sent: false },
			message: 'test.write: no connection to api.kwork.ru (EBLOCKED)',
		});
	});
});
