import { NewerMemoryError } from '../errors';
import type { SqlDatabase } from './database';

/**
 * Each entry is run once, in this order; later ones only add, because processes of the version
 * before may still be at work. `{id}` is a number that rises with each row and is never given again.
 *
 * Size: 100,000 rows of the journal are 17 MB in SQLite and 32 MB in PostgreSQL, indexes included; a
 * claim or a fact takes some 200 bytes besides its value; locks and budgets next to nothing. An
 * account that sends 100 messages a day keeps 40,000 rows.
 */
const MIGRATIONS: ReadonlyArray<readonly string[]> = [
	[
		`CREATE TABLE {places} (place {id}, key text NOT NULL, beat bigint NOT NULL)`,
		`CREATE INDEX places_by_key ON {places} (key, place)`,
		`CREATE TABLE {journal} (
			id {id}, at bigint NOT NULL, outcome text NOT NULL,
			service text NOT NULL, account text NOT NULL, target text NOT NULL, operation text NOT NULL,
			content_hash text, execution_id text, workflow_id text,
			cost_amount double precision, cost_unit text, sent_id text)`,
		`CREATE INDEX journal_by_account ON {journal} (account, at, outcome)`,
		`CREATE INDEX journal_by_target ON {journal} (account, target, at)`,
		`CREATE INDEX journal_unsettled ON {journal} (account, target)
			WHERE outcome IN ('open', 'unknown')`,
		`CREATE INDEX journal_by_time ON {journal} (at, id)`,
		`CREATE TABLE {once} (
			scope text NOT NULL, key text NOT NULL, state text NOT NULL, holder text NOT NULL,
			until bigint NOT NULL, result text, PRIMARY KEY (scope, key))`,
		`CREATE INDEX once_by_end ON {once} (until)`,
		`CREATE TABLE {budgets} (
			account text NOT NULL, name text NOT NULL, tokens double precision NOT NULL,
			filled_at bigint NOT NULL, paused_until bigint NOT NULL, reason text,
			PRIMARY KEY (account, name))`,
		`CREATE TABLE {facts} (
			scope text NOT NULL, key text {bytes} NOT NULL, value text NOT NULL, until bigint,
			PRIMARY KEY (scope, key))`,
		`CREATE INDEX facts_by_end ON {facts} (until)`,
	],
];

/** Brings the tables to what this version knows, under a lock. @throws NewerMemoryError */
export async function migrate(database: SqlDatabase, place: string): Promise<void> {
	await database.step('migrations', async (query) => {
		await query('CREATE TABLE IF NOT EXISTS {versions} (version bigint PRIMARY KEY, at bigint)');
		const [row] = await query('SELECT max(version) AS version FROM {versions}');
		const found = Number(row?.version ?? 0);
		if (found > MIGRATIONS.length) throw new NewerMemoryError(place, found, MIGRATIONS.length);
		for (const [index, statements] of MIGRATIONS.entries()) {
			if (index < found) continue;
			for (const statement of statements) await query(statement);
			await query('INSERT INTO {versions} (version, at) VALUES ($1, {now})', [index + 1]);
		}
	});
}
