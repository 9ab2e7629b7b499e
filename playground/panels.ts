import type { Workflow } from './harness';

const PACKAGE = 'n8n-nodes-freelance-hub';

const kwork = { kworkApi: { id: 'demo-kwork', name: 'Kwork (simulator)' } };
const avito = { avitoApi: { id: 'demo-avito', name: 'Avito (simulator)' } };
const upwork = { upworkOAuth2Api: { id: 'demo-upwork', name: 'Upwork (simulator)' } };

type PanelNode = Pick<Workflow['nodes'][number], 'name' | 'type' | 'parameters'> & {
	credentials?: Workflow['nodes'][number]['credentials'];
};

/** Each node once, filled in as a person would begin with it. */
const NODES: PanelNode[] = [
	{
		name: 'Kwork',
		type: 'kwork',
		credentials: kwork,
		parameters: {
			resource: 'project',
			operation: 'getAll',
			filters: { query: 'telegram бот', priceFrom: 5000 },
			output: 'record',
		},
	},
	{
		name: 'Kwork Trigger',
		type: 'kworkTrigger',
		credentials: kwork,
		parameters: { events: ['newMessage'], filters: { firstOnly: true, words: 'бот, парсер' } },
	},
	{
		name: 'Kwork Poll Trigger',
		type: 'kworkPollTrigger',
		credentials: kwork,
		parameters: { event: 'newProject', filters: { query: 'telegram бот' } },
	},
	{
		name: 'Avito',
		type: 'avito',
		credentials: avito,
		parameters: { resource: 'candidate', operation: 'collect' },
	},
	{
		name: 'Avito Trigger',
		type: 'avitoTrigger',
		credentials: avito,
		parameters: { events: ['newMessage', 'newApplication'] },
	},
	{
		name: 'Avito Poll Trigger',
		type: 'avitoPollTrigger',
		credentials: avito,
		parameters: { event: 'newApplication' },
	},
	{
		name: 'Upwork',
		type: 'upwork',
		credentials: upwork,
		parameters: {
			resource: 'job',
			operation: 'search',
			searchExpression: 'n8n AND automation',
			qualityFilters: { minBudget: 500, paymentVerifiedOnly: true },
		},
	},
	{
		name: 'Upwork Trigger',
		type: 'upworkTrigger',
		credentials: upwork,
		parameters: { event: 'newJob', searchExpression: 'n8n AND automation' },
	},
	{
		name: 'Freelance Desk',
		type: 'freelanceDesk',
		parameters: {
			resource: 'proposal',
			operation: 'calculateBid',
			options: { budget: 25_000, competition: 10 },
		},
	},
];

/** A workflow that holds every node of the package, for pictures of their panels. */
export const panels: Workflow = {
	id: 'panels',
	name: 'Every node',
	nodes: NODES.map((node, index) => ({
		...node,
		id: `panel-${index}`,
		type: `${PACKAGE}.${node.type}`,
		typeVersion: 1,
		position: [(index % 3) * 260, Math.floor(index / 3) * 200],
	})),
	connections: {},
};
