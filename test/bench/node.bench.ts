/**
 * 1,000 reads through the Kwork node (n8n's engine, router, client, zod, HTTP client), 10 in flight,
 * against the simulator in a thread of its own, and a bare undici loop that makes the same calls,
 * parses the same JSON and keeps the answers in order; in turns within one run. The figure is the
 * ratio of the medians.
 */
import path from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { Kwork } from '../../nodes/Kwork/Kwork.node';
import { startSimulator } from '../../simulator';
import { runNode } from '../support/workflow';
import { median, timed } from './measure';

const READS = 1000;
const IN_FLIGHT = 10;
const ROUNDS = 21;
/** n8n runs for weeks: measured is code that the engine has compiled. */
const WARM_UP = 10;
const TARGET = 1.25;
const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';

async function serve(): Promise<void> {
	const { url } = await startSimulator();
	parentPort?.postMessage(url);
}

async function main(): Promise<void> {
	const simulator = new Worker(path.resolve(__filename));
	const url = await new Promise<string>((resolve) => simulator.once('message', resolve));

	const agent = new Agent();
	const post = async (method: string, form: Record<string, string>): Promise<unknown> => {
		const { body } = await request(`${url}/api.kwork.ru/${method}`, {
			method: 'POST',
			dispatcher: agent,
			headers: {
				authorization: APP_KEY,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams(form).toString(),
		});
		return await body.json();
	};
	const signedIn = (await post('signIn', { login: 'demo', password: 'demo' })) as {
		response: { token: string };
	};
	const { token } = signedIn.response;
	const listed = (await post('projects', { token, categories: 'all' })) as {
		response: Array<{ id: number }>;
	};
	const id = String(listed.response[0]?.id);

	const bare = async (): Promise<void> => {
		const answers: unknown[] = [];
		let next = 0;
		const worker = async () => {
			while (next < READS) {
				const index = next++;
				answers[index] = await post('project', { id, token });
			}
		};
		await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
		if (answers.length !== READS) throw new Error(`${answers.length} answers came back`);
	};
	// n8n makes one of a node's class when it loads it.
	const kwork = new Kwork();
	const node = async (): Promise<void> => {
		const { outputs, error } = await runNode({
			node: kwork,
			parameters: {
				resource: 'project',
				operation: 'get',
				projectId: { __rl: true, mode: 'id', value: id },
			},
			credentials: {
				kworkApi: {
					login: 'demo',
					token,
					requestsPerMinute: 100_000_000,
					environment: 'simulator',
					simulatorUrl: url,
				},
			},
			items: Array.from({ length: READS }, () => ({})),
		});
		if (error) throw error;
		if (outputs[0]?.length !== READS) throw new Error(`${outputs[0]?.length} items came out`);
	};

	for (let round = 0; round < WARM_UP; round += 1) {
		await bare();
		await node();
	}
	const rounds: Array<{ node: number; bare: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		rounds.push({ node: await timed(node), bare: await timed(bare) });
	}
	const nodeMs = median(rounds.map((round) => round.node));
	const bareMs = median(rounds.map((round) => round.bare));
	const result = {
		bench: 'node',
		reads: READS,
		inFlight: IN_FLIGHT,
		nodeMs,
		bareMs,
		ratio: nodeMs / bareMs,
		target: TARGET,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}

void (isMainThread ? main() : serve());
