import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import spawn from 'cross-spawn';

const SUPERVISOR = path.join(__dirname, 'supervise.mjs');

/** Enough of a server's log to explain why it stopped. */
const KEPT_OUTPUT = 4_000_000;

export interface ChildOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Gets every piece of output as it comes. */
	onOutput?: (text: string) => void;
}

/** A command with all the processes that it starts: they end with it, and with this process. */
export class Child {
	readonly exited: Promise<number>;

	exitCode: number | undefined;

	private readonly process: ChildProcess;

	private text = '';

	constructor(command: string, args: readonly string[], options: ChildOptions = {}) {
		this.process = spawn(process.execPath, [SUPERVISOR, command, ...args], {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['pipe', 'pipe', 'pipe'],
			detached: process.platform !== 'win32',
		});
		const collect = (piece: Buffer) => {
			const text = piece.toString();
			this.text = (this.text + text).slice(-KEPT_OUTPUT);
			options.onOutput?.(text);
		};
		this.process.stdout?.on('data', collect);
		this.process.stderr?.on('data', collect);
		this.exited = new Promise((resolve, reject) => {
			this.process.once('error', reject);
			this.process.once('close', (code) => {
				this.exitCode = code ?? 1;
				resolve(this.exitCode);
			});
		});
	}

	get output(): string {
		return this.text;
	}

	get running(): boolean {
		return this.exitCode === undefined;
	}

	/** Asks it to end; after `graceMs` it is killed. */
	async stop(graceMs = 20_000): Promise<void> {
		if (!this.running) return;
		this.process.kill('SIGTERM');
		const timer = setTimeout(() => this.kill(), graceMs);
		await this.exited;
		clearTimeout(timer);
	}

	/** Ends it at once and without a word, as a power cut does. */
	kill(): void {
		if (!this.running || this.process.pid === undefined) return;
		if (process.platform === 'win32') this.process.kill('SIGKILL');
		else process.kill(-this.process.pid, 'SIGKILL');
	}
}

/** Runs a command to its end. @throws Error with the end of its output when it fails. */
export async function run(
	command: string,
	args: readonly string[],
	options: ChildOptions = {},
): Promise<string> {
	const child = new Child(command, args, options);
	const code = await child.exited;
	if (code !== 0) {
		throw new Error(
			`${path.basename(command)} ${args.join(' ')} ended with ${code}:\n${child.output.slice(-3000)}`,
		);
	}
	return child.output;
}
