import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer, type Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SocketRoute } from '../../../lib/http';

export interface SocketServer {
	route(): Promise<SocketRoute>;
	/** The links that came up, in their order. */
	links: WebSocket[];
	/** The raw connection of the newest link. */
	raw(): Socket;
	/** Resolves when the next link is up. */
	next(): Promise<WebSocket>;
	/** From now on handshakes are answered with this HTTP status. */
	refuse(status: number): void;
	close(): Promise<void>;
}

export interface ServerOptions {
	autoPong?: boolean;
	greeting?: string | Buffer;
}

const portOf = (server: HttpServer | TcpServer): number => {
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
};

export const routeTo = (url: string): SocketRoute => ({ url, failed() {}, worked() {} });

/** A WebSocket server on this machine that a test can break in every way. */
export async function startSocketServer(options: ServerOptions = {}): Promise<SocketServer> {
	const { autoPong = true, greeting } = options;
	const http = createHttpServer();
	const sockets = new WebSocketServer({ noServer: true, autoPong });
	const links: WebSocket[] = [];
	const raws: Socket[] = [];
	let waiting: Array<(link: WebSocket) => void> = [];
	let status: number | undefined;
	http.on('upgrade', (request, socket, head) => {
		if (status !== undefined) {
			socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
			return;
		}
		sockets.handleUpgrade(request, socket, head, (link) => {
			links.push(link);
			raws.push(request.socket);
			link.on('error', () => {});
			if (greeting !== undefined) link.send(greeting);
			for (const resolve of waiting) resolve(link);
			waiting = [];
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	return {
		links,
		route: async () => routeTo(`ws://127.0.0.1:${portOf(http)}/ws/public/x`),
		raw() {
			const raw = raws.at(-1);
			if (!raw) throw new Error('No link came up');
			return raw;
		},
		next: async () => await new Promise((resolve) => waiting.push(resolve)),
		refuse: (code) => void (status = code),
		async close() {
			for (const raw of raws) raw.destroy();
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
}

/** A server that takes connections and never says a word. */
export async function startDeafServer(): Promise<{ url: string; close(): Promise<void> }> {
	const taken = new Set<Socket>();
	const server = createTcpServer((socket) => {
		taken.add(socket);
		socket.on('error', () => {});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `ws://127.0.0.1:${portOf(server)}/`,
		async close() {
			for (const socket of taken) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
