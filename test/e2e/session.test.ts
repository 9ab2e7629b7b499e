import { demoCredentials } from '../../playground/credentials';
import { N8n } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';

/** Asks who is signed in; each run is a process of its own. */
const WORKFLOW = {
	id: 'who-am-i',
	name: 'Who am I',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
		},
		{
			id: 'account',
			name: 'Account',
			type: 'n8n-nodes-freelance-hub.kwork',
			typeVersion: 1,
			position: [200, 0] as [number, number],
			parameters: { resource: 'account', operation: 'get' },
			credentials: { kworkApi: { id: 'demo-kwork', name: 'Kwork (simulator)' } },
		},
	],
	connections: { Start: { main: [[{ node: 'Account', type: 'main', index: 0 }]] } },
};

describe('a session', () => {
	let n8n: N8n;
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator();
		n8n = await N8n.create();
		await n8n.importCredentials(demoCredentials(simulator.url));
		await n8n.importWorkflows([WORKFLOW]);
	});

	afterAll(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	const signIns = () =>
		simulator.control.requests({ service: 'kwork', operation: 'signIn' }).length;

	test('is kept in the store of n8n, so that the next process does not sign in again', async () => {
		for (let run = 0; run < 2; run += 1) {
			const { error, nodes } = await n8n.execute(WORKFLOW.id);
			expect(error).toBeUndefined();
			expect(nodes.Account?.items).toEqual([expect.objectContaining({ username: 'demo' })]);
			expect(signIns()).toBe(1);
		}
	});

	test('that died is renewed once, and the new one is kept', async () => {
		simulator.control.kwork.expireTokens({});
		for (let run = 0; run < 2; run += 1) {
			const { nodes } = await n8n.execute(WORKFLOW.id);
			expect(nodes.Account?.items).toEqual([expect.objectContaining({ username: 'demo' })]);
			expect(signIns()).toBe(2);
		}
	});
});
