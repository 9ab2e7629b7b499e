import { parseArgs } from 'node:util';
import { build, owner, Progress } from './harness';
import { Playground } from './playground';

/**
 * `npm start`: the editor, with this package, the templates and accounts of the simulator. With
 * `--queue` n8n runs in queue mode: PostgreSQL, Redis, main process, two workers, receiver of webhooks.
 */
async function start(): Promise<void> {
	const say = (text: string) => process.stdout.write(`${text}\n`);
	const asked = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
	});
	const progress = new Progress();
	await progress.phase('Building the package', build);
	const { queue } = parseArgs({ options: { queue: { type: 'boolean' } } }).values;
	const playground = await Playground.open({
		ports: {
			n8n: Number(process.env.N8N_PORT ?? 5678),
			simulator: Number(process.env.SIMULATOR_PORT ?? 8787),
		},
		queue,
		progress,
	});
	try {
		const { n8n, simulator, postgres, troubles } = playground;
		for (const trouble of troubles) say(trouble);
		say('');
		say(`  n8n editor   ${n8n.url}`);
		say(`  sign in      ${owner.email}  /  ${owner.password}`);
		say(
			`  simulator    ${simulator.url}/   (let a client write, a project appear, a fault strike)`,
		);
		if (postgres !== undefined) {
			const { host, port, user, password, database } = postgres.connection;
			say(`  PostgreSQL   postgres://${user}:${password}@${host}:${port}/${database}`);
		}
		if (playground.queue !== undefined) {
			const { redis, webhooks, workers } = playground.queue;
			say(`  Redis        redis://127.0.0.1:${redis.port}`);
			say(`  webhooks     ${webhooks.url}/webhook/`);
			for (const [i, { url }] of workers.entries())
				say(`  worker ${i + 1}     ${url}/healthz/readiness`);
		}
		say('');
		say('  Ctrl-C stops everything; nothing is kept.');
		await asked;
		say('\nStopping ...');
	} finally {
		await playground.close();
	}
}

start().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
