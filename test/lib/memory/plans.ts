import {
	LAST_TO_TARGET,
	NTH_NEWEST,
	SENT_IN_SPAN,
	UNSETTLED,
} from '../../../lib/memory/sql/journal';

/** What is asked before each send, and the index that answers it. */
export const HOT: Array<[sql: string, parameters: unknown[], index: string]> = [
	[SENT_IN_SPAN, ['account 1', 86_400_000], 'journal_by_account'],
	[NTH_NEWEST, ['account 1', 3_600_000, 19], 'journal_by_account'],
	[LAST_TO_TARGET, ['account 1', 'user 7', 60_000], 'journal_by_target'],
	[UNSETTLED, ['account 1', 'user 7'], 'journal_unsettled'],
];

/** 100,000 sends of five accounts to a thousand people in 400 days. */
export const FILL = `INSERT INTO {journal} (at, outcome, service, account, target, operation, content_hash)
	WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
	SELECT {now} - (100000 - i) * 345600.0,
		CASE WHEN i % 50 = 0 THEN 'refused' WHEN i % 5000 = 1 THEN 'unknown' ELSE 'sent' END,
		'kwork', 'account ' || (i % 5), 'user ' || (i % 1000), 'message.send', 'c0ffee0123456789'
	FROM n`;
