import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[setting: string]: unknown;
}

export interface Workflow {
	id: string;
	name: string;
	/** In a template: whether the playground publishes it. n8n itself imports unpublished. */
	active?: boolean;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[field: string]: unknown;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export const TEMPLATES = path.join(__dirname, '..', '..', 'templates');

/** The ids of workflows in n8n have at most 36 characters. */
const MAX_ID = 36;

/** Every workflow of a folder; its id is the file's name, unless it has one. */
export function readWorkflows(folder = TEMPLATES): Workflow[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => readWorkflow(path.join(folder, name)));
}

export function readWorkflow(file: string): Workflow {
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as Workflow;
	return { ...workflow, id: workflow.id || path.basename(file, '.json').slice(0, MAX_ID) };
}

/** The workflow with its nodes' credentials replaced by the ones of the same id, else of the same type. */
export function withCredentials(workflow: Workflow, credentials: readonly Credential[]): Workflow {
	const find = (type: string, chosen: { id: string | null; name: string }) => {
		const ofType = credentials.filter((credential) => credential.type === type);
		const { id, name } =
			ofType.find((credential) => credential.id === chosen.id) ?? ofType[0] ?? chosen;
		return { id, name };
	};
	const nodes = workflow.nodes.map((node) =>
		node.credentials === undefined
			? node
			: {
					...node,
					credentials: Object.fromEntries(
						Object.entries(node.credentials).map(([type, chosen]) => [type, find(type, chosen)]),
					),
				},
	);
	return { ...workflow, nodes };
}
