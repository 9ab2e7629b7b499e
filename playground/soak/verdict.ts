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
}

/** Compares what was sent with what n8n has started, in the order in which it did. */
export function judge(sent: readonly SentMessage[], executions: readonly Execution[]): Verdict {
	const dialogOf = new Map(sent.map(({ id, dialog }) => [id, dialog]));
	const starts = new Map<number, number>();
	const last = new Map<string, number>();
	let outOfOrder = 0;
	let unknown = 0;
	for (const { key } of executions) {
		const id = Number(key?.split(':')[2]);
		const dialog = dialogOf.get(id);
		if (dialog === undefined) {
			unknown += 1;
			continue;
		}
		starts.set(id, (starts.get(id) ?? 0) + 1);
		if (id < (last.get(dialog) ?? 0)) outOfOrder += 1;
		last.set(dialog, Math.max(id, last.get(dialog) ?? 0));
	}
	return {
		executions: executions.length,
		lost: sent.filter(({ id }) => !starts.has(id)).length,
		duplicated: [...starts.values()].filter((count) => count > 1).length,
		outOfOrder,
		cutOff: executions.filter(({ status }) => status === 'crashed').length,
		unknown,
	};
}
