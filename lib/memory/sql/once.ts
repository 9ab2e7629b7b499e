import { KEEP_MS } from '../memory';
import type { Claim, Once } from '../types';
import { checkNames, toJson } from '../values';
import { numberOf, optional, textOf, type SqlDatabase } from './database';

const CLAIM = `INSERT INTO {once} AS o (scope, key, state, holder, until)
	VALUES ($1, $2, 'claimed', $3, {now} + $4)
	ON CONFLICT (scope, key) DO UPDATE
	SET state = 'claimed', holder = excluded.holder, until = excluded.until, result = NULL
	WHERE o.until <= {now} RETURNING state`;

const DONE = `INSERT INTO {once} AS o (scope, key, state, holder, until, result)
	VALUES ($1, $2, 'done', $3, {now} + $4, $5)
	ON CONFLICT (scope, key) DO UPDATE
	SET state = 'done', holder = excluded.holder, until = excluded.until, result = excluded.result
	WHERE o.holder = excluded.holder OR o.until <= {now} RETURNING state`;

export function sqlOnce(database: SqlDatabase): Once {
	return {
		async claim(scope, key, holder, leaseMs): Promise<Claim> {
			checkNames(scope, key, holder);
			for (;;) {
				const fresh = await database.run(CLAIM, [scope, key, holder, Math.ceil(leaseMs)]);
				if (fresh.length > 0) return { state: 'fresh' };
				const [row] = await database.run(
					'SELECT state, until - {now} AS left_ms, result FROM {once} WHERE scope = $1 AND key = $2',
					[scope, key],
				);
				// Released or run out between the two statements: ask again.
				if (!row || numberOf(row.left_ms) <= 0) continue;
				if (row.state === 'claimed') {
					return { state: 'taken', retryAfterMs: numberOf(row.left_ms) };
				}
				const result = optional(row.result, textOf);
				return result === undefined
					? { state: 'done' }
					: { state: 'done', result: JSON.parse(result) as unknown };
			}
		},
		async done(scope, key, holder, { result, keepMs = KEEP_MS } = {}) {
			checkNames(scope, key, holder);
			const text = result === undefined ? null : toJson(result);
			return (await database.run(DONE, [scope, key, holder, Math.ceil(keepMs), text])).length > 0;
		},
		async release(scope, key, holder) {
			const gone = await database.run(
				`DELETE FROM {once} WHERE scope = $1 AND key = $2 AND holder = $3 AND state = 'claimed'
				RETURNING key`,
				[scope, key, holder],
			);
			return gone.length > 0;
		},
		erase: async (scope, key) => await eraseFrom(database, '{once}', scope, key),
	};
}

/** Forgets a scope of a table, or one key of it. */
export async function eraseFrom(
	database: SqlDatabase,
	table: '{once}' | '{facts}',
	scope: string,
	key?: string,
): Promise<number> {
	const gone = await database.run(
		`DELETE FROM ${table} WHERE scope = $1 ${key === undefined ? '' : 'AND key = $2'} RETURNING key`,
		key === undefined ? [scope] : [scope, key],
	);
	return gone.length;
}
