import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { Certificate, Local } from './localServers';
import { httpServer, httpsServer, tcpServer } from './localServers';

export interface ProxyLog {
	/** `host:port` of every tunnel asked for. */
	targets: string[];
	/** The login of every tunnel asked for, `''` without. */
	logins: string[];
}

export type TestProxy = Local & ProxyLog;

interface ProxyBehaviour {
	/** All tunnels lead to this port of this machine, whatever was asked for. */
	leadTo: number;
	/** Required `user:password`. */
	login?: string;
	/** Status given instead of a tunnel. */
	refuse?: number;
	/** Makes the proxy itself speak TLS. */
	certificate?: Certificate;
}

function join(client: Socket, port: number, ready: () => void): void {
	const target = connect(port, '127.0.0.1', () => {
		ready();
		client.pipe(target).pipe(client);
	});
	target.on('error', () => client.destroy());
	client.on('close', () => target.destroy());
	target.on('close', () => client.destroy());
}

/** A proxy that knows CONNECT and nothing else. */
export async function connectProxy(behaviour: ProxyBehaviour): Promise<TestProxy> {
	const log: ProxyLog = { targets: [], logins: [] };
	const { certificate, leadTo, login } = behaviour;
	const local: Local<Server> = certificate
		? await httpsServer(certificate, (_request, response) => response.writeHead(405).end())
		: await httpServer((_request, response) => response.writeHead(405).end());
	local.server.on('connect', (request, client: Socket) => {
		client.on('error', () => {});
		log.targets.push(request.url ?? '');
		const given = Buffer.from(
			(request.headers['proxy-authorization'] ?? '').replace('Basic ', ''),
			'base64',
		).toString();
		log.logins.push(given);
		const status = behaviour.refuse ?? (login !== undefined && given !== login ? 407 : undefined);
		if (status !== undefined) {
			client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
			return;
		}
		join(client, leadTo, () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
	});
	return { ...local, ...log };
}

/** Reads exactly as many bytes as asked for, one step of the SOCKS dialogue after the other. */
function reader(socket: Socket): (size: number) => Promise<Buffer> {
	return async (size) => {
		for (;;) {
			const chunk: unknown = socket.read(size);
			if (Buffer.isBuffer(chunk)) return chunk;
			await new Promise<void>((resolve, reject) => {
				socket.once('readable', resolve);
				socket.once('close', () => reject(new Error('closed')));
			});
		}
	};
}

async function socksDialogue(
	socket: Socket,
	behaviour: ProxyBehaviour,
	log: ProxyLog,
): Promise<void> {
	const read = reader(socket);
	const methods = await read((await read(2))[1] ?? 0);
	const wanted = behaviour.login === undefined ? 0 : 2;
	if (!methods.includes(wanted)) {
		socket.end(Buffer.from([5, 0xff]));
		return;
	}
	socket.write(Buffer.from([5, wanted]));
	if (wanted === 2) {
		const user = await read((await read(2))[1] ?? 0);
		const password = await read((await read(1))[0] ?? 0);
		const login = `${user.toString()}:${password.toString()}`;
		log.logins.push(login);
		const accepted = login === behaviour.login;
		socket.write(Buffer.from([1, accepted ? 0 : 1]));
		if (!accepted) {
			socket.end();
			return;
		}
	}
	const kind = (await read(4))[3];
	const host =
		kind === 3 ? (await read((await read(1))[0] ?? 0)).toString() : (await read(4)).join('.');
	log.targets.push(`${host}:${(await read(2)).readUInt16BE()}`);
	if (behaviour.refuse !== undefined) {
		socket.end(Buffer.from([5, behaviour.refuse, 0, 1, 0, 0, 0, 0, 0, 0]));
		return;
	}
	join(socket, behaviour.leadTo, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
}

/** A SOCKS5 proxy with or without a login (RFC 1928, RFC 1929). */
export async function socksProxy(behaviour: ProxyBehaviour): Promise<TestProxy> {
	const log: ProxyLog = { targets: [], logins: [] };
	const local = await tcpServer((socket) => {
		socksDialogue(socket, behaviour, log).catch(() => socket.destroy());
	});
	return { ...local, ...log };
}
