import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
	type ExecutionSummary,
	N8n,
	TEMPLATES,
	until,
	type Credential,
	type Workflow,
	type WorkflowRun,
} from '../../playground/harness';
import { connectedUpwork, demoCredentials } from '../../playground/credentials';
import { startSimulator, type Simulator } from '../../simulator';

/** Hosts that templates name in a Set node, because no credential holds them. */
const HOSTS = ['example.amocrm.ru', 'example.bitrix24.ru', 'api.hubapi.com'];

/** n8n takes a link that is opened without a browser for a preview of the message. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36' };

/** An account that has nothing. */
export const SECOND_KWORK = 'second-kwork';

const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface ChatMessage {
	message_id: number;
	text?: string;
	caption?: string;
	document?: { file_name: string; file_size: number };
	reply_markup?: { inline_keyboard?: Array<Array<{ text: string; url?: string }>> };
}

type Row = Record<string, unknown>;

/** One n8n and one simulator for all templates, and what a test asks of them. */
export class TemplateStage {
	/** The last message whose button was pressed. */
	private pressed = 0;

	private constructor(
		readonly simulator: Simulator,
		readonly n8n: N8n,
	) {}

	/** With the simulator's accounts, and other ones. */
	static async create(others: readonly Credential[] = []): Promise<TemplateStage> {
		const simulator = await startSimulator();
		const stage = new TemplateStage(simulator, await N8n.create());
		const demo = demoCredentials(simulator.url);
		const kwork = demo.find(({ type }) => type === 'kworkApi');
		const second = {
			...kwork?.data,
			login: 'newbie',
			password: 'newbie',
		};
		const credentials: Credential[] = [
			...demo,
			await connectedUpwork(simulator.url),
			{ id: SECOND_KWORK, name: 'Kwork of another tenant', type: 'kworkApi', data: second },
			...others,
		];
		await stage.n8n.importCredentials(credentials);
		await stage.n8n.start();
		return stage;
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
		await this.simulator.close();
	}

	/** Imports a template with the simulator's addresses, and texts replaced in it; accounts fit by their ids. */
	async import(name: string, edits: Record<string, string> = {}): Promise<Workflow> {
		let text = readFileSync(path.join(TEMPLATES, `${name}.json`), 'utf8');
		for (const host of HOSTS) {
			text = text.replaceAll(`https://${host}`, `${this.simulator.url}/${host}`);
		}
		for (const [from, to] of Object.entries(edits)) {
			if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
			text = text.replaceAll(from, to);
		}
		const workflow = JSON.parse(text) as Workflow;
		await this.n8n.importWorkflows([workflow]);
		return workflow;
	}

	/**
	 * Runs an imported workflow as the editor's button does, until it ends or waits for an answer.
	 * `input` is what its trigger gives out, as when somebody writes into the editor's chat.
	 */
	async run({ id, nodes }: Workflow, input?: Row): Promise<WorkflowRun> {
		const trigger =
			nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger') ??
			nodes.find(({ type }) => type.endsWith('Trigger'));
		const { executionId } = await this.n8n.api.rest<{ executionId: string }>(
			'POST',
			`/workflows/${id}/run`,
			{
				triggerToStartFrom: {
					name: trigger?.name,
					...(input === undefined ? {} : { data: ranWith(input) }),
				},
			},
		);
		const { status } = await this.execution(id, executionId, [...ENDED, 'waiting']);
		return status === 'waiting' ? await this.last(id) : await this.ended(id, executionId);
	}

	/** Answers the questions of a waiting run, what is not in the list with Skip, until it has ended. */
	async decide({ id }: Workflow, answers: readonly string[]): Promise<WorkflowRun> {
		const { id: executionId } = await this.newest(id);
		for (let number = 0; ; number++) {
			const { status } = await this.execution(id, executionId, [...ENDED, 'waiting']);
			if (status !== 'waiting') return await this.ended(id, executionId);
			const question = this.messages().find(
				(message) => message.message_id > this.pressed && message.reply_markup !== undefined,
			);
			// The answer before is still on its way.
			if (question === undefined) {
				number--;
				await pause(100);
				continue;
			}
			this.pressed = question.message_id;
			const answer = answers[number] ?? 'Skip';
			const buttons = question.reply_markup?.inline_keyboard?.flat() ?? [];
			const url = buttons.find(({ text }) => text === answer)?.url;
			if (url === undefined) throw new Error(`No button ${answer}`);
			await fetch(url, { headers: BROWSER });
		}
	}

	/** How many runs of a published workflow have ended. */
	async runsOf({ id }: Workflow): Promise<WorkflowRun[]> {
		return (await this.n8n.api.runs(id)).filter(({ status }) => ENDED.includes(status));
	}

	/** The runs of a published workflow, once so many have ended. */
	async finished(workflow: Workflow, count: number): Promise<WorkflowRun[]> {
		return await until(
			async () => {
				const runs = await this.runsOf(workflow);
				return runs.length >= count && runs;
			},
			{ what: `${count} runs of ${workflow.id}`, timeoutMs: 60_000 },
		);
	}

	/** The first run of a published workflow that ended well, however many failed before it. */
	async succeeded(workflow: Workflow): Promise<WorkflowRun> {
		return await until(async () => (await this.runsOf(workflow)).find(({ ok }) => ok), {
			what: `${workflow.id} to succeed`,
			timeoutMs: 60_000,
		});
	}

	/** All rows of a Data Table. */
	async rows(name: string): Promise<Row[]> {
		const table = await this.table(name);
		if (table === undefined) throw new Error(`No Data Table ${name}`);
		const found = await this.n8n.api.rest<{ data: Row[] }>('GET', `${table}/rows?take=250`);
		return found.data;
	}

	/** Empties a Data Table, if it is there. */
	async clear(name: string): Promise<void> {
		const table = await this.table(name);
		if (table === undefined) return;
		const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] };
		const query = new URLSearchParams({ filter: JSON.stringify(filter) });
		await this.n8n.api.rest('DELETE', `${table}/rows?${query}`);
	}

	private async table(name: string): Promise<string | undefined> {
		const { data } = await this.n8n.api.rest<{
			data: Array<{ id: string; name: string; projectId: string }>;
		}>('GET', '/data-tables-global?take=100');
		const table = data.find((candidate) => candidate.name === name);
		return table && `/projects/${table.projectId}/data-tables/${table.id}`;
	}

	/** What the bot wrote. */
	messages(): ChatMessage[] {
		return this.state<{ messages: ChatMessage[] }>('telegram').messages;
	}

	/** What the bot wrote with these words in it. */
	told(words: string): ChatMessage[] {
		return this.messages().filter(({ text, caption }) => (text ?? caption ?? '').includes(words));
	}

	/** What the bot wrote about failures. */
	warnings(): string[] {
		return this.told('⚠️').flatMap(({ text }) => text ?? []);
	}

	state<T>(service: Parameters<Simulator['control']['state']>[0]): T {
		return this.simulator.control.state(service) as T;
	}

	private async newest(id: string): Promise<ExecutionSummary> {
		const [execution] = await this.n8n.api.executions(id);
		if (execution === undefined) throw new Error(`${id} has not run`);
		return execution;
	}

	private async last(id: string): Promise<WorkflowRun> {
		const run = (await this.n8n.api.runs(id)).at(-1);
		if (run === undefined) throw new Error(`${id} has not run`);
		return run;
	}

	private async execution(
		id: string,
		executionId: string,
		statuses: readonly string[],
	): Promise<ExecutionSummary> {
		return await until(
			async () =>
				(await this.n8n.api.executions(id)).find(
					(one) => one.id === executionId && statuses.includes(one.status),
				),
			{ what: `run ${executionId} of ${id} to be ${statuses.join(' or ')}`, timeoutMs: 90_000 },
		);
	}

	private async ended(id: string, executionId: string): Promise<WorkflowRun> {
		await this.execution(id, executionId, ENDED);
		const run = (await this.n8n.api.runs(id)).find((one) => one.id === executionId);
		if (run === undefined) throw new Error(`Run ${executionId} of ${id} is gone`);
		return run;
	}
}

/** A trigger's run, in n8n's own form. */
const ranWith = (json: Row) => ({
	startTime: Date.now(),
	executionTime: 0,
	executionIndex: 0,
	executionStatus: 'success',
	source: [null],
	data: { main: [[{ json }]] },
});
