import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalDataOf, nodeTypesOf } from './n8n';

/** Starts a workflow with the items it is given. */
const startNode: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Starts',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

export interface NodeRun {
	/** Items per output. */
	outputs: INodeExecutionData[][];
	error?: Error & { description?: string | null; context?: IDataObject };
	run: IRun;
}

export interface RunOptions {
	node: INodeType;
	parameters: IDataObject;
	/** Decrypted credentials by type. */
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	items?: IDataObject[];
	/** A file in the binary field `data` of every item. */
	file?: { fileName: string; mimeType: string; data: Buffer };
	onError?: INode['onError'];
	/** n8n's setting of the node: how often it is run at most. */
	maxTries?: number;
	typeVersion?: number;
	/** The workflow's, as in its settings; else that of the process. */
	timeZone?: string;
	/** Of the run; that of all others where nothing is said. */
	executionId?: string;
}

/**
 * Runs Start → node in n8n's own engine, in this process: expressions, linking, Continue On Fail
 * and the error output are n8n's.
 */
export async function runNode(options: RunOptions): Promise<NodeRun> {
	const { node, credentials = {}, items = [{}], executionId = 'execution' } = options;
	const type = `n8n-nodes-freelance-hub.${node.description.name}`;
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const tested: INode = {
		id: 'tested',
		name: 'Tested',
		type,
		typeVersion: options.typeVersion ?? 1,
		position: [200, 0],
		parameters: options.parameters as INode['parameters'],
		onError: options.onError,
		...(options.maxTries && { retryOnFail: true, maxTries: options.maxTries, waitBetweenTries: 1 }),
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
	};
	const connections: IConnections = {
		Start: { main: [[{ node: 'Tested', type: NodeConnectionTypes.Main, index: 0 }]] },
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [start, tested],
		connections,
		active: false,
		nodeTypes: nodeTypesOf({ start: startNode, [type]: node }),
		settings: options.timeZone ? { timezone: options.timeZone } : {},
	});

	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		id: 'workflow',
		name: 'Test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [start, tested],
		connections,
	} as never);
	const finished = new Promise<IRun>((resolve) => {
		hooks.addHandler('workflowExecuteAfter', (run: IRun) => resolve(run));
	});
	const additionalData: IWorkflowExecuteAdditionalData = {
		...additionalDataOf((id) => credentials[id] ?? {}),
		executionId,
		hooks,
		currentNodeParameters: undefined,
		setExecutionStatus: () => {},
	};

	const { file } = options;
	const binary = file && {
		binary: {
			data: { ...file, data: file.data.toString('base64'), fileSize: String(file.data.length) },
		},
	};
	const data: IRunExecutionData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: start, data: { main: [items.map((json) => ({ json, ...binary }))] }, source: null },
			],
		},
	});
	await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(workflow);
	const run = await finished;
	const task = run.data.resultData.runData.Tested?.[0];
	const error = task?.error ?? run.data.resultData.error;
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: error as NodeRun['error'],
		run,
	};
}

/** The items of the first output; fails with the node's error and what it says to do. */
export function itemsOf({ outputs, error }: NodeRun): IDataObject[] {
	if (error) throw new Error(`${error.message} | ${error.description ?? ''}`);
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** A resource locator in the mode By ID. */
export const byId = (value: unknown): IDataObject => ({
	__rl: true,
	mode: 'id',
	value: String(value),
});
