import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How often the workflow fails for a message before it succeeds. */
export function failuresOf(messageId: number): number {
	const share = messageId % 50;
	if (share === 0) return Infinity;
	if (share <= 2) return 2;
	return share <= 6 ? 1 : 0;
}

/** The system to which the workflow hands every message; for some of them it is broken for a while. */
export class Receiver {
	private readonly requests = new Map<number, number>();

	private readonly server: Server = createServer((request, response) => {
		const id = Number(request.url?.slice(1));
		const count = (this.requests.get(id) ?? 0) + 1;
		this.requests.set(id, count);
		response.statusCode = count > failuresOf(id) ? 200 : 500;
		response.setHeader('content-type', 'application/json');
		response.end('{}');
	});

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
