import { startSimulator } from './index';

/** `npm run simulator`: the local services alone, until Ctrl-C. */
async function main(): Promise<void> {
	const simulator = await startSimulator({
		port: Number(process.env.SIMULATOR_PORT ?? 8787),
		host: process.env.SIMULATOR_HOST ?? '127.0.0.1',
		seed: Number(process.env.SIMULATOR_SEED ?? 1),
	});
	process.stdout.write(`Simulator with its control page: ${simulator.url}/\n`);
	const stop = () => void simulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

void main();
