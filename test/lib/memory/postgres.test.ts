import { Pool } from 'pg';
import { memorySettings, openMemory, openPostgres } from '../../../lib/memory';
import { Postgres } from '../../../playground/postgres';
import { describeMemory } from './contract';
import { describeHostile } from './hostile';
import { FILL, HOT } from './plans';

let postgres: Postgres;
let admin: Pool;
let schemas = 0;

beforeAll(async () => {
	postgres = await Postgres.open();
	admin = new Pool({ ...postgres.connection, max: 1 });
});

afterAll(async () => {
	await admin.end();
	await postgres.close();
});

/** A schema of its own, whose clock a test sets. */
async function backend() {
	const schema = `memory_${(schemas += 1)}`;
	let first = true;
	return await Promise.resolve({
		async open() {
			const stores = await openPostgres({ connection: postgres.connection, schema });
			if (first) {
				first = false;
				await admin.query(`CREATE TABLE ${schema}.clock (ms bigint);
					INSERT INTO ${schema}.clock VALUES (0);
					CREATE OR REPLACE FUNCTION ${schema}.now_ms() RETURNS bigint LANGUAGE sql STABLE
					AS 'SELECT ms FROM ${schema}.clock'`);
			}
			return stores;
		},
		async setClock(now: number) {
			await admin.query(`UPDATE ${schema}.clock SET ms = $1`, [now]);
		},
		close: async () => await admin.query(`DROP SCHEMA ${schema} CASCADE`).then(() => {}),
	});
}

describeMemory('PostgreSQL', backend);
describeHostile('PostgreSQL', backend, 10);

const intent = { service: 's', account: 'account 1', target: 'user 7', operation: 'send' };

const open = async (schema: string, more: object = {}) =>
	await openPostgres({ connection: { ...postgres.connection, ...more }, schema });

test('many open an empty database at once, and the tables are made once', async () => {
	const all = await Promise.all(Array.from({ length: 5 }, async () => await open('together')));
	const { rows } = await admin.query('SELECT version FROM together.versions');
	expect(rows).toEqual([{ version: '1' }]);
	await Promise.all(all.map(async (stores) => await stores.close()));
});

test('with 100,000 rows an index answers what is asked before each send', async () => {
	const stores = await open('full');
	const text = (sql: string) =>
		sql.replace(/\{(\w+)\}/g, (_, word: string) => `"full".${word === 'now' ? 'now_ms()' : word}`);
	await admin.query(text(FILL));
	await admin.query('VACUUM ANALYZE "full".journal');
	for (const [sql, parameters, index] of HOT) {
		const filled = text(sql).replace(/\$(\d+)/g, (_, n: string) => {
			const value = parameters[Number(n) - 1];
			return typeof value === 'number' ? String(value) : `'${String(value)}'`;
		});
		const { rows } = await admin.query<Record<string, string>>(`EXPLAIN ${filled}`);
		const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
		// Of a pause of a minute the planner may look through the last minute of all accounts.
		expect(plan).toMatch(new RegExp(`Index.* using (${index}|journal_by_time)`));
		expect(plan).not.toContain('Seq Scan');
	}
	const limits = { caps: [{ ms: 86_400_000, max: 99_999 }], minIntervalMs: 60_000 };
	expect(await stores.journal.intend(intent, { limits })).toHaveProperty('id');
	await stores.close();
});

test('times are those of the database', async () => {
	const stores = await open('timed');
	const { rows } = await admin.query<{ now: string }>('SELECT timed.now_ms() AS now');
	expect(Math.abs(Number(rows[0]?.now) - Date.now())).toBeLessThan(60_000);
	await stores.journal.intend(intent);
	const { entries } = await stores.journal.list({});
	expect(entries[0]?.at).toBeGreaterThanOrEqual(Number(rows[0]?.now));
	await stores.close();
});

test('a newer schema is left alone', async () => {
	await (await open('newer')).close();
	await admin.query('INSERT INTO newer.versions VALUES (99, 0)');
	await expect(open('newer')).rejects.toMatchObject({
		name: 'NewerMemoryError',
		kind: 'refusedLocally',
		message: expect.stringContaining('has schema 99') as string,
	});
});

test('a user who may not make the schema is told what to grant', async () => {
	await admin.query("CREATE ROLE guest LOGIN PASSWORD 'guest'");
	const refused = open('closed', { user: 'guest', password: 'guest' });
	await expect(refused).rejects.toMatchObject({
		name: 'MemorySettingsError',
		kind: 'refusedLocally',
		remedy: expect.stringContaining('CREATE SCHEMA closed AUTHORIZATION') as string,
	});
	await admin.query('CREATE SCHEMA closed AUTHORIZATION guest');
	await (await open('closed', { user: 'guest', password: 'guest' })).close();
});

test('a database that breaks off or is not there: nothing is sent, and a later step works', async () => {
	const { host, port, user, password, database } = postgres.connection;
	const url = `postgresql://${user}:${password}@${host}:${port}/${database}`;
	const { memory } = await openMemory(memorySettings({ FREELANCE_HUB_DATABASE_URL: url }));
	expect(memory.place).toEqual({ kind: 'postgres', at: `${host}:${port}/${database}` });
	const breakAll = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE application_name = 'n8n-nodes-freelance-hub'`;
	const held = memory.lock('k', async (lease) => {
		await admin.query(breakAll);
		await admin.query('ALTER SCHEMA freelance_hub RENAME TO away');
		await expect(memory.journal.intend(intent, { lease })).rejects.toMatchObject({
			name: 'MemoryDownError',
			kind: 'temporary',
			remedy: expect.stringContaining('safely run it again') as string,
		});
		await admin.query('ALTER SCHEMA away RENAME TO freelance_hub');
		return await memory.journal.intend(intent, { lease });
	});
	await expect(held).resolves.toHaveProperty('id');
	await memory.close();
	const nobody = `postgresql://${user}:secret@127.0.0.1:1/desk`;
	const refused = openMemory(memorySettings({ FREELANCE_HUB_DATABASE_URL: nobody }));
	await expect(refused).rejects.toMatchObject({ kind: 'temporary' });
	await expect(refused).rejects.not.toThrow('secret');
	const odd = openMemory(memorySettings({ FREELANCE_HUB_DATABASE_URL: 'desk' }));
	await expect(odd).rejects.toMatchObject({ name: 'MemorySettingsError' });
});
