import { Child } from './child';
import type { N8nInstall } from './install';
import { until } from './until';

export interface N8nServerOptions {
	install: N8nInstall;
	/** n8n's command: `start`, `worker` or `webhook`. */
	command: string;
	/** Where it says that it is ready. */
	port: number;
	env: NodeJS.ProcessEnv;
	/** Gets its log as it comes. */
	onLog?: (text: string) => void;
}

/** One process of n8n that runs until it is ended, any number of times one after the other. */
export class N8nServer {
	private child: Child | undefined;

	constructor(private readonly options: N8nServerOptions) {}

	get url(): string {
		return `http://127.0.0.1:${this.options.port}`;
	}

	get running(): boolean {
		return this.child?.running ?? false;
	}

	/** Its log since its last start. */
	get log(): string {
		return this.child?.output ?? '';
	}

	/** Ready when it takes work. @throws Error when it ends before, or runs without the package */
	async start(): Promise<void> {
		if (this.running) throw new Error(`n8n ${this.options.command} runs already`);
		const { install, command, env, onLog } = this.options;
		const child = new Child(install.node, [install.n8n, command], { env, onOutput: onLog });
		this.child = child;
		await until(
			async () => {
				if (!child.running)
					throw new Error(`n8n ${command} did not start:\n${child.output.slice(-3000)}`);
				return await fetch(`${this.url}/healthz/readiness`).then(
					({ ok }) => ok,
					() => false,
				);
			},
			{ what: `n8n ${command} to be ready`, timeoutMs: 120_000 },
		);
		const notLoaded = /Failed to load package.*\n.*/.exec(child.output)?.[0];
		if (notLoaded !== undefined) {
			await child.stop();
			throw new Error(`n8n ${command} started without the package: ${notLoaded}`);
		}
	}

	/** Ends it as an administrator would. */
	async stop(): Promise<void> {
		await this.child?.stop();
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		this.child?.kill();
		await this.child?.exited;
	}
}
