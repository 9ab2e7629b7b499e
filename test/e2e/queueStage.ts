import { z } from 'zod';
import { chain, type Step } from '../../playground/chain';
import { connectedUpwork, demoCredentials } from '../../playground/credentials';
import { QueueMode } from '../../playground/queue';
import { type Credential } from '../../playground/harness';
import { startSimulator, type Simulator } from '../../simulator';
import { Pairing, type Pair } from './pairing';

/** What the last node of a workflow gave out; `error` where it failed. */
export type Answer = Record<string, unknown>;

/** So many executions wait for their other or send at a time; a worker runs ten. */
const AT_ONCE = 16;

const kworkState = z.object({
	accounts: z.array(z.object({ id: z.number() })),
	offers: z.array(z.object({ projectId: z.number() })),
	messages: z.array(z.object({ fromId: z.number(), toId: z.number(), text: z.string() })),
});

/** A real n8n in queue mode with the simulator, and what its test asks of them. */
export class QueueStage {
	private constructor(
		readonly simulator: Simulator,
		readonly queue: QueueMode,
		private readonly pairing: Pairing,
	) {}

	static async create(): Promise<QueueStage> {
		const simulator = await startSimulator();
		// What the services allow is not what is tested here.
		const limits = { perSecond: null, perMinute: null, perDay: null };
		simulator.control.upwork.configure({ limits });
		const pairing = new Pairing();
		await pairing.start();
		const env = {
			// The pairing asks a worker for its port.
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
			// As n8n comes, a webhook whose execution ends before n8n listens for that is never answered:
			// the job is gone by then (seen twice on a busy machine; n8n 2.41.1, bull 4).
			N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
			N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
		};
		const queue = await QueueMode.create({ env });
		return new QueueStage(simulator, queue, pairing);
	}

	async remove(): Promise<void> {
		await this.queue.remove();
		await this.pairing.close();
		await this.simulator.close();
	}

	/** Starts n8n with these accounts and workflows, each of which answers `/webhook/<id>`. */
	async start(
		credentials: readonly Credential[],
		workflows: Readonly<Record<string, readonly Step[]>>,
	) {
		const { main } = this.queue;
		await main.importCredentials(credentials);
		await this.queue.start();
		for (const [id, steps] of Object.entries(workflows)) {
			await main.importWorkflows([chain(id, id, [hook(id), ...steps])]);
			await main.publish(id);
		}
	}

	get control() {
		return this.simulator.control;
	}

	/** The step with which an execution waits for the one that sends the same. */
	get meet(): Step {
		return this.pairing.node;
	}

	/** Accounts of the simulator as they come, with more requests a minute than any test makes. */
	async accounts(): Promise<Credential[]> {
		const all = [...demoCredentials(this.simulator.url), await connectedUpwork(this.simulator.url)];
		return all.map((one) => ({ ...one, data: { ...one.data, requestsPerMinute: 100_000 } }));
	}

	/** Runs a workflow and returns what its last node gave out. */
	async call(id: string, query: Record<string, string | number> = {}): Promise<Answer> {
		const text = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]);
		const url = `${this.queue.webhooks.url}/webhook/${id}?${new URLSearchParams(text)}`;
		const response = await fetch(url);
		const body = (await response.json()) as Answer;
		return response.ok ? body : { error: `${response.status} ${JSON.stringify(body)}` };
	}

	/** Runs a workflow twice for each pair, once on each worker. The answers of all of them. */
	async sendTwice(id: string, pairs: readonly Pair[]): Promise<Answer[]> {
		this.pairing.prepare(pairs);
		const answers: Answer[] = [];
		const caller = async () => {
			while (this.pairing.left > 0) answers.push(await this.call(id));
		};
		await Promise.all(Array.from({ length: AT_ONCE }, caller));
		return answers.filter(({ error }) => !String(error).startsWith('500'));
	}

	/** How often the services were asked for this since a request of theirs. */
	requests(operation: string, afterId = 0): number {
		return this.control.requests({ operation, afterId }).length;
	}

	get lastRequest(): number {
		return this.control.requests().at(-1)?.id ?? 0;
	}

	/** Clients who have written before. */
	get people(): number[] {
		const { accounts, messages } = kworkState.parse(this.control.state('kwork'));
		const known = new Set(accounts.map(({ id }) => id));
		return [...new Set(messages.map(({ fromId }) => fromId))].filter((id) => !known.has(id));
	}

	/** The messages that Kwork has, each as its recipient and text. */
	get messages(): string[] {
		const { messages } = kworkState.parse(this.control.state('kwork'));
		return messages.map(({ toId, text }) => `${toId} ${text}`);
	}

	/** The projects of the offers that Kwork has. */
	get offers(): number[] {
		return kworkState.parse(this.control.state('kwork')).offers.map(({ projectId }) => projectId);
	}

	/** How many proposals Upwork has. */
	get proposals(): number {
		const { proposals } = z
			.object({ proposals: z.record(z.string(), z.number()) })
			.parse(this.control.state('upwork'));
		return Object.values(proposals).reduce((sum, count) => sum + count, 0);
	}
}

const hook = (id: string): Step & { webhookId: string } => ({
	name: 'Hook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { path: id, responseMode: 'lastNode' },
	webhookId: id,
});
