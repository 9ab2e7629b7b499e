import type { MemoryStores } from '../memory';
import type { MemoryPlace } from '../types';
import { sqlBudget } from './budget';
import type { SqlDatabase } from './database';
import { sqlFacts } from './facts';
import { sqlJournal } from './journal';
import { sqlOnce } from './once';
import { sqlQueue } from './queue';

/** How many rows of a table a purge deletes at once. */
const PURGE_ROWS = 500;

/** The stores over a database whose tables are there. */
export function sqlStores(database: SqlDatabase, place: MemoryPlace): MemoryStores {
	const journal = sqlJournal(database);
	const expired = async (table: string): Promise<boolean> => {
		const gone = await database.run(
			`DELETE FROM ${table} WHERE (scope, key) IN (SELECT scope, key FROM ${table}
			WHERE until <= {now} LIMIT ${PURGE_ROWS}) RETURNING key`,
		);
		return gone.length === PURGE_ROWS;
	};
	return {
		place,
		queue: sqlQueue(database),
		journal,
		once: sqlOnce(database),
		budget: sqlBudget(database),
		facts: sqlFacts(database),
		async purge() {
			const more = [await journal.purge(), await expired('{once}'), await expired('{facts}')];
			return more.includes(true);
		},
		close: async () => await database.close(),
	};
}
