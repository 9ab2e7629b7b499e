import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N8nApi } from './api';
import { Child, run } from './child';
import { n8nEnvironment, type N8nPorts } from './environment';
import { ensureN8n, type N8nInstall } from './install';
import { installPacked, linkPackage } from './package';
import { freePort } from './ports';
import { readRun, type RawRun, type WorkflowRun } from './run';
import { N8nServer } from './server';
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
	private readonly server: N8nServer;

	private session: N8nApi | undefined;

	private constructor(
		readonly install: N8nInstall,
		readonly folder: string,
		private readonly ports: N8nPorts,
		private readonly options: N8nOptions,
	) {
		this.server = new N8nServer({
			install,
			command: 'start',
			port: ports.http,
			env: this.environment(ports),
			onLog: options.onLog,
		});
	}

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
		return this.server.url;
	}

	get running(): boolean {
		return this.server.running;
	}

	/** The server's log since its last start. */
	get log(): string {
		return this.server.log;
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
		await this.server.start();
		this.session = await N8nApi.signIn(this.url);
	}

	/** Ends the server as an administrator would: triggers are closed. */
	async stop(): Promise<void> {
		this.session = undefined;
		await this.server.stop();
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		this.session = undefined;
		await this.server.kill();
	}

	/**
	 * Another process of the same n8n (in queue mode a worker or a receiver of webhooks), with a user
	 * folder of its own, as on a machine of its own, and the same packages.
	 */
	async beside(command: 'worker' | 'webhook', name: string, port: number): Promise<N8nServer> {
		const folder = path.join(this.folder, name);
		await mkdir(path.join(folder, '.n8n'), { recursive: true });
		const packages = path.join('.n8n', 'nodes');
		await symlink(path.join(this.folder, packages), path.join(folder, packages), 'junction');
		const { install, options } = this;
		const env = {
			...this.environment({ http: port, broker: await freePort() }, folder),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
		return new N8nServer({ install, command, port, env, onLog: options.onLog });
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

	private environment(ports: N8nPorts, userFolder = this.folder): NodeJS.ProcessEnv {
		const base = n8nEnvironment({
			node: this.install.node,
			userFolder,
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
