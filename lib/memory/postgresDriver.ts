import type { PoolClient } from 'pg';
import { Pool, types } from 'pg';

/** An address, or its parts. */
export interface PostgresConnection {
	connectionString?: string;
	host?: string;
	port?: number;
	user?: string;
	password?: string;
	database?: string;
	/** Certificates and keys in PEM. */
	ssl?: boolean | { ca?: string; cert?: string; key?: string; rejectUnauthorized?: boolean };
}

export interface PostgresSettings {
	connection: PostgresConnection;
	/** Where the tables are. */
	schema: string;
}

export interface Driver {
	query(sql: string, parameters?: readonly unknown[]): Promise<Array<Record<string, unknown>>>;
	/**
	 * Runs `work` on one connection after `begin`, which may be repeated on another connection: one
	 * that broke while nobody used it shows it only then. Where `work` fails it is thrown away.
	 */
	connected<T>(begin: string, work: (query: Driver['query']) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

/** A process does one short step after another; more connections would only cost the server. */
const CONNECTIONS = 4;

/** How long to wait for a connection, and for the answer of a step. */
const TIMEOUT_MS = 5000;

/** SQLSTATE: somebody else holds the lock for too long. */
const LOCK_NOT_AVAILABLE = '55P03';

/** An integer of eight bytes; all of ours are far below 2^53. */
const INT8 = 20;

/** Loaded only where PostgreSQL is configured: the driver is a chunk of its own. */
export function openDriver({ connection }: PostgresSettings): Driver {
	const pool = new Pool({
		...connection,
		max: CONNECTIONS,
		connectionTimeoutMillis: TIMEOUT_MS,
		query_timeout: TIMEOUT_MS,
		idleTimeoutMillis: 30_000,
		allowExitOnIdle: true,
		keepAlive: true,
		application_name: 'n8n-nodes-freelance-hub',
		types: {
			getTypeParser: (oid, format) =>
				oid === INT8 ? Number : types.getTypeParser(oid, format as 'text'),
		},
	});
	// A connection that breaks while nobody uses it; the next step gets another one.
	pool.on('error', () => {});
	const queryOn =
		(client: Pool | PoolClient): Driver['query'] =>
		async (sql, parameters) => {
			const result: unknown = await client.query(sql, parameters && [...parameters]);
			// Several statements in one text have several results; the last one counts.
			const last = Array.isArray(result) ? (result.at(-1) as unknown) : result;
			return (last as { rows: Array<Record<string, unknown>> }).rows;
		};
	return {
		query: queryOn(pool),
		async connected(begin, work) {
			const client = await begun(pool, begin);
			try {
				const result = await work(queryOn(client));
				client.release();
				return result;
			} catch (error) {
				client.release(true);
				return await Promise.reject(error);
			}
		},
		close: async () => await pool.end(),
	};
}

async function begun(pool: Pool, begin: string): Promise<PoolClient> {
	for (let attempt = 0; ; attempt += 1) {
		const client = await pool.connect();
		try {
			await client.query(begin);
			return client;
		} catch (error) {
			client.release(true);
			const { code } = Object(error) as { code?: unknown };
			if (code === LOCK_NOT_AVAILABLE || attempt >= CONNECTIONS) return await Promise.reject(error);
		}
	}
}
