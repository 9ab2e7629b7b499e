import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient } from '../../../lib/http';
import type { Clock } from '../../../lib/time';
import type { TokenSource, UpworkAccountOptions } from '../../../lib/upwork';
import { UpworkAccount } from '../../../lib/upwork';

export interface Asked {
	query: string;
	variables: Record<string, unknown>;
	operationName?: string;
	token: string;
	tenant?: string;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	body: unknown;
	/** Breaks the connection instead of answering. */
	break?: boolean;
}

export interface TestServer {
	url: string;
	asked: Asked[];
	close(): Promise<void>;
}

/** Upwork's endpoint under its simulator address, answering by `handle`. */
export async function serve(
	handle: (asked: Asked, index: number) => Answer | Promise<Answer>,
): Promise<TestServer> {
	const asked: Asked[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void (async () => {
				if (request.url !== '/api.upwork.com/graphql') {
					response.writeHead(404).end();
					return;
				}
				const body = JSON.parse(Buffer.concat(chunks).toString()) as Omit<Asked, 'token'>;
				const one: Asked = {
					...body,
					token: String(request.headers.authorization).replace('Bearer ', ''),
					tenant: request.headers['x-upwork-api-tenantid'] as string | undefined,
				};
				asked.push(one);
				const answer = await handle(one, asked.length - 1);
				if (answer.break) {
					request.socket.destroy();
					return;
				}
				const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
				response
					.writeHead(answer.status ?? 200, {
						'content-type': typeof answer.body === 'string' ? 'text/html' : 'application/json',
						'vnd.eo.request-id': 'request-1',
						...answer.headers,
					})
					.end(text);
			})();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** When it is for all that a `JumpingClock` times. */
export const TODAY = Date.UTC(2026, 10, 21);

/** Time that passes only when somebody sleeps. */
export class JumpingClock implements Clock {
	slept: number[] = [];

	/** Setting it back is not time that passes. */
	private setBack = 0;

	constructor(private time = TODAY) {}

	now = () => this.time - this.setBack;

	elapsed = () => this.time;

	async sleep(ms: number): Promise<void> {
		this.slept.push(ms);
		this.time += ms;
		await Promise.resolve();
	}

	advance(ms: number): void {
		if (ms < 0) this.setBack -= ms;
		else this.time += ms;
	}
}

export function tokens(first = 'token-1'): TokenSource & { refreshes: number } {
	let token = first;
	return {
		refreshes: 0,
		async current() {
			return token;
		},
		async refresh() {
			this.refreshes += 1;
			token = `token-${this.refreshes + 1}`;
			return token;
		},
	};
}

/** An account on the test server, without limits; HTTP keeps the real clock. */
export function accountOn(
	url: string,
	clock: Clock = new JumpingClock(),
	once?: UpworkAccountOptions['once'],
): UpworkAccount {
	return new UpworkAccount({
		http: new HttpClient({
			account: 'test',
			allowedHosts: ['api.upwork.com'],
			simulatorUrl: url,
			retry: { attempts: 2, baseMs: 1, capMs: 2 },
			timeouts: { headers: 400, total: 2_000 },
		}),
		clock,
		once,
	});
}
