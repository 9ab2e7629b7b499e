export type Row = Record<string, unknown>;

export type Query = (sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/**
 * What the stores ask of SQLite and PostgreSQL; they speak the same SQL to both. Tables are written
 * `{journal}`, the database's clock `{now}` (milliseconds since 1970), parameters `$1`. Numbers come
 * back as numbers. Failures are `MemoryDownError`s.
 */
export interface SqlDatabase {
	/** One statement, whole by itself. */
	run: Query;
	/** Several statements, all or none of them; one after another with all others of the same key. */
	step<T>(key: string, work: (query: Query) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}

export const numberOf = (value: unknown): number => Number(value);

export const textOf = (value: unknown): string => String(value);

/** A column that may be empty. */
export const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined =>
	value === null || value === undefined ? undefined : read(value);
