/** What a node gave out in one run. */
export interface NodeRun {
	status: string;
	error?: string;
	/** Milliseconds that the node took. */
	ms?: number;
	/** Items of the first output. */
	items: Array<Record<string, unknown>>;
	/** Items of every output. */
	outputs: Array<Array<Record<string, unknown>>>;
}

/** One run of a workflow. */
export interface WorkflowRun {
	id?: string;
	status: string;
	ok: boolean;
	error?: string;
	lastNode?: string;
	/** By node name; of a node that ran several times, the last run. */
	nodes: Record<string, NodeRun>;
	/** By node name, every run of the node: loops run theirs many times. */
	allRuns: Record<string, NodeRun[]>;
}

interface RawError {
	message?: string;
	description?: string | null;
}

interface RawNodeRun {
	executionStatus?: string;
	executionTime?: number;
	error?: RawError;
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

export interface RawRun {
	status?: string;
	data?: {
		resultData?: {
			error?: RawError;
			lastNodeExecuted?: string;
			runData?: Record<string, RawNodeRun[]>;
		};
	};
}

/** n8n's record of a run, in the form that a test reads. */
export function readRun(raw: RawRun, id?: string): WorkflowRun {
	const result = raw.data?.resultData;
	const allRuns = Object.fromEntries(
		Object.entries(result?.runData ?? {}).map(([name, runs]) => [name, runs.map(readNode)]),
	);
	const error = textOf(result?.error);
	return {
		id,
		status: raw.status ?? (error === undefined ? 'success' : 'error'),
		ok: error === undefined && (raw.status === undefined || raw.status === 'success'),
		error,
		lastNode: result?.lastNodeExecuted,
		nodes: Object.fromEntries(
			Object.entries(allRuns).flatMap(([name, runs]) => {
				const last = runs.at(-1);
				return last === undefined ? [] : [[name, last]];
			}),
		),
		allRuns,
	};
}

function readNode(raw: RawNodeRun): NodeRun {
	const outputs = (raw.data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json));
	return {
		status: raw.executionStatus ?? (raw.error === undefined ? 'success' : 'error'),
		error: textOf(raw.error),
		ms: raw.executionTime,
		items: outputs[0] ?? [],
		outputs,
	};
}

function textOf(error: RawError | undefined): string | undefined {
	if (error === undefined) return undefined;
	return [error.message, error.description].filter(Boolean).join(': ') || 'unknown';
}
