/**
 * 2,000 jobs through Search with Return All of the Upwork node (n8n's engine, router, client, zod,
 * HTTP client), against the simulator in a process of its own, and a bare undici loop that sends the
 * same documents and parses the same JSON; in turns within one run. Upwork's limits are not waited
 * for on either side. The figures: the ratio of the medians, and requests used against the least
 * possible. Besides: a poll for 50 new jobs among 10,000, in requests and memory.
 */
import path from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { accounts, createUpworkHttp, UpworkAccount, watchJobs } from '../../lib';
import type { UpworkFoundJob } from '../../lib';
import { SEARCH_JOBS } from '../../lib/upwork/documents/jobs';
import { accountKey } from '../../nodes/shared/connection';
import { Upwork } from '../../nodes/Upwork/Upwork.node';
import { startSimulator } from '../../simulator';
import { tokenPair } from '../simulator/upwork/session';
import { runNode } from '../support/workflow';
import { median, timed } from './measure';

const JOBS = 2_000;
const PAGE = 50;
const ROUNDS = 5;
const TARGET = 1.25;

async function serve(): Promise<void> {
	const simulator = await startSimulator();
	simulator.control.upwork.seed({ jobs: JOBS });
	simulator.control.upwork.configure({
		limits: { perSecond: null, perMinute: null, perDay: null },
	});
	const tokens = await tokenPair(simulator);
	parentPort?.on('message', () => {
		parentPort?.postMessage(simulator.control.requests({ service: 'upwork' }).length);
		simulator.control.clearLog();
	});
	parentPort?.postMessage({ url: simulator.url, tokens });
}

interface Page {
	data: {
		marketplaceJobPostingsSearch: {
			pageInfo: { endCursor: string; hasNextPage: boolean };
			edges: unknown[];
		};
	};
}

async function search() {
	const worker = new Worker(path.resolve(__filename));
	const { url, tokens } = await new Promise<{ url: string; tokens: Record<string, string> }>(
		(resolve) => worker.once('message', resolve),
	);
	const requestsSince = async () =>
		await new Promise<number>((resolve) => {
			worker.once('message', resolve);
			worker.postMessage('requests');
		});

	const agent = new Agent();
	const bare = async (): Promise<number> => {
		const jobs: unknown[] = [];
		for (let after = '0'; ;) {
			const variables = {
				filter: { pagination_eq: { first: PAGE, after } },
				sort: [{ field: 'RECENCY' }],
			};
			const { body } = await request(`${url}/api.upwork.com/graphql`, {
				method: 'POST',
				dispatcher: agent,
				headers: {
					authorization: `Bearer ${tokens.access_token ?? ''}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({ query: SEARCH_JOBS.text, variables }),
			});
			const { edges, pageInfo } = ((await body.json()) as Page).data.marketplaceJobPostingsSearch;
			jobs.push(...edges);
			if (!pageInfo.hasNextPage) return jobs.length;
			after = pageInfo.endCursor;
		}
	};
	const credential = {
		grantType: 'authorizationCode',
		clientId: 'upwork-demo-key',
		clientSecret: 'upwork-demo-secret',
		requestsPerMinute: 300,
		environment: 'simulator',
		simulatorUrl: url,
		oauthTokenData: tokens,
	};
	const key = accountKey('upwork', credential);
	const http = createUpworkHttp({ account: key, simulatorUrl: url, budgets: {} });
	accounts.get(key, UpworkAccount, () => new UpworkAccount({ http }));
	const node = async (): Promise<number> => {
		const { outputs, error } = await runNode({
			node: new Upwork(),
			parameters: { resource: 'job', operation: 'search', returnAll: true, output: 'raw' },
			credentials: { upworkOAuth2Api: credential },
		});
		if (error) throw error;
		return outputs[0]?.length ?? 0;
	};

	const found = await bare();
	await requestsSince();
	if ((await node()) !== found) throw new Error('The node and the bare loop differ');
	const requests = await requestsSince();
	const rounds: Array<{ node: number; bare: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		rounds.push({ node: await timed(node), bare: await timed(bare) });
	}
	await accounts.close();
	await agent.close();
	await worker.terminate();
	const nodeMs = median(rounds.map((round) => round.node));
	const bareMs = median(rounds.map((round) => round.bare));
	const leastRequests = Math.ceil(found / PAGE);
	return { jobs: found, requests, leastRequests, nodeMs, bareMs, ratio: nodeMs / bareMs };
}

async function poll() {
	const newest = Date.UTC(2026, 10, 20);
	const postings: UpworkFoundJob[] = Array.from({ length: 10_000 }, (_, index) => ({
		id: String(1_990_000_000_000_000_000n + BigInt(index)),
		title: `Job ${index}`,
		publishedDateTime: new Date(newest - index * 60_000).toISOString(),
	}));
	let requests = 0;
	const read = async (after?: string) => {
		requests += 1;
		const from = Number(after ?? 0);
		return { items: postings.slice(from, from + PAGE), endCursor: String(from + PAGE) };
	};
	const options = { read, matches: () => true, outOfTime: () => false, now: newest };
	const { state } = await watchJobs({ ...options, state: undefined });
	for (let i = 1; i <= 50; i += 1) {
		const publishedDateTime = new Date(newest + i * 10_000).toISOString();
		postings.unshift({ id: `new ${i}`, title: `New ${i}`, publishedDateTime });
	}
	requests = 0;
	global.gc?.();
	const before = process.memoryUsage().heapUsed;
	const result = await watchJobs({ ...options, now: newest + 600_000, state });
	global.gc?.();
	const heapBytes = process.memoryUsage().heapUsed - before;
	const stateBytes = JSON.stringify(result.state).length;
	return { known: 10_000, new: result.events.length, requests, stateBytes, heapBytes };
}

async function main(): Promise<void> {
	const found = await search();
	const polled = await poll();
	const print = (line: string) => process.stdout.write(`${line}\n`);
	print(
		`Search, Return All: ${found.jobs} jobs in ${found.requests} requests (least possible ${found.leastRequests}), ` +
			`${found.nodeMs.toFixed(0)} ms; bare loop ${found.bareMs.toFixed(0)} ms; ratio ${found.ratio.toFixed(2)} (target ${TARGET})`,
	);
	print(
		`Poll: ${polled.new} new among ${polled.known} in ${polled.requests} requests, state ${polled.stateBytes} bytes`,
	);
	print(JSON.stringify({ bench: 'upwork', search: found, target: TARGET, poll: polled }));
}

void (isMainThread ? main() : serve());
