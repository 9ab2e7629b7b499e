import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { generate } from 'selfsigned';

export interface Local<T extends NetServer = NetServer> {
	server: T;
	port: number;
	/** Connections accepted so far. */
	connections(): number;
	/** Breaks every open connection. */
	breakAll(): void;
	close(): Promise<void>;
}

async function listen<T extends NetServer>(server: T): Promise<Local<T>> {
	const open = new Set<Socket>();
	let accepted = 0;
	server.on('connection', (socket: Socket) => {
		accepted += 1;
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => {});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const breakAll = () => open.forEach((socket) => socket.destroy());
	return {
		server,
		port: (server.address() as AddressInfo).port,
		connections: () => accepted,
		breakAll,
		close: async () => {
			breakAll();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** An HTTP server on a free port of this machine. */
export async function httpServer(handler: RequestListener): Promise<Local<Server>> {
	return await listen(createServer(handler));
}

export interface Certificate {
	key: string;
	cert: string;
}

/** A fresh certificate that is its own authority, for these hosts. */
export async function certificateFor(...hosts: string[]): Promise<Certificate> {
	const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{
				name: 'subjectAltName',
				altNames: hosts.map((value) =>
					/^[\d.]+$/.test(value) ? { type: 7 as const, ip: value } : { type: 2 as const, value },
				),
			},
		],
	});
	return { key: made.private, cert: made.cert };
}

/** An HTTPS server on a free port of this machine. */
export async function httpsServer(
	certificate: Certificate,
	handler: RequestListener,
): Promise<Local<Server>> {
	return await listen(createTlsServer(certificate, handler));
}

/** A bare TCP server, for answers that no HTTP server would give. */
export async function tcpServer(handler: (socket: Socket) => void): Promise<Local> {
	return await listen(createNetServer(handler));
}

/** A port of this machine on which nobody listens. */
export async function deadPort(): Promise<number> {
	const local = await listen(createNetServer());
	await local.close();
	return local.port;
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}
