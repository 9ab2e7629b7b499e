import { KeyedLock } from '../keyedLock';
import type { Clock } from '../time';
import { systemClock } from '../time';
import { MemoryDownError } from './errors';
import type { MemoryStores } from './memory';
import type { Query, Row, SqlDatabase } from './sql/database';
import { migrate } from './sql/schema';
import { sqlStores } from './sql/stores';

/** What is used of Node's own SQLite, which Node 20 does not have and its types do not know. */
interface Statement {
	all(...parameters: unknown[]): Row[];
}

interface Connection {
	exec(sql: string): void;
	prepare(sql: string): Statement;
	function(name: string, work: () => number): void;
	close(): void;
}

interface SqliteModule {
	DatabaseSync: new (path: string) => Connection;
}

/** SQLITE_BUSY. */
const BUSY = 5;

/** How long to wait for other processes in all. */
const BUSY_MS = 5000;

/** How long SQLite itself waits, in which the whole process stands still. */
const BUSY_STEP_MS = 20;

/** Node's SQLite, there from Node 22.13 on; `undefined` where this Node has none. */
export function sqliteModule(): SqliteModule | undefined {
	const found: unknown = process.getBuiltinModule?.('node:sqlite');
	return found as SqliteModule | undefined;
}

/**
 * The memory in one file for all processes of a machine. Every step is a transaction of less than a
 * millisecond. A process that is killed loses nothing; when the machine loses power, what SQLite wrote
 * in the last seconds may be gone (WAL, not flushed each time: that would take 3 ms a step), and is
 * then looked up in the service as after any lost answer. The file has to lie on a disk of this
 * machine, not on a network drive. Times are those of this machine's clock; locks compare none.
 */
export async function openSqlite(file: string, clock: Clock = systemClock): Promise<MemoryStores> {
	const sqlite = sqliteModule();
	if (!sqlite) throw new MemoryDownError(file, new Error('this Node has no SQLite'));
	const database = new SqliteDatabase(sqlite, file, clock);
	try {
		await database.open();
		await migrate(database, file);
		return sqlStores(database, { kind: 'sqlite', at: file });
	} catch (error) {
		await database.close();
		return await Promise.reject(error);
	}
}

class SqliteDatabase implements SqlDatabase {
	private readonly statements = new Map<string, Statement>();

	private readonly turns = new KeyedLock<'one'>();

	private connection?: Connection;

	constructor(
		private readonly sqlite: SqliteModule,
		private readonly file: string,
		private readonly clock: Clock,
	) {}

	async open(): Promise<void> {
		await this.patiently(() => {
			this.connection ??= new this.sqlite.DatabaseSync(this.file);
			this.connection.exec(`PRAGMA busy_timeout = ${BUSY_STEP_MS}; PRAGMA journal_mode = WAL;
				PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON`);
			this.connection.function('now_ms', () => this.clock.now());
		});
	}

	/** In its turn: what goes between two statements of a step would be a part of it. */
	run: Query = async (sql, parameters) =>
		await this.turns.run('one', async () => await this.patiently(() => this.all(sql, parameters)));

	async step<T>(_key: string, work: (query: Query) => Promise<T>): Promise<T> {
		return await this.turns.run('one', async () => {
			await this.patiently(() => this.all('BEGIN IMMEDIATE'));
			try {
				const result = await work(async (sql, parameters) =>
					this.explained(() => this.all(sql, parameters)),
				);
				this.explained(() => this.all('COMMIT'));
				return result;
			} catch (error) {
				this.rollBack();
				return await Promise.reject(error);
			}
		});
	}

	async close(): Promise<void> {
		await this.turns.settled();
		this.connection?.close();
		this.connection = undefined;
		this.statements.clear();
	}

	private all(sql: string, parameters: readonly unknown[] = []): Row[] {
		const { connection } = this;
		if (!connection) throw new Error('it was closed');
		let statement = this.statements.get(sql);
		if (!statement) {
			statement = connection.prepare(dialect(sql));
			this.statements.set(sql, statement);
		}
		return statement.all(...parameters);
	}

	/** Waits for others that write without standing still itself. */
	private async patiently<T>(work: () => T): Promise<T> {
		for (let waitedMs = 0; ;) {
			try {
				return work();
			} catch (error) {
				if (!isBusy(error) || waitedMs >= BUSY_MS) throw this.down(error);
			}
			const pauseMs = Math.min(50, 1 + waitedMs);
			await this.clock.sleep(pauseMs);
			waitedMs += pauseMs + BUSY_STEP_MS;
		}
	}

	private explained<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw this.down(error);
		}
	}

	private down(error: unknown): MemoryDownError {
		return new MemoryDownError(this.file, error);
	}

	private rollBack(): void {
		try {
			this.all('ROLLBACK');
		} catch {
			// SQLite has rolled back by itself, e.g. on a full disk.
		}
	}
}

const isBusy = (error: unknown): boolean =>
	(Number((Object(error) as { errcode?: unknown }).errcode) & 0xff) === BUSY;

const WORDS: Record<string, string> = {
	now: 'now_ms()',
	id: 'INTEGER PRIMARY KEY AUTOINCREMENT',
	bytes: '',
};

const dialect = (sql: string): string =>
	sql.replace(/\{(\w+)\}/g, (_, word: string) => WORDS[word] ?? word).replace(/\$(\d+)/g, '?$1');
