import { KEEP_MS } from '../memory';
import { LeaseLostError } from '../errors';
import type {
	Journal,
	JournalEntry,
	JournalQuery,
	LimitReached,
	SendIntent,
	SendLimits,
	SendOutcome,
} from '../types';
import { checkNames, COUNTED_MS, ERASED, pageOf } from '../values';
import { numberOf, optional, textOf, type Query, type Row, type SqlDatabase } from './database';
import { beatIn } from './queue';

const COUNTS = "outcome <> 'refused'";

/** How many rows a purge deletes at once. */
const PURGE_ROWS = 500;

/** The hot ones, whose plans a test looks at. */
export const SENT_IN_SPAN = `SELECT count(*) AS sent FROM {journal}
	WHERE account = $1 AND at > {now} - $2 AND ${COUNTS}`;

/** Of the account `$1`: when the last but so many was sent within a span. */
const nthNewest = (ms: number, offset: number): string => `SELECT at FROM {journal}
	WHERE account = $1 AND at > {now} - $${ms} AND ${COUNTS} ORDER BY at DESC LIMIT 1 OFFSET $${offset}`;

export const NTH_NEWEST = nthNewest(2, 3);

export const LAST_TO_TARGET = `SELECT at FROM {journal}
	WHERE account = $1 AND target = $2 AND at > {now} - $3 AND ${COUNTS} ORDER BY at DESC LIMIT 1`;

export const UNSETTLED = `SELECT * FROM {journal}
	WHERE account = $1 AND target = $2 AND outcome IN ('open', 'unknown') ORDER BY id`;

const INSERT = `INSERT INTO {journal} (at, outcome, service, account, target, operation,
	content_hash, execution_id, workflow_id, cost_amount, cost_unit)
	VALUES ({now}, 'open', $1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`;

export function sqlJournal(database: SqlDatabase): Journal & { purge(): Promise<boolean> } {
	return {
		async intend(intent, { limits, lease } = {}) {
			checkNames(intent.service, intent.account, intent.target, intent.operation);
			lease?.check();
			return await database.step(`journal ${intent.account}`, async (query) => {
				if (lease && !(await beatIn(query, lease.fence))) throw new LeaseLostError(intent.target);
				const reached = limits && (await limitOf(query, intent, limits));
				return reached ?? { id: numberOf((await query(INSERT, valuesOf(intent)))[0]?.id) };
			});
		},
		async settle(id, outcome, sentId) {
			await database.run(
				`UPDATE {journal} SET outcome = $2, sent_id = $3
				WHERE id = $1 AND (outcome IN ('open', 'unknown') OR $4 = 1)`,
				[id, outcome, sentId ?? null, outcome === 'unknown' ? 0 : 1],
			);
		},
		async unsettled(account, target) {
			return (await database.run(UNSETTLED, [account, target])).map(entryOf);
		},
		async sent({ account, target, contentHash, ms }) {
			const { conditions, values } = where([
				['account = ?', account],
				['target = ?', target],
				['content_hash = ?', contentHash],
				['at > {now} - ?', ms],
			]);
			const [row] = await database.run(
				`SELECT count(*) AS sent, max(at) AS last FROM {journal} WHERE ${conditions} AND ${COUNTS}`,
				values,
			);
			return { count: numberOf(row?.sent), lastAt: optional(row?.last, numberOf) };
		},
		list: async (query) => await page(database, query),
		async erase(account, target) {
			return await database.step(`journal ${account}`, async (query) => {
				const { conditions, values } = where([
					['account = ?', account],
					['target = ?', target],
				]);
				const gone = await query(
					`DELETE FROM {journal} WHERE ${conditions} AND at <= {now} - ${COUNTED_MS} RETURNING id`,
					values,
				);
				const left = await query(
					`UPDATE {journal} SET target = '${ERASED}', content_hash = NULL, sent_id = NULL,
					outcome = CASE outcome WHEN 'open' THEN 'unknown' ELSE outcome END
					WHERE ${conditions} RETURNING id`,
					values,
				);
				return gone.length + left.length;
			});
		},
		async purge() {
			const gone = await database.run(
				`DELETE FROM {journal} WHERE id IN (SELECT id FROM {journal}
				WHERE at < {now} - $1 ORDER BY at LIMIT ${PURGE_ROWS}) RETURNING id`,
				[KEEP_MS],
			);
			return gone.length === PURGE_ROWS;
		},
	};
}

/** All rules are looked up at once, because each question is a way to the database and back. */
async function limitOf(
	query: Query,
	{ account, target }: SendIntent,
	{ caps = [], minIntervalMs = 0 }: SendLimits,
): Promise<LimitReached | undefined> {
	const spans = caps.flatMap(({ ms, max }) => [ms, Math.max(0, max - 1)]);
	const asked = caps.map((_, n) => `(${nthNewest(4 + 2 * n, 5 + 2 * n)}) AS cap_${n}`);
	const [row] = await query(
		`SELECT ${['{now} AS now', `(${LAST_TO_TARGET}) AS last`, ...asked].join(', ')}`,
		[account, target, minIntervalMs, ...spans],
	);
	const now = numberOf(row?.now);
	for (const [n, { ms, max }] of caps.entries()) {
		const at = optional(row?.[`cap_${n}`], numberOf);
		if (at === undefined && max > 0) continue;
		const [counted] = await query(SENT_IN_SPAN, [account, ms]);
		const retryAfterMs = at !== undefined && max > 0 ? at + ms - now : ms;
		return { limit: 'cap', windowMs: ms, max, sent: numberOf(counted?.sent), retryAfterMs };
	}
	const last = optional(row?.last, numberOf);
	if (last === undefined) return undefined;
	return { limit: 'interval', agoMs: now - last, retryAfterMs: minIntervalMs - (now - last) };
}

async function page(database: SqlDatabase, query: JournalQuery) {
	const { limit, after } = pageOf(query);
	const { conditions, values } = where([
		['account = ?', query.account],
		['service = ?', query.service],
		['target = ?', query.target],
		['operation = ?', query.operation],
		['outcome = ?', query.outcome],
		['at >= ?', query.from],
		['at < ?', query.until],
		['(at, id) < (?, ?)', after?.at, after?.id],
	]);
	const rows = await database.run(
		`SELECT * FROM {journal} WHERE ${conditions} ORDER BY at DESC, id DESC LIMIT ${limit + 1}`,
		values,
	);
	const entries = rows.slice(0, limit).map(entryOf);
	const last = rows.length > limit ? entries.at(-1) : undefined;
	return { entries, ...(last ? { next: `${last.at}.${last.id}` } : {}) };
}

/** Conditions with a value, numbered. */
function where(parts: ReadonlyArray<readonly [string, ...unknown[]]>) {
	const values: unknown[] = [];
	const conditions = parts
		.filter(([, value]) => value !== undefined)
		.map(([text, ...given]) => {
			const first = values.length;
			values.push(...given);
			let count = first;
			return text.replaceAll('?', () => `$${(count += 1)}`);
		});
	return { conditions: conditions.join(' AND ') || '1 = 1', values };
}

const valuesOf = (intent: SendIntent): unknown[] => [
	intent.service,
	intent.account,
	intent.target,
	intent.operation,
	intent.contentHash ?? null,
	intent.executionId ?? null,
	intent.workflowId ?? null,
	intent.cost?.amount ?? null,
	intent.cost?.unit ?? null,
];

function entryOf(row: Row): JournalEntry {
	const amount = optional(row.cost_amount, numberOf);
	const entry: JournalEntry = {
		id: numberOf(row.id),
		at: numberOf(row.at),
		outcome: textOf(row.outcome) as SendOutcome,
		service: textOf(row.service),
		account: textOf(row.account),
		target: textOf(row.target),
		operation: textOf(row.operation),
		contentHash: optional(row.content_hash, textOf),
		executionId: optional(row.execution_id, textOf),
		workflowId: optional(row.workflow_id, textOf),
		cost: amount === undefined ? undefined : { amount, unit: textOf(row.cost_unit) },
		sentId: optional(row.sent_id, textOf),
	};
	return entry;
}
