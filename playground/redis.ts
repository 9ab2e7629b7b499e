import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asError } from '../lib/errors';
import { cacheFolder, Child, freePort, run, until } from './harness';

const REMEDY =
	'Install redis-server: "apt-get update && apt-get install redis-server" on Debian and Ubuntu, "brew install redis" on macOS.';

/** A program and what it needs to find its libraries. */
interface Program {
	command: string;
	env: NodeJS.ProcessEnv;
}

/** A real Redis on loopback that keeps nothing on disk. Call `close` at the end, whatever happened. */
export class Redis {
	private constructor(
		readonly port: number,
		private readonly folder: string,
		private readonly program: Program,
		private server: Child | undefined,
	) {}

	/** @throws Error when Redis is not to be had on this machine, or does not start */
	static async open(): Promise<Redis> {
		const program = await programOfThisMachine();
		const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-redis-'));
		const redis = new Redis(await freePort(), folder, program, undefined);
		try {
			await redis.start();
			return redis;
		} catch (error) {
			await redis.close();
			throw asError(error);
		}
	}

	/** On the same port as before; what was in it is gone. */
	async start(): Promise<void> {
		const { command, env } = this.program;
		const settings = { port: this.port, bind: '127.0.0.1', save: '', appendonly: 'no' };
		const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
		const server = new Child(command, [...flags, '--dir', this.folder], { cwd: this.folder, env });
		this.server = server;
		await until(
			() => {
				if (!server.running) throw new Error(`Redis did not start:\n${server.output}`);
				return server.output.includes('eady to accept connections');
			},
			{ what: 'Redis to be ready' },
		);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		this.server?.kill();
		await this.server?.exited;
	}

	async close(): Promise<void> {
		await this.kill();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Redis as it is installed; on Debian and its kin else as their packages bring it, nothing installed. */
async function programOfThisMachine(): Promise<Program> {
	const folders = process.env.PATH?.split(path.delimiter) ?? [];
	const installed = folders
		.map((folder) => path.join(folder, 'redis-server'))
		.find((file) => existsSync(file));
	if (installed !== undefined) return { command: installed, env: process.env };
	const root = path.join(cacheFolder(), 'redis');
	if (!existsSync(root)) {
		await unpackPackages(root).catch((error: unknown) => {
			throw new Error(`Redis is not there. ${REMEDY}\n${asError(error).message}`);
		});
	}
	const libraries = path.join(root, 'usr', 'lib');
	const machines = (await readdir(libraries)).map((name) => path.join(libraries, name));
	return {
		command: path.join(root, 'usr', 'bin', 'redis-server'),
		env: { ...process.env, LD_LIBRARY_PATH: machines.join(path.delimiter) },
	};
}

/** The packages that an installation would bring, side by side with the system: some 7 MB, once. */
async function unpackPackages(root: string): Promise<void> {
	const plan = await run('apt-get', [
		'--simulate',
		'--no-install-recommends',
		'install',
		'redis-server',
	]);
	const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
	await mkdir(cacheFolder(), { recursive: true });
	const partial = await mkdtemp(`${root}-`);
	try {
		await run('apt-get', ['download', ...packages], { cwd: partial });
		for (const name of await readdir(partial)) {
			await run('dpkg-deb', ['--extract', name, path.join(partial, 'root')], { cwd: partial });
		}
		await rename(path.join(partial, 'root'), root).catch((error: unknown) => {
			// Another run was faster.
			if (!existsSync(root)) throw asError(error);
		});
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
}
