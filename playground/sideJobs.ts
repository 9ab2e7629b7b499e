import { z } from 'zod';
import type { Simulator } from '../simulator';
import { connectedUpwork, demoCredentials } from './credentials';
import type { N8n, Workflow } from './harness';
import { byId, chain, firstOnly, START } from './chain';
import { finishRadar, type RadarReport, radarWorkflow, startRadar } from './jobRadar';

export interface SideJobsReport extends RadarReport {
	/** Avito: people behind applications and resumes. */
	candidates: number;
	workbookSheets: number;
	firstReplies: number;
	contactsSpent: number;
	failures: string[];
}

const avitoState = z.object({ contactsSpent: z.number() });

/**
 * The recruiter's job (applications → candidates → first reply → workbook), run once each, and the job
 * radar (trigger → filter → prepare), published, in the real n8n.
 */
export async function sideJobs(n8n: N8n, simulator: Simulator): Promise<SideJobsReport> {
	const upwork = await connectedUpwork(simulator.url);
	const credentials = [...demoCredentials(simulator.url), upwork];
	await n8n.importCredentials(credentials);
	const avito = { avitoApi: { id: 'demo-avito', name: 'Avito (simulator)' } };
	const collect = {
		name: 'Collect the candidates',
		type: 'n8n-nodes-freelance-hub.avito',
		typeVersion: 1,
		parameters: {
			resource: 'candidate',
			operation: 'collect',
			applicationsSince: '={{ $now.minus({ days: 30 }).toISO() }}',
			chats: 'full',
			output: 'raw',
		},
		credentials: avito,
	};
	const recruiting = chain('demo-workbook', 'Demo: the workbook', [
		START,
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
		START,
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
		firstOnly,
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
	await n8n.importWorkflows([recruiting, replying, radarWorkflow(upwork)]);

	const failures: string[] = [];
	const run = async (workflow: Workflow) => {
		const result = await n8n.execute(workflow.id);
		if (!result.ok) failures.push(`"${workflow.name}": ${result.error ?? result.status}`);
		return (name: string) => result.nodes[name]?.items ?? [];
	};
	await n8n.start();
	const posted = await startRadar(n8n, simulator);
	const book = await run(recruiting);
	const replied = (await run(replying))('Reply');
	const radar = await finishRadar(n8n, posted, failures);
	await n8n.stop();
	const sheets = book('Build the workbook')[0]?.sheets;
	const report: SideJobsReport = {
		candidates: book('Collect the candidates').length,
		workbookSheets: Array.isArray(sheets) ? sheets.length : 0,
		firstReplies: replied.length,
		contactsSpent: avitoState.parse(simulator.control.state('avito')).contactsSpent,
		...radar,
		failures,
	};
	const wanted: Array<[boolean, string]> = [
		[report.candidates > 0, 'no candidate was collected'],
		[report.workbookSheets === 6, `${report.workbookSheets} sheets instead of six`],
		[report.firstReplies === 1, `${report.firstReplies} first replies instead of one`],
		[report.contactsSpent === 0, `${report.contactsSpent} contacts were bought`],
		[report.jobsFit > 1, 'no posting fits'],
		[report.proposalsPrepared === 2, `${report.proposalsPrepared} proposals instead of two`],
	];
	failures.push(...wanted.filter(([ok]) => !ok).map(([, text]) => text));
	return report;
}
