/**
 * So many resumes by id in one real n8n, by the Avito node and by n8n's own HTTP Request node, in
 * turns; n8n measures how long each node takes. The last line is JSON.
 */
import { inspect } from 'node:util';
import { createAvitoClient } from '../../lib';
import { chain, START, type Step } from '../../playground/chain';
import { N8n, until } from '../../playground/harness';
import { startSimulator } from '../../simulator';
import { median } from './measure';

export interface InN8n {
	resumes: number;
	nodeMs: number;
	httpRequestMs: number;
	ratio: number;
}

const ROUNDS = 5;
const WARM_UP = 2;
const READ = 'Read the resumes';
const KEY = { clientId: 'avito-demo-client', clientSecret: 'avito-demo-secret' };
const NO_LIMIT = 100_000_000;

async function main(count: number): Promise<InN8n> {
	const simulator = await startSimulator();
	const n8n = await N8n.create();
	try {
		await simulator.control.avito.seed({ resumes: Math.ceil(count * 1.2) });
		await simulator.control.avito.configure({ limits: { job: null } });
		const settings = { simulatorUrl: simulator.url, requestsPerMinute: NO_LIMIT };
		const reader = createAvitoClient(KEY, { ...settings, account: 'ids' });
		const ids: number[] = [];
		for await (const { id } of reader.resumes.search({}, { limit: count })) ids.push(id);
		await reader.close();
		const token = await fetch(`${simulator.url}/api.avito.ru/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: KEY.clientId,
				client_secret: KEY.clientSecret,
			}),
		});
		const { access_token: bearer } = (await token.json()) as { access_token: string };
		await n8n.importCredentials([
			{
				id: 'avito',
				name: 'Avito',
				type: 'avitoApi',
				data: { ...KEY, ...settings, environment: 'simulator', workers: 1, writeAccess: 'block' },
			},
		]);
		const ours = workflow('node', [
			{
				name: READ,
				type: 'n8n-nodes-freelance-hub.avito',
				typeVersion: 1,
				parameters: {
					resource: 'resume',
					operation: 'getAll',
					resumeIds: ids.join(','),
					output: 'raw',
				},
				credentials: { avitoApi: { id: 'avito', name: 'Avito' } },
			},
		]);
		const theirs = workflow('http-request', [
			{
				name: 'The ids',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ id: ids }) },
			},
			{
				name: 'One by one',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'id' },
			},
			{
				name: READ,
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					url: `=${simulator.url}/api.avito.ru/job/v2/resumes/{{ $json.id }}`,
					sendHeaders: true,
					headerParameters: { parameters: [{ name: 'authorization', value: `Bearer ${bearer}` }] },
				},
			},
		]);
		await n8n.importWorkflows([ours, theirs]);
		await n8n.start();
		const times: Record<string, number[]> = {};
		for (let round = -WARM_UP; round < ROUNDS; round += 1) {
			for (const { id } of [ours, theirs]) {
				const ms = await readingTime(n8n, id, count);
				if (round >= 0) times[id] = [...(times[id] ?? []), ms];
			}
		}
		const [nodeMs, httpRequestMs] = [ours, theirs].map(({ id }) => median(times[id] ?? []));
		if (nodeMs === undefined || httpRequestMs === undefined) throw new Error('Nothing was timed');
		return { resumes: ids.length, nodeMs, httpRequestMs, ratio: nodeMs / httpRequestMs };
	} finally {
		await n8n.remove();
		await simulator.close();
	}
}

const workflow = (id: string, steps: Step[]) => chain(id, id, [START, ...steps]);

/** Runs the workflow in the server; milliseconds that its reading node took. */
async function readingTime(n8n: N8n, id: string, count: number): Promise<number> {
	const { executionId } = await n8n.api.rest<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: START.name } },
	);
	await until(
		async () =>
			(await n8n.api.executions(id)).some(
				(one) => one.id === executionId && one.stoppedAt !== null,
			),
		{ what: `run ${executionId}`, everyMs: 500 },
	);
	const run = (await n8n.api.runs(id)).find((one) => one.id === executionId);
	const { ms, items } = run?.nodes[READ] ?? {};
	if (ms === undefined || items?.length !== count) {
		throw new Error(`${id}: ${run?.error ?? `${items?.length} resumes`}`);
	}
	return ms;
}

main(Number(process.argv[2] ?? 1000)).then(
	(figures) => process.stdout.write(`${JSON.stringify(figures)}\n`),
	(error: unknown) => {
		process.stderr.write(`${inspect(error)}\n`);
		process.exitCode = 1;
	},
);
