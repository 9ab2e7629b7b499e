import type { FactStore } from '../types';
import { checkNames, toJson } from '../values';
import { textOf, type SqlDatabase } from './database';
import { eraseFrom } from './once';

const ALIVE = '(until IS NULL OR until > {now})';

const PUT = `INSERT INTO {facts} AS f (scope, key, value, until) VALUES ($1, $2, $3, {now} + $4)
	ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value, until = excluded.until`;

const REPLACE = `UPDATE {facts} SET value = $3, until = {now} + $4
	WHERE scope = $1 AND key = $2 AND value = $5 AND ${ALIVE} RETURNING key`;

const untilOf = (keepMs: number | undefined): number | null =>
	keepMs === undefined ? null : Math.ceil(keepMs);

export function sqlFacts(database: SqlDatabase): FactStore {
	return {
		async get(scope, key) {
			const [row] = await database.run(
				`SELECT value FROM {facts} WHERE scope = $1 AND key = $2 AND ${ALIVE}`,
				[scope, key],
			);
			return row && JSON.parse(textOf(row.value));
		},
		async put(scope, key, value, keepMs) {
			checkNames(scope, key);
			await database.run(PUT, [scope, key, toJson(value), untilOf(keepMs)]);
		},
		async swap(scope, key, expected, value, keepMs) {
			checkNames(scope, key);
			const values = [scope, key, toJson(value), untilOf(keepMs)];
			const rows =
				expected === undefined
					? await database.run(`${PUT} WHERE f.until <= {now} RETURNING key`, values)
					: await database.run(REPLACE, [...values, toJson(expected)]);
			return rows.length > 0;
		},
		async list(scope, { after = '', limit = 100 } = {}) {
			const rows = await database.run(
				`SELECT key, value FROM {facts} WHERE scope = $1 AND key > $2 AND ${ALIVE}
				ORDER BY key LIMIT $3`,
				[scope, after, Math.min(1000, Math.max(1, Math.floor(limit)))],
			);
			return rows.map((row) => ({
				key: textOf(row.key),
				value: JSON.parse(textOf(row.value)) as unknown,
			}));
		},
		erase: async (scope, key) => await eraseFrom(database, '{facts}', scope, key),
	};
}
