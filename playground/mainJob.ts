import { z } from 'zod';
import type { Simulator } from '../simulator';
import { type N8n, readWorkflow, TEMPLATES, until, withCredentials } from './harness';
import { demoCredentials } from './credentials';

/** A client of the simulator who never wrote to the account before. */
const CLIENT = 'newbie';
const ACCOUNT = 'demo';

/** What the simulator holds, as far as the job changes it. */
const kworkState = z.object({
	accounts: z.array(z.object({ id: z.number(), username: z.string() })),
	offers: z.array(z.object({ id: z.number(), userId: z.number(), projectId: z.number() })),
	messages: z.array(
		z.object({ id: z.number(), fromId: z.number(), toId: z.number(), text: z.string() }),
	),
});

export interface MainJobReport {
	projectsRead: number;
	/** New offers of the account that the simulator holds. */
	offersSubmitted: number;
	/** Whether the second run found the offer of the first. */
	secondRunFoundOffer: boolean;
	/** Executions that the trigger started, with the client's message in them. */
	messagesReceived: number;
	/** Messages from the account to the client that the simulator holds. */
	repliesSent: number;
	/** Offers, answers and executions beyond one for each project and message. */
	duplicates: number;
	contractViolations: number;
	/** What kept the job from being whole; empty when all went well. */
	failures: string[];
}

/**
 * The job that people install this package for, in a real n8n: an offer on the newest fitting
 * project, sent once though the workflow runs twice, and one answer to one new client. Every count
 * is read from the simulator's state or from n8n's executions.
 */
export async function mainJob(n8n: N8n, simulator: Simulator): Promise<MainJobReport> {
	const credentials = demoCredentials(simulator.url);
	const [answering, offering] = ['kwork-first-answer', 'kwork-offer'].map((name) =>
		withCredentials(readWorkflow(`${TEMPLATES}/${name}.json`), credentials),
	);
	if (answering === undefined || offering === undefined) throw new Error('Templates are missing');
	const failures: string[] = [];
	const world = () => kworkState.parse(simulator.control.state('kwork'));
	const before = world();
	const idOf = (name: string) => before.accounts.find(({ username }) => username === name)?.id;

	await n8n.importCredentials(credentials);
	await n8n.importWorkflows([answering, offering]);

	const runs = [await n8n.execute(offering.id), await n8n.execute(offering.id)];
	for (const [index, run] of runs.entries()) {
		if (!run.ok)
			failures.push(`Run ${index + 1} of "${offering.name}": ${run.error ?? run.status}`);
	}
	const [first, second] = runs.map(({ nodes }) => nodes['Send the offer']?.items[0]);

	await n8n.publish(answering.id);
	await n8n.start();
	await n8n.api.triggersLive(answering.id);
	await until(() => simulator.control.sockets.list({ service: 'kwork' }).length > 0, {
		what: "the trigger's connection to the notice socket",
	});
	const { messageId } = await simulator.control.kwork.clientWrites({
		from: CLIENT,
		text: 'Здравствуйте! Нужен бот для записи клиентов, возьмётесь?',
	});
	const answers = () =>
		world().messages.filter(
			({ id, fromId, toId }) => id > messageId && fromId === idOf(ACCOUNT) && toId === idOf(CLIENT),
		);
	await until(() => answers().length > 0, { what: 'the answer', timeoutMs: 30_000 }).catch(
		(error: unknown) => failures.push(String(error)),
	);
	await until(
		async () => (await n8n.api.executions()).every(({ stoppedAt }) => stoppedAt !== null),
		{ what: 'the executions to end', timeoutMs: 30_000 },
	);
	const executions = await n8n.api.runs(answering.id);
	await n8n.stop();

	for (const { id, ok, error } of executions) {
		if (!ok) failures.push(`Execution ${id}: ${error}`);
	}
	const received = executions.filter(
		({ nodes }) => nodes['New client writes']?.items[0]?.messageId === messageId,
	);
	const known = new Set(before.offers.map(({ id }) => id));
	const offers = world().offers.filter(
		({ id, userId }) => !known.has(id) && userId === idOf(ACCOUNT),
	);
	const projects = new Set(offers.map(({ projectId }) => projectId));
	const report: MainJobReport = {
		projectsRead: runs[0]?.nodes['Read the exchange']?.items.length ?? 0,
		offersSubmitted: offers.length,
		secondRunFoundOffer:
			first?.sent === true && second?.alreadySent === true && second.projectId === first.projectId,
		messagesReceived: received.length,
		repliesSent: answers().length,
		duplicates:
			offers.length -
			projects.size +
			Math.max(0, answers().length - 1) +
			Math.max(0, received.length - 1),
		contractViolations: simulator.control.violations().length,
		failures,
	};
	failures.push(...shortcomings(report));
	failures.push(
		...simulator.control.violations().map(({ operation, text }) => `${operation}: ${text}`),
	);
	return report;
}

function shortcomings(report: MainJobReport): string[] {
	const wanted: Array<[boolean, string]> = [
		[report.projectsRead > 0, 'no project was read'],
		[report.offersSubmitted === 1, `${report.offersSubmitted} offers instead of one`],
		[report.secondRunFoundOffer, 'the second run did not return the offer of the first'],
		[report.messagesReceived === 1, `${report.messagesReceived} executions for one message`],
		[report.repliesSent === 1, `${report.repliesSent} answers to one message`],
		[report.duplicates === 0, `${report.duplicates} duplicates`],
	];
	return wanted.filter(([ok]) => !ok).map(([, text]) => text);
}
