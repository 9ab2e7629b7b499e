import { adjusted, grant, paused, WHOLE_ACCOUNT, type BucketState } from '../bucket';
import type { BudgetStore } from '../types';
import { checkNames } from '../values';
import { numberOf, optional, textOf, type Query, type SqlDatabase } from './database';

const SAVE = `INSERT INTO {budgets} (account, name, tokens, filled_at, paused_until, reason)
	VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (account, name) DO UPDATE SET tokens = excluded.tokens,
	filled_at = excluded.filled_at, paused_until = excluded.paused_until, reason = excluded.reason`;

export function sqlBudget(database: SqlDatabase): BudgetStore {
	/** One step on an account's windows: what is kept and the time go in, what is to be kept comes out. */
	const change = async <T>(
		account: string,
		work: (kept: BucketState[], now: number) => { after: BucketState[]; result: T },
	): Promise<T> => {
		checkNames(account);
		return await database.step(`budget ${account}`, async (query) => {
			const now = await nowOf(query);
			const rows = await query(
				'SELECT name, tokens, filled_at, paused_until, reason FROM {budgets} WHERE account = $1',
				[account],
			);
			const { after, result } = work(
				rows.map((row) => ({
					name: textOf(row.name),
					tokens: numberOf(row.tokens),
					filledAt: numberOf(row.filled_at),
					pausedUntil: numberOf(row.paused_until),
					reason: optional(row.reason, textOf),
				})),
				now,
			);
			for (const { name, tokens, filledAt, pausedUntil, reason } of after) {
				await query(SAVE, [account, name, tokens, filledAt, pausedUntil, reason ?? null]);
			}
			return result;
		});
	};
	return {
		async lease(account, windows, want) {
			checkNames(...windows.map(({ name }) => name));
			return await change(account, (kept, now) => {
				const { lease, after } = grant(windows, kept, want, now);
				return { after, result: lease };
			});
		},
		async adjust(account, window, remaining, forMs) {
			checkNames(window.name);
			await change(account, (kept, now) => {
				const before = kept.find(({ name }) => name === window.name);
				return {
					after: [adjusted(window, before, { remaining, forMs, now })],
					result: undefined,
				};
			});
		},
		async pause(account, reason, forMs) {
			await change(account, (kept, now) => {
				const before = kept.find(({ name }) => name === WHOLE_ACCOUNT);
				return { after: [paused(before, { reason, forMs, now })], result: undefined };
			});
		},
		async resume(account) {
			await database.run('DELETE FROM {budgets} WHERE account = $1 AND name = $2', [
				account,
				WHOLE_ACCOUNT,
			]);
		},
	};
}

const nowOf = async (query: Query): Promise<number> => {
	const [row] = await query('SELECT {now} AS now');
	return numberOf(row?.now);
};
