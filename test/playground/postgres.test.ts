import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { Postgres } from '../../playground/postgres';

/** A query over a connection of its own. */
async function ask(connection: object, sql: string): Promise<unknown[]> {
	const client = new Client(connection);
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

test('a real PostgreSQL, for whoever has the password, gone after close', async () => {
	const postgres = await Postgres.open();
	const { connection } = postgres;
	try {
		await ask(connection, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('жильё')");
		expect(await ask(connection, 'SELECT word FROM kept')).toEqual([{ word: 'жильё' }]);
		await expect(ask({ ...connection, password: 'another' }, 'SELECT 1')).rejects.toThrow(
			'password authentication failed',
		);
	} finally {
		await postgres.close();
	}
	await expect(ask(connection, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
	expect(existsSync(postgres.folder)).toBe(false);
});

test('after a crash it is there again with what was committed', async () => {
	const postgres = await Postgres.open();
	const { connection } = postgres;
	try {
		await ask(connection, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('here')");
		await postgres.kill();
		await expect(ask(connection, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
		await postgres.start();
		expect(await ask(connection, 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
	} finally {
		await postgres.close();
	}
});

test('two of them at once do not meet', async () => {
	const [one, other] = await Promise.all([Postgres.open(), Postgres.open()]);
	try {
		await ask(one.connection, 'CREATE TABLE own (id int)');
		await expect(ask(other.connection, 'SELECT * FROM own')).rejects.toThrow('does not exist');
	} finally {
		await one.close();
		await other.close();
	}
});
