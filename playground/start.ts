import { build, owner, Progress } from './harness';
import { Playground } from './playground';

/** `npm start`: the editor, with this package, the templates and accounts of the simulator. */
async function start(): Promise<void> {
	const say = (text: string) => process.stdout.write(`${text}\n`);
	const asked = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
	});
	const progress = new Progress();
	await progress.phase('Building the package', build);
	const playground = await Playground.open(
		{
			n8n: Number(process.env.N8N_PORT ?? 5678),
			simulator: Number(process.env.SIMULATOR_PORT ?? 8787),
		},
		progress,
	);
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
