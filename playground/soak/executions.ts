import path from 'node:path';
import { Client } from 'pg';
import { run, type N8n } from '../harness';
import type { Postgres } from '../postgres';

/** A row of n8n's table of executions. */
export interface Execution {
	/** In the order in which n8n started them. */
	id: number;
	status: string;
	/** `workflow:node:message`, from the trigger. */
	key: string | null;
	/** Milliseconds since 1970; null when it never began or never ended. */
	startedAt: number | null;
	stoppedAt: number | null;
}

const QUERY = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { readOnly: true, timeout: 10000 });
const rows = database.prepare(\`SELECT id, status, "deduplicationKey" AS key,
	unixepoch("startedAt", 'subsec') * 1000 AS "startedAt",
	unixepoch("stoppedAt", 'subsec') * 1000 AS "stoppedAt"
	FROM execution_entity ORDER BY id\`).all();
process.stdout.write(JSON.stringify(rows));
`;

const QUERY_POSTGRES = `SELECT id, status, "deduplicationKey" AS key,
	(extract(epoch FROM "startedAt") * 1000)::float AS "startedAt",
	(extract(epoch FROM "stoppedAt") * 1000)::float AS "stoppedAt"
	FROM execution_entity ORDER BY id`;

/**
 * Every execution, also those that a hard kill cut off and that have no data. Read from the
 * database itself, because n8n's API does not tell what a cut-off execution was about.
 */
export async function readExecutions(n8n: N8n, postgres?: Postgres): Promise<Execution[]> {
	if (postgres !== undefined) return await readFromPostgres(postgres);
	const file = path.join(n8n.folder, '.n8n', 'database.sqlite');
	const output = await run(n8n.install.node, ['--no-warnings', '-e', QUERY, file]);
	return JSON.parse(output) as Execution[];
}

async function readFromPostgres({ connection }: Postgres): Promise<Execution[]> {
	const client = new Client(connection);
	await client.connect();
	try {
		return (await client.query<Execution>(QUERY_POSTGRES)).rows;
	} finally {
		await client.end();
	}
}
