import type { Server } from 'node:http';
import type { LookupFunction } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { HttpClientOptions, SocketRoute } from '../../../lib/http';
import type { Certificate, Local } from '../../support/localServers';
import { certificateFor, deadPort, httpServer, httpsServer } from '../../support/localServers';
import { connectProxy, socksProxy } from '../../support/proxyServers';
import { atEnd, failure, newClient } from './setup';

const URL_OF_SOCKET = 'wss://api.kwork.ru/ws/public/x';
let certificate: Certificate;
let official: Local<Server>;

function speak(local: Local<Server>): void {
	new WebSocketServer({ server: local.server }).on('connection', (socket, request) => {
		socket.send(String(request.url));
	});
}

beforeAll(async () => {
	certificate = await certificateFor('api.kwork.ru', '127.0.0.1');
	official = await httpsServer(certificate, (_request, response) => response.end());
	speak(official);
});
afterAll(async () => await official.close());

async function greeting({ url, agent, lookup, ca }: SocketRoute): Promise<string> {
	const socket = new WebSocket(url, { agent, lookup, ca });
	try {
		return await new Promise((resolve, reject) => {
			socket.once('message', (data) => resolve(String(data)));
			socket.once('error', reject);
		});
	} finally {
		socket.terminate();
	}
}

const routeOf = async (more: Partial<HttpClientOptions>, url = URL_OF_SOCKET) =>
	await newClient({ ca: certificate.cert, ...more }).socketRoute(url);

describe('the way of a socket', () => {
	test.each(['http', 'https', 'socks5'] as const)('through a %s proxy', async (kind) => {
		const behaviour = { leadTo: official.port, login: 'u:p/w' };
		const proxy =
			kind === 'socks5'
				? await socksProxy(behaviour)
				: await connectProxy(kind === 'https' ? { ...behaviour, certificate } : behaviour);
		atEnd(async () => await proxy.close());
		const route = await routeOf({ proxies: [`${kind}://u:p%2Fw@127.0.0.1:${proxy.port}`] });
		expect(await greeting(route)).toBe('/ws/public/x');
		expect(proxy.targets).toEqual(['api.kwork.ru:443']);
		expect(route.proxy).toBe(`127.0.0.1:${proxy.port}`);
	});

	test('through the proxy of the environment', async () => {
		const proxy = await connectProxy({ leadTo: official.port });
		atEnd(async () => await proxy.close());
		const environment = { https_proxy: `http://127.0.0.1:${proxy.port}` };
		const route = await routeOf({ environment });
		expect(await greeting(route)).toBe('/ws/public/x');
	});

	test.each(['http', 'socks5'])(
		'looks up the name of the user own %s proxy safely',
		async (kind) => {
			const behaviour = { leadTo: official.port };
			const proxy = await (kind === 'http' ? connectProxy(behaviour) : socksProxy(behaviour));
			atEnd(async () => await proxy.close());
			const url = `${kind}://localhost:${proxy.port}`;
			const lookup: LookupFunction = (_host, _options, callback) =>
				callback(new Error('blocked'), []);
			const own = await routeOf({ proxies: [url], egress: { lookup } });
			expect((await failure(greeting(own))).message).toContain('blocked');
			const environment = { ALL_PROXY: url };
			const machine = await routeOf({ environment, egress: { lookup } });
			expect(await greeting(machine)).toBe('/ws/public/x');
		},
	);

	test("straight to the simulator, whatever proxies the machine's environment names", async () => {
		const simulator = await httpServer((_request, response) => response.end());
		atEnd(async () => await simulator.close());
		speak(simulator);
		const dead = `http://127.0.0.1:${await deadPort()}`;
		const client = newClient({
			simulatorUrl: `http://127.0.0.1:${simulator.port}`,
			environment: { HTTPS_PROXY: dead, ALL_PROXY: dead },
		});
		const route = await client.socketRoute(URL_OF_SOCKET);
		expect(await greeting(route)).toBe('/api.kwork.ru/ws/public/x');
	});

	test('straight to the service, with the protected lookup', async () => {
		const lookup: LookupFunction = (_host, _options, callback) =>
			callback(new Error('blocked'), []);
		const route = await routeOf({ egress: { lookup } });
		expect([route.url, route.agent]).toEqual([URL_OF_SOCKET, undefined]);
		expect(await failure(greeting(route))).toMatchObject({ message: 'blocked' });
	});

	test('goes on over the next proxy after one that failed', async () => {
		const client = newClient({ proxies: ['http://127.0.0.1:1', 'http://127.0.0.1:2'] });
		const first = await client.socketRoute(URL_OF_SOCKET);
		expect((await client.socketRoute(URL_OF_SOCKET)).proxy).toBe(first.proxy);
		first.failed();
		const second = await client.socketRoute(URL_OF_SOCKET);
		expect(second.proxy).not.toBe(first.proxy);
		second.worked();
		expect((await client.socketRoute(URL_OF_SOCKET)).proxy).toBe(second.proxy);
	});

	test('is refused for other hosts and by the outbound protection', async () => {
		expect(await failure(routeOf({}, 'wss://evil.example/'))).toMatchObject({
			name: 'http.hostNotAllowed',
		});
		const asked: string[] = [];
		const egress = {
			validateUrl: (url: string) => {
				asked.push(url);
				throw new Error('no');
			},
		};
		expect(await failure(routeOf({ egress }))).toMatchObject({ name: 'http.hostNotAllowed' });
		expect(asked).toEqual(['https://api.kwork.ru/ws/public/x']);
	});
});
