import type { Simulator } from '../simulator';
import { byId, chain, firstOnly } from './chain';
import type { Credential, N8n, WorkflowRun } from './harness';
import { until } from './harness';

export const RADAR = 'demo-radar';

/** Postings that are there already and are looked at when the workflow is published. */
export const FIRST_RUN = 20;

/**
 * n8n takes one poll a minute from each poll time; the node itself lets half a minute pass between
 * two questions where it may ask every minute. Six poll times keep that wait short.
 */
const POLL_TIMES = [0, 10, 20, 30, 40, 50].map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** Upwork Trigger (New Job) → Hard Filter → Prepare for the first that fits. */
export function radarWorkflow(credential: Pick<Credential, 'id' | 'name'>) {
	const credentials = { upworkOAuth2Api: { id: credential.id, name: credential.name } };
	return chain(RADAR, 'Demo: the job radar', [
		{
			name: 'New job',
			type: 'n8n-nodes-freelance-hub.upworkTrigger',
			typeVersion: 1,
			parameters: {
				pollTimes: { item: POLL_TIMES },
				event: 'newJob',
				output: 'record',
				options: { minMinutes: 1, firstRun: FIRST_RUN },
			},
			credentials,
		},
		{
			name: 'Leave out what does not fit',
			type: 'n8n-nodes-freelance-hub.freelanceDesk',
			typeVersion: 1,
			parameters: {
				resource: 'job',
				operation: 'hardFilter',
				rules: { currency: 'USD', minBudget: 20, maxCompetition: 50 },
			},
		},
		firstOnly,
		{
			name: 'Prepare the proposal',
			type: 'n8n-nodes-freelance-hub.upwork',
			typeVersion: 1,
			parameters: {
				resource: 'proposal',
				operation: 'prepare',
				jobId: byId('={{ $json.sourceId }}'),
				coverLetter: 'Hello! I have read your posting and can start this week.',
				amount: 100,
			},
			credentials,
		},
	]);
}

export interface RadarReport {
	/** Postings that the trigger passed on, those that fit, proposals prepared (none is submitted). */
	jobsSeen: number;
	jobsFit: number;
	proposalsPrepared: number;
}

/** A fitting posting appears on the simulator's market. Returns its id. */
export function postJob(simulator: Simulator, title: string): string {
	const { id } = simulator.control.upwork.newJob({
		title,
		type: 'FIXED',
		amount: 900,
		questions: [],
	}) as { id: string };
	return id;
}

/** The ended runs of the radar, oldest first, as soon as there are so many. */
export async function radarRuns(n8n: N8n, count: number, timeoutMs = 90_000) {
	return await until(
		async () => {
			const runs = (await n8n.api.runs(RADAR)).filter(({ status }) => status !== 'running');
			return runs.length >= count && runs;
		},
		{ what: `${count} runs of the job radar`, timeoutMs },
	);
}

/** Ids of the postings that the trigger passed on in these runs. */
export const passedOn = (runs: readonly WorkflowRun[]): string[] =>
	itemsOf(runs, 'New job').map(({ sourceId }) => String(sourceId));

const itemsOf = (runs: readonly WorkflowRun[], node: string) =>
	runs.flatMap(({ nodes }) => nodes[node]?.items ?? []);

/**
 * Publishes the radar in the running n8n, waits for the run with what is there already, and lets a
 * new posting appear. Returns the new posting's id.
 */
export async function startRadar(n8n: N8n, simulator: Simulator): Promise<string> {
	await n8n.publish(RADAR);
	await radarRuns(n8n, 1);
	return postJob(simulator, 'Automate our order desk with n8n');
}

/** Waits for the run with the new posting. What is not as it should be is added to `failures`. */
export async function finishRadar(
	n8n: N8n,
	posted: string,
	failures: string[],
): Promise<RadarReport> {
	const runs = await radarRuns(n8n, 2);
	for (const { ok, error } of runs) if (!ok) failures.push(`The job radar: ${error}`);
	const [first = [], second = []] = runs.map((run) => passedOn([run]));
	const wanted: Array<[boolean, string]> = [
		[runs.length === 2, `${runs.length} runs of the job radar instead of two`],
		[first.length > 0, 'no posting in its first run'],
		[second.join() === posted, `"${second.join()}" in its second run instead of ${posted}`],
	];
	failures.push(...wanted.filter(([ok]) => !ok).map(([, text]) => text));
	return {
		jobsSeen: passedOn(runs).length,
		jobsFit: itemsOf(runs, 'Leave out what does not fit').length,
		proposalsPrepared: itemsOf(runs, 'Prepare the proposal').length,
	};
}
