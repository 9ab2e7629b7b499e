import { Client } from 'pg';
import { postgresCredential } from '../../playground/credentials';
import type { Workflow, WorkflowRun } from '../../playground/harness';
import { Postgres } from '../../playground/postgres';
import { TemplateStage } from './templateStage';

export type Row = Record<string, unknown>;

/** Where one of the suite's templates keeps its rows. */
export type Store = 'PostgreSQL' | 'Data Tables';

/** Each table with the column that is unique in it. */
export const TABLES = {
	jobs: 'job_key',
	applications: 'job_key',
	messages: 'message_key',
	templates: 'template_key',
	analytics: 'event_key',
} as const;

export type Table = keyof typeof TABLES;

export const LETTER =
	'Your workflow is close to what I do. First I map the steps you take by hand today, then I build it with error handling and a small test set, and at the end I hand over documentation. Which systems does the data come from today?';

const JUDGEMENT = { fit: 90, reasons: [], risks: [], complexity: 4, estimatedHours: 12 };

/** A real n8n and a real PostgreSQL with the simulator, and what the suite's test asks of them. */
export class SuiteStage {
	private constructor(
		readonly templates: TemplateStage,
		readonly postgres: Postgres,
		readonly database: Client,
	) {}

	static async create(): Promise<SuiteStage> {
		const postgres = await Postgres.open();
		const database = new Client(postgres.connection);
		await database.connect();
		const templates = await TemplateStage.create([postgresCredential(postgres.connection)]);
		const unfit = { ...JUDGEMENT, fit: 10, risks: ['No licence is named'] };
		await templates.simulator.control.openai.script({
			replies: [
				{ whenContains: 'casino', json: unfit, times: null },
				{ whenContains: 'Judge this posting', json: JUDGEMENT, times: null },
				{ whenContains: '<posting>', content: LETTER, times: null },
			],
		});
		return new SuiteStage(templates, postgres, database);
	}

	async remove(): Promise<void> {
		await this.templates.remove();
		await this.database.end();
		await this.postgres.close();
	}

	get control() {
		return this.templates.simulator.control;
	}

	/** Imports it to look for one word, whoever the client is; other texts of it can be replaced, too. */
	async import(
		template: string,
		word: string,
		{ dryRun = false, edits = {} }: { dryRun?: boolean; edits?: Record<string, string> } = {},
	): Promise<Workflow> {
		const setting = (name: string, value: unknown) =>
			`"name": "${name}",\n\t\t\t\t\t\t\t"value": ${String(value)},`;
		return await this.templates.import(template, {
			'n8n OR automation OR python': word,
			[setting('minClientRating', 4)]: setting('minClientRating', 0),
			[setting('dryRun', true)]: setting('dryRun', dryRun),
			...edits,
		});
	}

	/** A posting that fits, unless it is said otherwise. Returns its key. */
	async post(
		title: string,
		changes: { amount?: number; skills?: string[]; questions?: string[] } = {},
	): Promise<string> {
		const { id } = await this.control.upwork.newJob({
			title,
			description: 'A workflow that moves orders between two systems.',
			type: 'FIXED',
			amount: 5000,
			level: 'INTERMEDIATE',
			skills: ['n8n', 'Python', 'API Integration'],
			questions: [],
			...changes,
		});
		return `upwork:job:${id}`;
	}

	/** Runs it and answers all of its questions. */
	async run(workflow: Workflow, answer: 'Send it' | 'Skip' = 'Skip'): Promise<WorkflowRun> {
		const begun = await this.templates.run(workflow);
		if (begun.status !== 'waiting') return begun;
		return await this.templates.decide(workflow, Array<string>(10).fill(answer));
	}

	/** How many proposals Upwork has. */
	submitted(): number {
		const { proposals } = this.templates.state<{ proposals: Record<string, number> }>('upwork');
		return Object.values(proposals).reduce((sum, count) => sum + count, 0);
	}

	/** How often Telegram was asked for a decision. */
	questions(): number {
		return this.templates.messages().filter((message) => message.reply_markup !== undefined).length;
	}

	async rows(store: Store, table: Table): Promise<Row[]> {
		if (store === 'Data Tables') return await this.templates.rows(`upwork_${table}`);
		return (await this.database.query<Row>(`SELECT * FROM freelance.${table}`)).rows;
	}

	async row(store: Store, table: Table, key: string): Promise<Row | undefined> {
		return (await this.rows(store, table)).find((row) => row[TABLES[table]] === key);
	}

	/** Every key of a table; one that is there twice is listed twice. */
	async keys(store: Store, table: Table): Promise<string[]> {
		return (await this.rows(store, table)).map((row) => String(row[TABLES[table]])).sort();
	}

	/** The keys of all tables. */
	async allKeys(store: Store): Promise<Record<string, string[]>> {
		const found: Record<string, string[]> = {};
		for (const table of ['jobs', 'applications', 'messages', 'templates', 'analytics'] as const) {
			found[table] = await this.keys(store, table);
		}
		return found;
	}
}
