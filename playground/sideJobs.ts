import { z } from 'zod';
import type { Simulator } from '../simulator';
import { connectedUpwork, demoCredentials } from './credentials';
import type { N8n, Workflow } from './harness';

interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

/** A row of nodes, each wired to the next; what a template does in many steps, in a few. */
function chain(id: string, name: string, steps: Step[]): Workflow {
	const start: Step = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const row = [start, ...steps].map((node, column) => ({
		...node,
		id: `${id}-${column}`,
		position: at(column),
	}));
	const connections = Object.fromEntries(
		row
			.slice(0, -1)
			.map(({ name: from }, column) => [
				from,
				{ main: [[{ node: row[column + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
	return { id, name, nodes: row, connections };
}

const at = (column: number): [number, number] => [column * 220, 0];

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export interface SideJobsReport {
	/** Avito: people behind applications and resumes. */
	candidates: number;
	workbookSheets: number;
	firstReplies: number;
	contactsSpent: number;
	/** Upwork: postings found, those that fit, proposals prepared (none is submitted). */
	jobsSeen: number;
	jobsFit: number;
	proposalsPrepared: number;
	failures: string[];
}

const avitoState = z.object({ contactsSpent: z.number() });

/**
 * The recruiter's job (applications → candidates → first reply → workbook) and the job radar
 * (search → filter → prepare), each once, in the real n8n.
 */
export async function sideJobs(n8n: N8n, simulator: Simulator): Promise<SideJobsReport> {
	const upwork = await connectedUpwork(simulator.url);
	const credentials = [...demoCredentials(simulator.url), upwork];
	await n8n.importCredentials(credentials);
	const avito = { avitoApi: { id: 'demo-avito', name: 'Avito (simulator)' } };
	const own = { upworkOAuth2Api: { id: upwork.id, name: upwork.name } };
	const collect = {
		name: 'Collect the candidates',
		type: 'n8n-nodes-freelance-hub.avito',
		typeVersion: 1,
		parameters: {
			resource: 'candidate',
			operation: 'collect',
			applicationsSince: '={{ $now.minus({ days: 30 }).toISO() }}',
			chats: 'full',
		},
		credentials: avito,
	};
	const recruiting = chain('demo-workbook', 'Demo: the workbook', [
		collect,
		{
			name: 'Build the workbook',
			type: 'n8n-nodes-freelance-hub.avito',
			typeVersion: 1,
			parameters: { resource: 'candidate', operation: 'buildWorkbook', result: 'file' },
			credentials: avito,
		},
	]);
	const replying = chain('demo-reply', 'Demo: the first reply', [
		collect,
		{
			name: 'Nobody wrote yet',
			type: 'n8n-nodes-base.filter',
			typeVersion: 2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose' },
					combinator: 'and',
					conditions: [
						{
							id: 'status',
							leftValue: '={{ $json.status }}',
							rightValue: 'NO_MESSAGES_SENT',
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
			},
		},
		{
			name: 'The first',
			type: 'n8n-nodes-base.limit',
			typeVersion: 1,
			parameters: { maxItems: 1 },
		},
		{
			name: 'Reply',
			type: 'n8n-nodes-freelance-hub.avito',
			typeVersion: 1,
			parameters: {
				resource: 'message',
				operation: 'send',
				chatId: byId('={{ $json.chatId }}'),
				text: 'Здравствуйте! Спасибо за отклик. Когда вам удобно поговорить?',
			},
			credentials: avito,
		},
	]);
	const radar = chain('demo-radar', 'Demo: the job radar', [
		{
			name: 'Search jobs',
			type: 'n8n-nodes-freelance-hub.upwork',
			typeVersion: 1,
			parameters: { resource: 'job', operation: 'search', limit: 50, output: 'record' },
			credentials: own,
		},
		{
			name: 'Leave out what does not fit',
			type: 'n8n-nodes-freelance-hub.freelanceToolkit',
			typeVersion: 1,
			parameters: {
				resource: 'job',
				operation: 'hardFilter',
				rules: { minClientRating: 4, maxCompetition: 50 },
			},
		},
		{
			name: 'The first',
			type: 'n8n-nodes-base.limit',
			typeVersion: 1,
			parameters: { maxItems: 1 },
		},
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
			credentials: own,
		},
	]);
	await n8n.importWorkflows([recruiting, replying, radar]);

	const failures: string[] = [];
	const run = async (workflow: Workflow) => {
		const result = await n8n.execute(workflow.id);
		if (!result.ok) failures.push(`"${workflow.name}": ${result.error ?? result.status}`);
		return (name: string) => result.nodes[name]?.items ?? [];
	};
	const book = await run(recruiting);
	const replied = [await run(replying)].flatMap((items) => items('Reply'));
	const found = await run(radar);
	const sheets = book('Build the workbook')[0]?.sheets;
	const report: SideJobsReport = {
		candidates: book('Collect the candidates').length,
		workbookSheets: Array.isArray(sheets) ? sheets.length : 0,
		firstReplies: replied.length,
		contactsSpent: avitoState.parse(simulator.control.state('avito')).contactsSpent,
		jobsSeen: found('Search jobs').length,
		jobsFit: found('Leave out what does not fit').length,
		proposalsPrepared: found('Prepare the proposal').length,
		failures,
	};
	const wanted: Array<[boolean, string]> = [
		[report.candidates > 0, 'no candidate was collected'],
		[report.workbookSheets === 6, `${report.workbookSheets} sheets instead of six`],
		[report.firstReplies === 1, `${report.firstReplies} first replies instead of one`],
		[report.contactsSpent === 0, `${report.contactsSpent} contacts were bought`],
		[report.jobsSeen > 0 && report.jobsFit > 0, 'no posting was found'],
		[report.proposalsPrepared === 1, `${report.proposalsPrepared} proposals instead of one`],
	];
	failures.push(...wanted.filter(([ok]) => !ok).map(([, text]) => text));
	return report;
}
