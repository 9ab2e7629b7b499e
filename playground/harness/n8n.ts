import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nApi } from './api';
import { Child, run } from './child';
import { n8nEnvironment, type N8nPorts } from './environment';
import { ensureN8n, type N8nInstall } from './install';
import { installPacked, linkPackage } from './package';
import { freePort } from './ports';
import { readRun, type RawRun, type WorkflowRun } from './run';
import { until } from './until';
import type { Credential, Workflow } from './workflow';

export interface N8nOptions {
	/** `link` (default): the built working copy; a tarball's path: installed as n8n does; `none`. */
	package?: string;
	/** Whether the editor is served. Default false. */
	editor?: boolean;
	/** Default: a free port. */
	port?: number;
	/** More or other environment variables. */
	env?: NodeJS.ProcessEnv;
	/** Gets the server's log as it comes. */
	onLog?: (text: string) => void;
}

/** A real n8n with a user folder of its own. Call `remove` at the end, whatever happened. */
export class N8n {
	private server: Child | undefined;

	private session: N8nApi | undefined;

	private constructor(
		readonly install: N8nInstall,
		readonly folder: string,
		private readonly ports: N8nPorts,
		private readonly options: N8nOptions,
	) {}

	static async create(options: N8nOptions = {}): Promise<N8n> {
		const install = await ensureN8n();
		const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-n8n-'));
		const ports = { http: options.port ?? (await freePort()), broker: await freePort() };
		const n8n = new N8n(install, folder, ports, options);
		await cp(install.seed, path.join(folder, '.n8n'), { recursive: true });
		const modules = path.join(folder, '.n8n', 'nodes', 'node_modules');
		const source = options.package ?? 'link';
		if (source === 'link') await linkPackage(modules);
		else if (source !== 'none') await installPacked(source, modules);
		return n8n;
	}

	get url(): string {
		return `http://127.0.0.1:${this.ports.http}`;
	}

	/** The server's log since its last start. */
	get log(): string {
		return this.server?.output ?? '';
	}

	/** The REST interface of the running server. */
	get api(): N8nApi {
		if (this.session === undefined) throw new Error('n8n is not running');
		return this.session;
	}

	/** n8n's command line, e.g. `cli('export:nodes', '--output=nodes.json')`. Returns its output. */
	async cli(...args: string[]): Promise<string> {
		const { node, n8n } = this.install;
		return await run(node, [n8n, ...args], { env: await this.cliEnvironment() });
	}

	async importCredentials(credentials: readonly Credential[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	/** Into a running server over its API, which takes no time; else by n8n's command line, some seconds. */
	async importWorkflows(workflows: readonly Workflow[]): Promise<void> {
		const drafts = workflows.map((workflow) => ({ settings: {}, ...workflow, active: false }));
		if (this.session === undefined) await this.import('workflow', drafts);
		else for (const draft of drafts) await this.session.save(draft);
	}

	/** Publishes: in a running server at once and until its triggers are live, else for its next start. */
	async publish(workflowId: string): Promise<void> {
		if (this.session === undefined) await this.cli('publish:workflow', `--id=${workflowId}`);
		else await this.session.publish(workflowId);
	}

	/** Runs a workflow with a manual start node once, outside the server. Failed runs are returned too. */
	async execute(workflowId: string): Promise<WorkflowRun> {
		const { node, n8n } = this.install;
		const child = new Child(node, [n8n, 'execute', `--id=${workflowId}`, '--rawOutput'], {
			env: await this.cliEnvironment(),
		});
		await child.exited;
		return readRun(runIn(child.output));
	}

	/** Every node description, as n8n sees it. */
	async nodeTypes(): Promise<
		Array<{ name: string; displayName: string; [field: string]: unknown }>
	> {
		const file = path.join(this.folder, 'nodes.json');
		await this.cli('export:nodes', `--output=${file}`);
		return JSON.parse(await readFile(file, 'utf8'));
	}

	/** Starts the server and signs in. Ready when it takes requests; for triggers ask `api.triggersLive`. */
	async start(): Promise<void> {
		if (this.server?.running) throw new Error('n8n runs already');
		const server = new Child(this.install.node, [this.install.n8n, 'start'], {
			env: this.environment(this.ports),
			onOutput: this.options.onLog,
		});
		this.server = server;
		await until(
			async () => {
				if (!server.running) throw new Error(`n8n did not start:\n${server.output.slice(-3000)}`);
				return await fetch(`${this.url}/healthz/readiness`).then(
					({ ok }) => ok,
					() => false,
				);
			},
			{ what: 'n8n to be ready', timeoutMs: 120_000 },
		);
		const notLoaded = /Failed to load package.*\n.*/.exec(server.output)?.[0];
		if (notLoaded !== undefined) {
			await server.stop();
			throw new Error(`n8n started without the package: ${notLoaded}`);
		}
		this.session = await N8nApi.signIn(this.url);
	}

	/** Ends the server as an administrator would: triggers are closed. */
	async stop(): Promise<void> {
		this.session = undefined;
		await this.server?.stop();
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		this.session = undefined;
		this.server?.kill();
		await this.server?.exited;
	}

	/** Stops the server and deletes the user folder. */
	async remove(): Promise<void> {
		await this.stop();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async import(
		kind: 'credentials' | 'workflow',
		entities: readonly unknown[],
	): Promise<void> {
		if (entities.length === 0) return;
		const file = path.join(this.folder, `${kind}.json`);
		await writeFile(file, JSON.stringify(entities));
		await this.cli(`import:${kind}`, `--input=${file}`);
		await rm(file);
	}

	private environment(ports: N8nPorts): NodeJS.ProcessEnv {
		const base = n8nEnvironment({
			node: this.install.node,
			userFolder: this.folder,
			ports,
			editor: this.options.editor ?? false,
		});
		return { ...base, ...this.options.env };
	}

	/** A command opens a port of its own for code runners, also while the server runs. */
	private async cliEnvironment(): Promise<NodeJS.ProcessEnv> {
		return this.environment({ http: this.ports.http, broker: await freePort() });
	}
}

/** n8n prints a run between lines of its log. */
function runIn(output: string): RawRun {
	const start = /^\{/m.exec(output)?.index ?? -1;
	const end = output.lastIndexOf('}');
	if (start < 0)
		return { status: 'error', data: { resultData: { error: { message: output.trim() } } } };
	return JSON.parse(output.slice(start, end + 1)) as RawRun;
}
