import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { memorySettings, openMemory, openSqlite, sqliteModule } from '../../../lib/memory';
import { Child, REPOSITORY, until } from '../../../playground/harness';
import { describeMemory } from './contract';
import { describeHostile } from './hostile';
import { FILL, HOT } from './plans';
import type { Backend } from './rig';

const intent = { service: 's', account: 'account 1', target: 'user 7', operation: 'send' };

async function backend(): Promise<Backend> {
	const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-memory-'));
	return {
		open: async (clock) => await openSqlite(path.join(folder, 'memory.sqlite'), clock),
		close: async () => await rm(folder, { recursive: true }),
	};
}

function describeSqlite(): void {
	let folder: string;
	let file: string;

	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-memory-'));
		file = path.join(folder, 'memory.sqlite');
	});

	afterEach(async () => await rm(folder, { recursive: true }));

	const raw = () => {
		const sqlite = sqliteModule();
		if (!sqlite) throw new Error('There is no SQLite');
		const connection = new sqlite.DatabaseSync(file);
		connection.function('now_ms', () => Date.now());
		return connection;
	};

	const worker = (name: string, rounds: number) => {
		const script = path.join(__dirname, 'worker.ts');
		return new Child(process.execPath, ['--import', 'tsx', script, file, name, String(rounds)], {
			cwd: REPOSITORY,
		});
	};

	test('several processes, one of which is killed, count each thing once', async () => {
		const workers = ['a', 'b', 'c'].map((name) => worker(name, 30));
		await until(() => workers[0]?.output.split('\n').includes('counted'), { what: 'the first' });
		workers[0]?.kill();
		await Promise.all(workers.map(async ({ exited }) => await exited));
		const did = (what: string) =>
			workers.flatMap(({ output }) => output.split('\n')).filter((line) => line === what).length;
		const stores = await openSqlite(file);
		const counter = Number(await stores.facts.get('test', 'counter'));
		const { count } = await stores.journal.sent({ account: 'me', ms: 3_600_000 });
		await stores.close();
		expect(
			workers.slice(1).map(({ exitCode, output }) => [exitCode, output.includes('Error')]),
		).toEqual([
			[0, false],
			[0, false],
		]);
		// What the killed one did last may be there although it did not say so any more.
		expect(counter - did('counted')).toBeGreaterThanOrEqual(0);
		expect(counter - did('counted')).toBeLessThanOrEqual(1);
		expect(count).toBe(25);
		expect(count - did('sent')).toBeLessThanOrEqual(1);
		expect(30 - did('claimed')).toBeLessThanOrEqual(1);
	});

	test('with 100,000 rows an index answers what is asked before each send', async () => {
		const stores = await openSqlite(file);
		const connection = raw();
		const text = (sql: string) =>
			sql.replace(/\{(\w+)\}/g, (_, word: string) => (word === 'now' ? 'now_ms()' : word));
		connection.exec(text(FILL));
		for (const [sql, parameters, index] of HOT) {
			const numbered = text(sql).replace(/\$(\d+)/g, '?$1');
			const plan = connection.prepare(`EXPLAIN QUERY PLAN ${numbered}`).all(...parameters);
			const details = plan.map(({ detail }) => String(detail)).join('; ');
			expect(details).toContain(`INDEX ${index} (account=?`);
			expect(details).not.toMatch(/SCAN/);
		}
		connection.close();
		const limits = { caps: [{ ms: 86_400_000, max: 99_999 }], minIntervalMs: 60_000 };
		expect(await stores.journal.intend(intent, { limits })).toHaveProperty('id');
		await stores.close();
	});

	test('a file that others keep locked, a full disk: nothing is sent, and said how to mend it', async () => {
		const stores = await openSqlite(file);
		const other = raw();
		other.exec('BEGIN IMMEDIATE');
		const refused = stores.journal.intend(intent);
		await expect(refused).rejects.toMatchObject({
			name: 'MemoryDownError',
			kind: 'temporary',
			message: `The desk's memory (${file}) cannot be used: database is locked`,
			remedy: expect.stringContaining('safely run it again') as string,
		});
		await expect(stores.journal.list({})).resolves.toEqual({ entries: [] });
		other.exec('COMMIT');
		await expect(stores.journal.intend(intent)).resolves.toHaveProperty('id');
		other.exec(`CREATE TRIGGER full BEFORE INSERT ON journal
			BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
		await expect(stores.journal.intend(intent)).rejects.toMatchObject({ kind: 'temporary' });
		other.exec('DROP TRIGGER full');
		await expect(stores.journal.intend(intent)).resolves.toHaveProperty('id');
		other.close();
		await stores.close();
	});

	test('a file of a newer version, and one that is no database, are left alone', async () => {
		await (await openSqlite(file)).close();
		const connection = raw();
		connection.exec('INSERT INTO versions VALUES (99, 0)');
		connection.close();
		await expect(openSqlite(file)).rejects.toMatchObject({
			kind: 'refusedLocally',
			message: expect.stringContaining('has schema 99') as string,
		});
		await writeFile(`${file}.other`, 'no database at all, but a text of some length'.repeat(50));
		await expect(openSqlite(`${file}.other`)).rejects.toMatchObject({ kind: 'temporary' });
	});

	test('many open an empty file at once, and the tables are made once', async () => {
		const all = await Promise.all(Array.from({ length: 5 }, async () => await openSqlite(file)));
		expect(all.map(({ place }) => place)).toEqual(Array(5).fill({ kind: 'sqlite', at: file }));
		await Promise.all(all.map(async (stores) => await stores.close()));
	});

	test('where the folder cannot be written it is in the process, and says so', async () => {
		const settings = memorySettings({ N8N_USER_FOLDER: folder });
		const nowhere = await openMemory(settings);
		expect(nowhere.memory.place).toEqual({ kind: 'process' });
		expect(nowhere.notice).toContain(`${settings.file} cannot be written`);
		await mkdir(path.dirname(String(settings.file)));
		await chmod(path.dirname(String(settings.file)), 0o700);
		const there = await openMemory(settings);
		expect(there).toMatchObject({ memory: { place: { kind: 'sqlite' } } });
		expect(there.notice).toBeUndefined();
		await nowhere.memory.close();
		await there.memory.close();
	});
}

describeMemory('SQLite', backend);
describeHostile('SQLite', backend, 60);
describe('SQLite: its own', describeSqlite);
