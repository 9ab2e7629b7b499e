import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** A subscriber on loopback: keeps what comes, answers as told. */
export async function startReceiver() {
	const received: Received[] = [];
	const behaviour = { status: 200, silent: false };
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
			if (!behaviour.silent) response.writeHead(behaviour.status).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/hook`,
		received,
		behaviour,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
