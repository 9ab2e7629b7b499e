import type { Workflow, WorkflowNode } from '../../playground/harness';

/** What a test says of a node. */
type Node = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials'> & {
	webhookId?: string;
};

/** Runs one node by hand. */
export const manually = (id: string, node: Node): Workflow =>
	twoNodes(
		id,
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		node,
	);

/** Answers a call of `/webhook/<id>` with what one node gives out. */
export const answering = (id: string, node: Node): Workflow =>
	twoNodes(
		id,
		{
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { path: id, responseMode: 'lastNode' },
			webhookId: id,
		},
		node,
	);

function twoNodes(id: string, first: Node, second: Node): Workflow {
	return {
		id,
		name: id,
		nodes: [
			{ ...first, position: [0, 0] },
			{ ...second, position: [200, 0] },
		],
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
	};
}
