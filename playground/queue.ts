import { asError } from '../lib/errors';
import { freePort, N8n, type N8nOptions, type N8nServer } from './harness';
import { Postgres } from './postgres';
import { Redis } from './redis';

export interface QueueOptions extends N8nOptions {
	/** How many processes run workflows. Default 2. */
	workers?: number;
}

/**
 * n8n as it runs on several machines: one main process, workers and a receiver of webhooks, each with
 * a user folder of its own, over a real PostgreSQL and a real Redis. The desk's memory is in n8n's
 * database. Call `remove` at the end, whatever happened.
 */
export class QueueMode {
	private constructor(
		/** Triggers, editor and API. */
		readonly main: N8n,
		readonly workers: readonly N8nServer[],
		/** Where production webhooks go. */
		readonly webhooks: N8nServer,
		readonly postgres: Postgres,
		readonly redis: Redis,
	) {}

	/** Nothing of n8n runs yet. @throws Error when PostgreSQL or Redis is not to be had here */
	static async create({ workers = 2, ...options }: QueueOptions = {}): Promise<QueueMode> {
		const port = options.port ?? (await freePort());
		const webhookPort = await freePort();
		const opened: Array<{ close(): Promise<void> }> = [];
		try {
			const redis = await Redis.open();
			opened.push(redis);
			const postgres = await Postgres.open();
			opened.push(postgres);
			const env = {
				...environment(postgres, redis),
				WEBHOOK_URL: `http://127.0.0.1:${webhookPort}`,
				N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}`,
				...options.env,
			};
			const main = await N8n.create({ ...options, port, env });
			const ready: N8nServer[] = [];
			for (let number = 1; number <= workers; number++) {
				ready.push(await main.beside('worker', `worker-${number}`, await freePort()));
			}
			const webhooks = await main.beside('webhook', 'webhooks', webhookPort);
			return new QueueMode(main, ready, webhooks, postgres, redis);
		} catch (error) {
			for (const one of opened) await one.close();
			throw asError(error);
		}
	}

	/** All processes of n8n, side by side. The database needs its tables: import something before. */
	async start(): Promise<void> {
		await Promise.all([
			this.main.start(),
			...[...this.workers, this.webhooks].map(async (server) => await server.start()),
		]);
	}

	async remove(): Promise<void> {
		await Promise.all([...this.workers, this.webhooks].map(async (server) => await server.stop()));
		await this.main.remove();
		await this.redis.close();
		await this.postgres.close();
	}
}

function environment({ connection }: Postgres, redis: Redis): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: connection.host,
		DB_POSTGRESDB_PORT: String(connection.port),
		DB_POSTGRESDB_DATABASE: connection.database,
		DB_POSTGRESDB_USER: connection.user,
		DB_POSTGRESDB_PASSWORD: connection.password,
		FREELANCE_HUB_DATABASE_URL: 'n8n',
	};
}
