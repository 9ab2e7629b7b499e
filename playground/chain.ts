import type { Workflow } from './harness';

/** A node of a row: what the row does not know by itself. */
export interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

export const START: Step = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** A row of nodes, each wired to the next; what a template does in many steps, in a few. */
export function chain(id: string, name: string, steps: readonly Step[]): Workflow {
	const nodes = steps.map((step, column) => ({
		...step,
		id: `${id}-${column}`,
		position: at(column),
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, column) => [
				from,
				{ main: [[{ node: nodes[column + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
	return { id, name, nodes, connections };
}

const at = (column: number): [number, number] => [column * 220, 0];

export const firstOnly: Step = {
	name: 'The first',
	type: 'n8n-nodes-base.limit',
	typeVersion: 1,
	parameters: { maxItems: 1 },
};

/** A resource locator that holds an id. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
