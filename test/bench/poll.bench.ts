/**
 * One poll of the exchange that finds 20 pages of new projects, against the simulator in a thread of
 * its own. Beside it a bare undici loop that reads the same pages one after the other and parses
 * them. The poll may read one page more: a page full of older projects tells it that it is through.
 */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { Agent, request } from 'undici';
import { accounts } from '../../lib';
import { KworkPollTrigger } from '../../nodes/Kwork/KworkPollTrigger.node';
import { kworkPolls } from '../../nodes/Kwork/pollTrigger/poll';
import { startSimulator } from '../../simulator';
import { Poller } from '../support/poller';
import { median, now } from './measure';

const PAGES = 20;
const PER_PAGE = 12;
const ROUNDS = 25;
const STEP_MS = 2 * 60 * 60_000;
/** The pages with new projects and one that shows that no more follow. */
const LEAST = PAGES + 1;
const REQUESTS_TARGET = LEAST + 1;
const TARGET = 2;
const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';

interface Service {
	url: string;
	token: string;
	/** Calls of `projects` so far. */
	calls: number;
}

async function serve(): Promise<void> {
	// Behind by as much as it is moved forward below: nothing that it tells is in the future.
	const behindMs = 2 * (ROUNDS + 1) * STEP_MS;
	const simulator = await startSimulator({ clock: { now: () => Date.now() - behindMs } });
	const { token } = simulator.control.kwork.issueToken({ user: 'demo' });
	const tell = () => {
		const calls = simulator.control.requests({ operation: 'projects' }).length;
		parentPort?.postMessage({ url: simulator.url, token, calls });
	};
	parentPort?.on('message', (projects: number) => {
		// What was read in the hour before is read again, because projects may turn up late.
		if (projects > 0) simulator.control.advance(STEP_MS);
		for (let i = 0; i < projects; i += 1) {
			simulator.control.kwork.projectAppears({ title: `Проект ${i}`, categoryId: 41 });
		}
		tell();
	});
	tell();
}

async function bareLoop({ url, token }: Service, agent: Agent): Promise<number> {
	const start = now();
	for (let page = 1; page <= LEAST; page += 1) {
		const { body } = await request(`${url}/api.kwork.ru/projects`, {
			method: 'POST',
			headers: {
				authorization: APP_KEY,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams({ token, categories: 'all', page: String(page) }).toString(),
			dispatcher: agent,
		});
		const { response } = JSON.parse(await body.text()) as { response: unknown[] };
		if (response.length === 0) throw new Error(`Page ${page} is empty`);
	}
	return now() - start;
}

async function measure(): Promise<void> {
	const worker = new Worker(__filename, { execArgv: process.execArgv });
	const answer = async () => ((await once(worker, 'message')) as [Service])[0];
	const appear = async (projects: number) => {
		const told = answer();
		worker.postMessage(projects);
		return await told;
	};
	const service = await answer();
	const poller = new Poller(
		{
			node: KworkPollTrigger,
			polls: kworkPolls,
			credential: {
				type: 'kworkApi',
				decrypt: () => ({
					environment: 'simulator',
					simulatorUrl: service.url,
					writeAccess: 'block',
					requestsPerMinute: 100_000_000,
					workers: 1,
					proxyUrl: '',
					login: '',
					password: '',
					phoneLast4: '',
					token: service.token,
				}),
			},
		},
		{ event: 'newProject' },
	);
	const agent = new Agent();
	await poller.poll();
	const rounds: Array<{ ms: number; bareMs: number; requests: number; items: number }> = [];
	for (let round = 0; round <= ROUNDS; round += 1) {
		await appear(1);
		await poller.poll();
		const before = await appear(PAGES * PER_PAGE);
		const start = now();
		const items = await poller.poll();
		const ms = now() - start;
		const after = await appear(0);
		const bareMs = await bareLoop(service, agent);
		// The first one is for the compiler.
		if (round === 0) continue;
		rounds.push({ ms, bareMs, requests: after.calls - before.calls, items: items.length });
	}
	await accounts.close();
	await agent.close();
	await worker.terminate();
	const ms = median(rounds.map((round) => round.ms));
	const bareMs = median(rounds.map((round) => round.bareMs));
	const ratio = median(rounds.map((round) => round.ms / round.bareMs));
	const requests = Math.max(...rounds.map((round) => round.requests));
	const complete = rounds.every(({ items }) => items === PAGES * PER_PAGE);
	const ok = complete && requests <= REQUESTS_TARGET && ratio <= TARGET;
	process.stdout.write(
		`${PAGES} pages of new projects: ${requests} requests (least ${LEAST}), ` +
			`${ms.toFixed(1)} ms, bare undici ${bareMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)}\n` +
			`${JSON.stringify({ bench: 'poll', pages: PAGES, projects: PAGES * PER_PAGE, complete, requests, leastRequests: LEAST, requestsTarget: REQUESTS_TARGET, ms, bareMs, ratio, target: TARGET, ok })}\n`,
		() => process.exit(ok ? 0 : 1),
	);
}

void (isMainThread ? measure() : serve());
