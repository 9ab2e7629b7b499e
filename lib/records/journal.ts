import { accountNameOf } from '../ledger';
import type { Journal, JournalEntry, JournalQuery } from '../memory/types';
import { WallClock } from '../wallClock';
import type { Cell, Sheet } from './workbook';
import { csvFile, workbookFile } from './workbook';

const PAGE = 1000;

/** What is asked for; times in milliseconds. */
export type SentQuery = Omit<JournalQuery, 'after' | 'limit'>;

/** One send as it is shown: ids, hashes, numbers and times. */
export interface Sent {
	id: number;
	at: string;
	service: string;
	account: string;
	target: string;
	operation: string;
	outcome: JournalEntry['outcome'];
	sentId: string | null;
	contentHash: string | null;
	cost: { amount: number; unit: string } | null;
	executionId: string | null;
	workflowId: string | null;
}

/**
 * What the memory knows an account by: that name itself, or the login or key of a credential of the
 * real service, which it keeps as a hash.
 */
export function accountNamed(given: string): string {
	if (/^[0-9a-f]{16}$/.test(given)) return given;
	return accountNameOf(given);
}

/** What was sent, newest first. */
export async function* sentEntries(
	journal: Journal,
	query: SentQuery,
	limit = Infinity,
): AsyncGenerator<Sent> {
	let left = limit;
	let after: string | undefined;
	do {
		const page = await journal.list({ ...query, after, limit: Math.min(PAGE, left) });
		for (const entry of page.entries) yield shown(entry);
		left -= page.entries.length;
		after = page.next;
	} while (after !== undefined && left > 0);
}

const shown = ({ id, at, ...entry }: JournalEntry): Sent => ({
	id,
	at: new Date(at).toISOString(),
	service: entry.service,
	account: entry.account,
	target: entry.target,
	operation: entry.operation,
	outcome: entry.outcome,
	sentId: entry.sentId ?? null,
	contentHash: entry.contentHash ?? null,
	cost: entry.cost ?? null,
	executionId: entry.executionId ?? null,
	workflowId: entry.workflowId ?? null,
});

/** Heading, width and value; times on the clock of a zone, because a spreadsheet knows none. */
const COLUMNS: Array<[string, number, (sent: Sent, clock: WallClock) => Cell]> = [
	['at', 18, ({ at }, clock) => clock.at(at)],
	['service', 10, ({ service }) => service],
	['account', 20, ({ account }) => account],
	['target', 24, ({ target }) => target],
	['operation', 26, ({ operation }) => operation],
	['outcome', 10, ({ outcome }) => outcome],
	['sentId', 20, ({ sentId }) => sentId],
	['cost', 8, ({ cost }) => cost?.amount ?? null],
	['costUnit', 12, ({ cost }) => cost?.unit ?? null],
	['contentHash', 20, ({ contentHash }) => contentHash],
	['executionId', 14, ({ executionId }) => executionId],
	['workflowId', 20, ({ workflowId }) => workflowId],
	['id', 8, ({ id }) => id],
];

/** The journal as a file that spreadsheets open, newest first; `zone` is an IANA name. */
export async function journalFile(
	journal: Journal,
	query: SentQuery,
	format: 'csv' | 'xlsx',
	zone: string,
): Promise<{ data: Buffer; entries: number }> {
	const clock = new WallClock(zone);
	const rows: Cell[][] = [];
	for await (const sent of sentEntries(journal, query)) {
		rows.push(COLUMNS.map(([, , value]) => value(sent, clock)));
	}
	const columns = COLUMNS.map(([header, width]) => ({ header, width }));
	const sheet: Sheet = { name: 'journal', columns, rows: () => rows };
	const data = format === 'csv' ? csvFile(sheet) : await workbookFile([sheet]);
	return { data, entries: rows.length };
}

/** Whose entries: of all accounts, or all that an account sent, where the other is not named. */
export interface Named {
	account?: string;
	target?: string;
}

export async function countSent(journal: Journal, named: Named): Promise<number> {
	let count = 0;
	for await (const { id } of sentEntries(journal, named)) count += id > 0 ? 1 : 0;
	return count;
}

/** Forgets them; the last two days stay as numbers, so that limits hold. Returns how many. */
export async function eraseSent(journal: Journal, named: Named): Promise<number> {
	const accounts = new Set<string>();
	if (named.account) accounts.add(named.account);
	else for await (const { account } of sentEntries(journal, named)) accounts.add(account);
	let erased = 0;
	for (const account of accounts) erased += await journal.erase(account, named.target);
	return erased;
}
