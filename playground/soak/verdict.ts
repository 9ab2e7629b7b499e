import type { Execution } from './executions';

export interface SentMessage {
	id: number;
	/** Account and sender. */
	dialog: string;
}

export interface Verdict {
	executions: number;
	lost: number;
	duplicated: number;
	outOfOrder: number;
	/** Executions that a hard kill cut off; n8n shows them as crashed. */
	cutOff: number;
	/** Executions that belong to no message that was sent. */
	unknown: number;
	/** Messages whose executions n8n has made and never run, e.g. because Redis lost the job. */
	neverRan: number;
}

export interface StartVerdict extends Verdict {
	/** Failed executions by which a trigger has said what stands still. */
	told: number;
}

/** Compares what was sent with what n8n has started, in the order in which it did. */
export function judge(
	sent: readonly SentMessage[],
	executions: readonly Execution[],
): StartVerdict {
	const { starts, unknown } = byMessage(sent, executions);
	const told = unknown.filter(isReport).length;
	return {
		executions: executions.length,
		lost: sent.filter(({ id }) => !starts.has(id)).length,
		duplicated: [...starts.values()].filter(({ length }) => length > 1).length,
		outOfOrder: countOutOfOrder(sent, [...starts.values()].flat()),
		cutOff: executions.filter(({ status }) => status === 'crashed').length,
		unknown: unknown.length - told,
		neverRan: countNeverRan(starts),
		told,
	};
}

export interface SuccessVerdict extends Verdict {
	/** Messages whose first execution did not succeed and a later one did. */
	deliveredAgain: number;
	/** Messages that never succeed, and the failed executions by which the trigger has said so. */
	hopeless: number;
	givenUp: number;
	/** Ended just before n8n did, which therefore did not know it: documented, no duplicate. */
	repeatedAfterStop: number;
}

/**
 * The same for the acknowledgement after success: every message has to succeed once, the hopeless
 * ones are tried as often as they may be and then reported.
 *
 * @param ends when n8n was down
 */
export function judgeSuccess(
	sent: readonly SentMessage[],
	executions: readonly Execution[],
	{ ends, isHopeless }: { ends: readonly number[]; isHopeless: (id: number) => boolean },
): SuccessVerdict {
	const { starts, unknown } = byMessage(sent, executions);
	const runsOf = (id: number) => starts.get(id) ?? [];
	const successes = new Map(
		sent.map(({ id }) => [id, runsOf(id).filter(({ status }) => status === 'success')]),
	);
	const hopeless = sent.filter(({ id }) => isHopeless(id));
	const reports = unknown.filter(isReport);
	const repeated = [...successes.values()].filter(({ length }) => length > 1);
	const afterStop = repeated.filter((runs) =>
		runs.every((run, i) => {
			const before = runs[i - 1];
			if (before === undefined) return true;
			return ends.some((end) => begunBefore(before, end) && !begunBefore(run, end));
		}),
	);
	const lost = sent.filter(
		({ id }) => !isHopeless(id) && (successes.get(id)?.length ?? 0) === 0,
	).length;
	const given = hopeless.filter(({ id }) => runsOf(id).length >= DELIVERIES).length;
	const firsts = [...successes.values()].flatMap((runs) => runs.slice(0, 1));
	return {
		executions: executions.length,
		lost: lost + hopeless.length - given,
		duplicated: repeated.length - afterStop.length,
		outOfOrder: countOutOfOrder(sent, firsts),
		cutOff: executions.filter(({ status }) => status === 'crashed').length,
		unknown: unknown.length - reports.length,
		neverRan: countNeverRan(starts),
		deliveredAgain: sent.filter(
			({ id }) => runsOf(id)[0]?.status !== 'success' && (successes.get(id)?.length ?? 0) > 0,
		).length,
		hopeless: hopeless.length,
		givenUp: reports.length,
		repeatedAfterStop: afterStop.length,
	};
}

/** The first delivery and Max Redeliveries, which is 3 where nobody has changed it. */
const DELIVERIES = 4;

const isReport = ({ key, status }: Execution): boolean => key === null && status === 'error';

const countNeverRan = (starts: ReadonlyMap<number, Execution[]>): number =>
	[...starts.values()].filter((runs) => runs.every(({ startedAt }) => startedAt === null)).length;

const begunBefore = ({ startedAt }: Execution, time: number): boolean => (startedAt ?? 0) < time;

function byMessage(
	sent: readonly SentMessage[],
	executions: readonly Execution[],
): { starts: Map<number, Execution[]>; unknown: Execution[] } {
	const known = new Set(sent.map(({ id }) => id));
	const starts = new Map<number, Execution[]>();
	const unknown: Execution[] = [];
	for (const execution of executions) {
		const id = messageOf(execution);
		if (!known.has(id)) unknown.push(execution);
		else starts.set(id, [...(starts.get(id) ?? []), execution]);
	}
	return { starts, unknown };
}

function messageOf({ key }: Execution): number {
	return Number(key?.split(':')[2]);
}

/** Executions that began after one of a later message of the same dialog. */
function countOutOfOrder(sent: readonly SentMessage[], executions: readonly Execution[]): number {
	const dialogOf = new Map(sent.map(({ id, dialog }) => [id, dialog]));
	const last = new Map<string, number>();
	let count = 0;
	for (const execution of [...executions].sort((a, b) => a.id - b.id)) {
		const id = messageOf(execution);
		const dialog = dialogOf.get(id) ?? '';
		if (id < (last.get(dialog) ?? 0)) count += 1;
		last.set(dialog, Math.max(id, last.get(dialog) ?? 0));
	}
	return count;
}
