import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkflowNode } from '../../playground/harness';

/** What two executions are to send, and how much later the second one begins. */
export interface Pair {
	content: Record<string, unknown>;
	distanceMs: number;
}

/**
 * Where executions wait for one another: two that run on different workers get the same content, at
 * the distance that the pair has. So each pair is on two workers, whoever took which job.
 */
export class Pairing {
	private open: Pair[] = [];

	private readonly waiting = new Map<string, ServerResponse[]>();

	private readonly server: Server = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		this.arrive(request.url ?? '', response);
	});

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** The node that waits and gives out the content. A worker is known by its own port. */
	get node(): Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters'> {
		const { port } = this.server.address() as AddressInfo;
		const url = `=http://127.0.0.1:${port}/{{ $env.QUEUE_HEALTH_CHECK_PORT }}`;
		return {
			name: 'Wait for the Other',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: { url, options: {} },
		};
	}

	/** How many pairs have not begun. */
	get left(): number {
		return this.open.length;
	}

	/** What the next executions are to send. */
	prepare(pairs: readonly Pair[]): void {
		this.open = [...pairs];
	}

	private arrive(worker: string, response: ServerResponse): void {
		const other = [...this.waiting].find(([name, queue]) => name !== worker && queue.length > 0);
		const pair = this.open[0];
		if (pair === undefined) {
			dismiss(response);
		} else if (other === undefined) {
			this.waiting.set(worker, [...(this.waiting.get(worker) ?? []), response]);
		} else {
			this.open.shift();
			const content = JSON.stringify(pair.content);
			other[1].shift()?.end(content);
			setTimeout(() => response.end(content), pair.distanceMs);
			if (this.open.length === 0) this.dismissAll();
		}
	}

	private dismissAll(): void {
		for (const queue of this.waiting.values()) queue.splice(0).forEach(dismiss);
	}
}

/** There is nothing more to send: the execution fails here. */
function dismiss(response: ServerResponse): void {
	response.statusCode = 410;
	response.end('{}');
}
