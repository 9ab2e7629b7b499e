import { N8n, type N8nOptions } from '../harness';
import { QueueMode } from '../queue';
import type { Ground } from './chaos';
import { readExecutions, type Execution } from './executions';

/** The n8n that a soak runs on, in one process or in queue mode. */
export interface SoakGround extends Ground {
	n8n: N8n;
	/** All of n8n. */
	start(): Promise<void>;
	remove(): Promise<void>;
	executions(): Promise<Execution[]>;
}

export async function groundOf(queue: boolean, options: N8nOptions): Promise<SoakGround> {
	return queue ? await inQueueMode(options) : await inOneProcess(options);
}

async function inOneProcess(options: N8nOptions): Promise<SoakGround> {
	const n8n = await N8n.create(options);
	return {
		n8n,
		victims: [victim('n8n', n8n)],
		revive: async () => await Promise.resolve([]),
		start: async () => await n8n.start(),
		remove: async () => await n8n.remove(),
		executions: async () => await readExecutions(n8n),
	};
}

async function inQueueMode(options: N8nOptions): Promise<SoakGround> {
	const queue = await QueueMode.create(options);
	const { main, workers, webhooks, redis, postgres } = queue;
	const [worker, ...others] = workers.map((server, i) => ({ name: `worker ${i + 1}`, server }));
	const processes = [
		...(worker ? [worker] : []),
		{ name: 'main', server: main },
		...others,
		{ name: 'webhooks', server: webhooks },
	];
	return {
		n8n: main,
		victims: [
			...processes.map(({ name, server }) => victim(name, server)),
			victim('Redis', redis),
			victim('PostgreSQL', postgres),
		],
		async revive() {
			const fallen = processes.filter(({ server }) => !server.running);
			for (const { server } of fallen) await server.start();
			return fallen.map(({ name }) => name);
		},
		start: async () => await queue.start(),
		remove: async () => await queue.remove(),
		executions: async () => await readExecutions(main, postgres),
	};
}

const victim = (name: string, server: { kill(): Promise<void>; start(): Promise<void> }) => ({
	name,
	kill: async () => await server.kill(),
	start: async () => await server.start(),
});
