import { demoCredentials } from '../../playground/credentials';
import { N8n, until, type Workflow, type WorkflowRun } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';

const MESSAGES = 50;
const CLIENTS = ['shop_owner', 'buyer', 'newbie'];

/** A message from a client passes through an own step, so that executions take a while. */
function listening(options: Record<string, unknown>): Workflow {
	return {
		id: 'listening',
		name: 'Listening',
		nodes: [
			{
				id: 'trigger',
				name: 'Message',
				type: 'n8n-nodes-freelance-hub.kworkTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { events: ['newMessage'], options },
				credentials: { kworkApi: { id: 'demo-kwork', name: '' } },
			},
			{
				id: 'keep',
				name: 'Keep',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { mode: 'raw', jsonOutput: '={{ { id: $json.messageId } }}' },
			},
		],
		connections: { Message: { main: [[{ node: 'Keep', type: 'main', index: 0 }]] } },
	};
}

describe('a stream of messages over a connection that breaks', () => {
	let n8n: N8n;
	let simulator: Simulator;
	let sent: number[];

	beforeEach(async () => {
		n8n = await N8n.create();
		simulator = await startSimulator();
		sent = [];
	});

	afterEach(async () => {
		await n8n?.remove();
		await simulator?.close();
	});

	async function begin(options: Record<string, unknown>): Promise<void> {
		await n8n.importCredentials(demoCredentials(simulator.url));
		await n8n.importWorkflows([listening(options)]);
		await n8n.publish('listening');
		await n8n.start();
		await live();
	}

	/** The trigger is up and its socket is open. */
	async function live(): Promise<void> {
		await n8n.api.triggersLive('listening');
		await until(() => simulator.control.sockets.list({ service: 'kwork' }).length > 0, {
			what: 'the socket',
		});
	}

	async function write(upTo: number): Promise<void> {
		while (sent.length < upTo) {
			const number = sent.length;
			const { messageId } = await simulator.control.kwork.clientWrites({
				from: CLIENTS[number % CLIENTS.length] ?? 'buyer',
				text: `Message ${number}`,
			});
			sent.push(messageId);
		}
	}

	const idOf = ({ nodes }: WorkflowRun) => nodes.Keep?.items[0]?.id;

	/** Successful executions, once there is one for every message. */
	async function executions(): Promise<WorkflowRun[]> {
		return await until(
			async () => {
				const done = (await n8n.api.runs('listening')).filter(({ ok }) => ok);
				return new Set(done.map(idOf)).size >= MESSAGES && done;
			},
			{ what: `an execution for each of ${MESSAGES} messages`, timeoutMs: 90_000, everyMs: 500 },
		);
	}

	/** Some have been run, so what breaks next breaks in the middle. */
	async function someDone(count: number): Promise<void> {
		await until(async () => (await n8n.api.executions('listening')).length >= count, {
			what: `${count} executions`,
		});
	}

	test('gives one execution for each when sockets are cut and n8n is restarted', async () => {
		await begin({ order: 'dialog' });
		await write(10);
		simulator.control.sockets.drop({ service: 'kwork' });
		await write(20);
		await someDone(5);
		simulator.control.sockets.silence({ service: 'kwork' });
		simulator.control.sockets.drop({ service: 'kwork' });
		await write(25);
		await n8n.stop();
		await write(40);
		await n8n.start();
		await live();
		await write(MESSAGES);
		const done = await executions();
		expect(done.map(idOf).sort()).toEqual([...sent].sort());
		expect(await n8n.api.executions('listening')).toHaveLength(MESSAGES);
		expect(simulator.control.violations()).toEqual([]);
	});

	test('runs each to success when n8n is killed in the middle', async () => {
		await begin({ acknowledge: 'onSuccess', redeliverUnfinished: true, order: 'dialog' });
		await write(20);
		await someDone(3);
		await n8n.kill();
		await write(40);
		await n8n.start();
		await live();
		await write(MESSAGES);
		const done = await executions();
		expect(new Set(done.map(idOf))).toEqual(new Set(sent));
		// What was under way when the power went may have run to its end already: at most one per dialog.
		expect(done.length - MESSAGES).toBeLessThanOrEqual(CLIENTS.length);
	});
});
