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

/**
 * One workflow per account. Without `receiverUrl` the trigger as a user gets it; with it a trigger
 * that acknowledges after success, and a step that fails when the receiver does.
 */
export function workflowOf(account: string, receiverUrl?: string): Workflow {
	const options = { acknowledge: 'onSuccess', redeliverUnfinished: true };
	const step =
		receiverUrl === undefined
			? { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} }
			: {
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: { url: `=${receiverUrl}/{{ $json.messageId }}`, options: {} },
				};
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
				parameters: {
					events: ['newMessage'],
					...(receiverUrl !== undefined && { options }),
				},
				credentials: { kworkApi: { id: `soak-${account}`, name: account } },
			},
			{ id: `end-${account}`, name: 'End', position: [200, 0], ...step },
		],
		connections: { 'Kwork Trigger': { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { saveDataSuccessExecution: 'all' },
	};
}
