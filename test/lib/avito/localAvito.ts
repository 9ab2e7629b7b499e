import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AvitoClient, avitoHttpOptions, ClientCredentialsTokens } from '../../../lib/avito';
import type { AvitoTokenStore } from '../../../lib/avito';
import { HttpClient } from '../../../lib/http';
import { systemClock } from '../../../lib/time';
import { fastClock } from '../../support/fastClock';

export interface SeenRequest {
	method: string;
	/** Path and query, without the host's segment. */
	url: string;
	token?: string;
	headers: IncomingMessage['headers'];
	body: string;
}

export type Answer = {
	status?: number;
	json?: unknown;
	text?: string;
	headers?: Record<string, string>;
};
export type Answerer = (
	request: SeenRequest,
	count: number,
) => Answer | undefined | 'hang' | 'break';

/** A server that answers what a test tells it to, over a real socket. */
export interface LocalAvito {
	client: AvitoClient;
	requests: SeenRequest[];
	/** Requests whose URL matches. */
	seen(pattern: RegExp): SeenRequest[];
	close(): Promise<void>;
}

const TOKEN = { access_token: 'first-token', expires_in: 86_400, token_type: 'Bearer' };

/** `answer` is asked first; what it leaves open is answered by a token and the own account. */
export async function startLocalAvito(
	answer: Answerer,
	options: {
		store?: AvitoTokenStore;
		employeeOf?: string;
		timeoutMs?: number;
		now?: () => number;
	} = {},
): Promise<LocalAvito> {
	const requests: SeenRequest[] = [];
	const server = createServer((incoming, outgoing) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const request: SeenRequest = {
				method: incoming.method ?? '',
				url: (incoming.url ?? '').replace(/^\/api\.avito\.ru/, ''),
				token: incoming.headers.authorization?.replace('Bearer ', ''),
				headers: incoming.headers,
				body: Buffer.concat(chunks).toString('utf8'),
			};
			requests.push(request);
			const count = requests.filter(({ url }) => url === request.url).length;
			const own: Answer =
				request.url === '/token'
					? { json: TOKEN }
					: request.url === '/core/v1/accounts/self'
						? { json: { id: 301455772, name: 'Test' } }
						: { status: 404, json: { error: { code: 404, message: 'Not found' } } };
			const given = answer(request, count) ?? own;
			if (given === 'hang') return;
			if (given === 'break') {
				outgoing.destroy();
				return;
			}
			outgoing.statusCode = given.status ?? 200;
			outgoing.setHeader(
				'content-type',
				given.text === undefined ? 'application/json' : 'text/html',
			);
			for (const [name, value] of Object.entries(given.headers ?? {}))
				outgoing.setHeader(name, value);
			outgoing.end(given.text ?? (given.json === undefined ? '' : JSON.stringify(given.json)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const clock = { sleep: fastClock().sleep, now: options.now ?? systemClock.now };
	const http = new HttpClient(
		avitoHttpOptions({
			account: 'test',
			simulatorUrl: `http://127.0.0.1:${port}`,
			timeouts: options.timeoutMs ? { headers: options.timeoutMs } : undefined,
			retry: { attempts: 2, baseMs: 1, capMs: 2 },
			budgets: {},
		}),
	);
	const tokens = new ClientCredentialsTokens({
		http,
		clientId: 'id',
		clientSecret: 'very-secret',
		clock,
		store: options.store,
	});
	const client = new AvitoClient({ http, tokens, clock, employeeOf: options.employeeOf });
	return {
		client,
		requests,
		seen: (pattern) => requests.filter(({ url }) => pattern.test(url)),
		async close() {
			await client.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** All values of an async iterable. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
	const values: T[] = [];
	for await (const value of source) values.push(value);
	return values;
}
