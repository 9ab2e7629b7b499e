import type { Simulator } from '../../simulator';
import type { Credential, Workflow } from '../harness';

/** Accounts of the simulator that can listen; each has a socket of its own. */
export const ACCOUNTS = ['demo', 'buyer', 'quiz', 'silent', 'broke', 'newbie'];

const TRIGGER = 'n8n-nodes-freelance-hub.kworkTrigger';

/** With a pasted token, so that the first dead one can be replaced by signing in. */
export function credentialOf(account: string, simulator: Simulator): Credential {
	const { token } = simulator.control.kwork.issueToken({ user: account });
	return {
		id: `soak-${account}`,
		name: account,
		type: 'kworkApi',
		data: {
			environment: 'simulator',
			simulatorUrl: simulator.url,
			writeAccess: 'block',
			requestsPerMinute: 6000,
			workers: 1,
			proxyUrl: '',
			login: account,
			password: account,
			phoneLast4: '',
			token,
		},
	};
}

/** One workflow per account: the trigger, with what a user gets without changing an option. */
export function workflowOf(account: string): Workflow {
	return {
		id: `soak-${account}`,
		name: `Soak ${account}`,
		nodes: [
			{
				id: `trigger-${account}`,
				name: 'Kwork Trigger',
				type: TRIGGER,
				typeVersion: 1,
				position: [0, 0],
				parameters: { events: ['newMessage'] },
				credentials: { kworkApi: { id: `soak-${account}`, name: account } },
			},
			{
				id: `end-${account}`,
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { 'Kwork Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { saveDataSuccessExecution: 'all' },
	};
}
