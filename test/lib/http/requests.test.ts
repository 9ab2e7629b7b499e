import type { RequestListener } from 'node:http';
import { CookieStore } from '../../../lib/http';
import { readBody } from '../../support/localServers';
import { failure, READ, service, WRITE } from './setup';

/** Tells what arrived. */
const mirror: RequestListener = (request, response) => {
	void readBody(request).then((body) => {
		response.setHeader('content-type', 'application/json; charset=utf-8');
		response.end(
			JSON.stringify({
				method: request.method,
				url: request.url,
				headers: request.headers,
				body: body.toString(),
			}),
		);
	});
};

describe('what is sent', () => {
	test('method, official path under its host, query, headers', async () => {
		const { client } = await service(mirror, { userAgent: 'hub/1' });
		const response = await client.request({
			...READ,
			url: 'https://api.kwork.ru/projects?a=1',
			query: { page: 2, empty: null, none: undefined, 'ids[]': [1, 2], text: 'да & нет' },
			headers: { Authorization: 'Basic eA==', Host: 'evil.example' },
		});
		expect(response).toMatchObject({
			status: 200,
			url: 'https://api.kwork.ru/projects?a=1&page=2&ids%5B%5D=1&ids%5B%5D=2&text=%D0%B4%D0%B0+%26+%D0%BD%D0%B5%D1%82',
		});
		expect(response.json()).toMatchObject({
			method: 'GET',
			url: '/api.kwork.ru/projects?a=1&page=2&ids%5B%5D=1&ids%5B%5D=2&text=%D0%B4%D0%B0+%26+%D0%BD%D0%B5%D1%82',
			headers: {
				authorization: 'Basic eA==',
				'user-agent': 'hub/1',
				host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
			},
		});
	});

	test.each([
		[
			'a form',
			{ form: { a: 'x y', 'b[]': [1, true], c: null } },
			'application/x-www-form-urlencoded',
			'a=x+y&b%5B%5D=1&b%5B%5D=true',
		],
		['JSON', { json: { a: [1, 'да'] } }, 'application/json', '{"a":[1,"да"]}'],
	])('%s', async (_what, body, type, text) => {
		const { client } = await service(mirror);
		const response = await client.request({ ...WRITE, body });
		expect(response.json()).toMatchObject({ body: text, headers: { 'content-type': type } });
	});

	test('multipart with a file', async () => {
		let form: FormData | undefined;
		let headers: Record<string, unknown> = {};
		const { client } = await service((request, response) => {
			headers = request.headers;
			void readBody(request).then(async (body) => {
				form = await new Response(body, {
					headers: { 'content-type': request.headers['content-type'] ?? '' },
				}).formData();
				response.end('{}');
			});
		});
		await client.request({
			...WRITE,
			body: {
				multipart: {
					id: 7,
					'tags[]': ['a', 'b'],
					left: undefined,
					file: {
						fileName: 'резюме "1".pdf',
						contentType: 'application/pdf',
						data: Buffer.from('PDF'),
					},
				},
			},
		});
		expect(headers).toHaveProperty('content-length');
		expect(form?.get('id')).toBe('7');
		expect(form?.getAll('tags[]')).toEqual(['a', 'b']);
		expect(form?.has('left')).toBe(false);
		const file = form?.get('file');
		expect(file).toMatchObject({ name: 'резюме "1".pdf', type: 'application/pdf' });
		expect(file instanceof File && (await file.text())).toBe('PDF');
	});

	test('a header that HTTP cannot carry is refused unsent', async () => {
		let arrived = 0;
		const { client } = await service((_request, response) => {
			arrived += 1;
			response.end();
		});
		const error = await failure(client.request({ ...WRITE, headers: { 'x-a': 'b\r\nx-c: d' } }));
		expect(error).toMatchObject({ kind: 'validation' });
		expect(arrived).toBe(0);
	});

	test('connections are used again', async () => {
		const { client, local } = await service(mirror);
		for (let count = 0; count < 20; count += 1) await client.request(READ);
		// undici lets a connection rest for one turn of the event loop, so that two take turns.
		expect(local.connections()).toBeLessThanOrEqual(2);
	});
});

describe('cookies', () => {
	test('are kept by the address a call went to and asked for with the official one', async () => {
		const { client } = await service((request, response) => {
			if (request.url === '/api.kwork.ru/login') {
				response.setHeader('set-cookie', ['sid=1; Path=/; HttpOnly; Secure', 'bad', 'b=2; Path=/']);
			}
			response.end(request.headers.cookie ?? 'none');
		});
		const cookies = new CookieStore();
		const login = await client.request({ ...READ, url: 'https://api.kwork.ru/login', cookies });
		expect(login.headers).not.toHaveProperty('set-cookie');
		expect(cookies.get('https://api.kwork.ru/', 'sid')).toBe('1');
		expect(cookies.get('https://api.kwork.ru/', 'no')).toBeUndefined();
		const restored = CookieStore.fromJSON(JSON.parse(JSON.stringify(cookies)));
		const next = await client.request({ ...READ, cookies: restored });
		expect(next.text).toContain('sid=1');
		expect((await client.request(READ)).text).toBe('none');
		restored.clear();
		expect((await client.request({ ...READ, cookies: restored })).text).toBe('none');
	});

	test.each([undefined, null, 5, 'x', {}, { cookies: 5 }, { cookies: [{}] }])(
		'a broken saved store (%j) is an empty one',
		(saved) => {
			expect(CookieStore.fromJSON(saved).get('https://api.kwork.ru/', 'a')).toBeUndefined();
		},
	);
});

describe('redirects', () => {
	const redirect =
		(status: number, location: string): RequestListener =>
		(request, response) => {
			if (request.url === '/api.kwork.ru/start') {
				response.writeHead(status, { location, 'set-cookie': 'hop=1; Path=/' }).end('moved');
			} else {
				mirror(request, response);
			}
		};
	const START = { ...READ, url: 'https://api.kwork.ru/start' };

	test('are an error unless asked for otherwise', async () => {
		const { client } = await service(redirect(302, '/login?token=abc'));
		const error = await failure(client.request(START));
		expect(error).toMatchObject({ name: 'http.unexpectedAnswer' });
		expect(error).toMatchObject({ httpStatus: 302 });
		expect(error.message).not.toContain('abc');
	});

	test('are handed out where the caller reads them', async () => {
		const { client } = await service(redirect(302, '/x'));
		const response = await client.request({ ...START, redirect: 'manual' });
		expect([response.status, response.headers['location']]).toEqual([302, '/x']);
	});

	test.each([
		[301, 'POST', 'GET'],
		[302, 'POST', 'GET'],
		[303, 'POST', 'GET'],
		[303, 'PUT', 'GET'],
		[302, 'PUT', 'PUT'],
		[307, 'POST', 'POST'],
		[308, 'POST', 'POST'],
	] as const)('%d turns %s into %s', async (status, method, then) => {
		const { client } = await service(redirect(status, '/next'));
		const response = await client.request({
			...START,
			method,
			body: { form: { a: 1 } },
			redirect: 'follow',
			cookies: new CookieStore(),
		});
		expect(response.json()).toMatchObject({
			method: then,
			url: '/api.kwork.ru/next',
			body: then === 'GET' ? '' : 'a=1',
			headers: { cookie: 'hop=1' },
		});
		expect(response.url).toBe('https://api.kwork.ru/next');
	});

	test('may go to another host of the service, without the login', async () => {
		const { client } = await service(redirect(302, 'https://www.avito.ru/x'));
		const response = await client.request({
			...START,
			redirect: 'follow',
			headers: { authorization: 'Bearer abc', accept: 'text/html' },
		});
		expect(response.url).toBe('https://www.avito.ru/x');
		expect(response.json()).toMatchObject({ headers: { accept: 'text/html' } });
		expect(response.json()).not.toMatchObject({ headers: { authorization: expect.anything() } });
	});

	test.each([
		'https://evil.example/',
		'//evil.example/x',
		'http://127.0.0.1:1/x',
		'http://api.kwork.ru@evil.example',
		'file:///x',
	])('do not lead to %s', async (location) => {
		const { client } = await service(redirect(302, location));
		const error = await failure(client.request({ ...START, redirect: 'follow' }));
		expect(error).toMatchObject({ kind: 'refusedLocally' });
	});

	test('may name the simulator', async () => {
		const { client, local } = await service((request, response) => {
			const here = `http://127.0.0.1:${local.port}/api.kwork.ru`;
			if (request.url?.endsWith('/start')) response.writeHead(302, { location: `${here}/a` }).end();
			else if (request.url?.endsWith('/a')) {
				response.writeHead(302, { location: '/api.kwork.ru/b' }).end();
			} else mirror(request, response);
		});
		const response = await client.request({ ...START, redirect: 'follow' });
		expect(response.url).toBe('https://api.kwork.ru/b');
	});

	test('end some time', async () => {
		let hops = 0;
		const { client } = await service((_request, response) => {
			hops += 1;
			response.writeHead(302, { location: '/start' }).end();
		});
		const error = await failure(client.request({ ...START, redirect: 'follow' }));
		expect(error).toMatchObject({ kind: 'contract' });
		expect(hops).toBe(11);
	});
});
