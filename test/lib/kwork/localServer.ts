import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';

export interface Seen {
	/** Path without the host segment: `actor`, `new_offer?project=1`. */
	path: string;
	host: string;
	method: string;
	headers: IncomingMessage['headers'];
	body: string;
	form: URLSearchParams;
}

export type Handler = (seen: Seen, response: ServerResponse) => unknown;

export interface LocalServer {
	url: string;
	/** Every request so far. */
	seen: Seen[];
	/** Answers by path; a handler's return value is sent as JSON, undefined means it has answered. */
	on(path: string, handler: Handler): void;
	count(path: string): number;
	/** Sends a frame over every open notice socket. Returns to how many. */
	push(frame: unknown): number;
	close(): Promise<void>;
}

/** A server for answers that are wrong on purpose, one by one; addressed as the simulator is. */
export async function startLocalServer(): Promise<LocalServer> {
	const handlers = new Map<string, Handler>();
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const [, host = '', ...rest] = (request.url ?? '').split('/');
			const body = Buffer.concat(chunks).toString();
			const path = rest.join('/');
			const one = {
				path,
				host,
				method: request.method ?? '',
				headers: request.headers,
				body,
				form: new URLSearchParams(body),
			};
			seen.push(one);
			const handler = handlers.get(path.split('?')[0] ?? '');
			const answer = handler
				? handler(one, response)
				: { success: false, error: 'Метод API не найден', error_code: 404 };
			if (answer === undefined) return;
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(JSON.stringify(answer));
		});
	});
	const sockets = new WebSocketServer({ server });
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}`,
		seen,
		on: (path, handler) => void handlers.set(path, handler),
		count: (path) => seen.filter((one) => one.path.split('?')[0] === path).length,
		push(frame) {
			for (const socket of sockets.clients) socket.send(JSON.stringify(frame));
			return sockets.clients.size;
		},
		async close() {
			for (const socket of sockets.clients) socket.terminate();
			sockets.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
