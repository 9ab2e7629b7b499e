import { startSimulator, type Simulator } from '../../../simulator';
import { clientFor } from './setup';

/** The account that the simulator makes for its users. */
export const DEMO = { login: 'demo', password: 'demo' };

export interface Simulated {
	simulator: Simulator;
	client: ReturnType<typeof clientFor>['client'];
	clock: ReturnType<typeof clientFor>['clock'];
	/** Operations in the order of the calls. */
	operations(): string[];
	count(operation: string): number;
	close(): Promise<void>;
}

/** A simulator of its own for one test file, and a client of its demo account. */
export async function startSimulated(
	options: Parameters<typeof clientFor>[1] = {},
): Promise<Simulated> {
	const simulator = await startSimulator();
	const { client, clock } = clientFor(simulator.url, { credential: DEMO, ...options });
	const operations = () =>
		simulator.control.requests({ service: 'kwork' }).map(({ operation }) => operation ?? '');
	return {
		simulator,
		client,
		clock,
		operations,
		count: (operation) => operations().filter((one) => one === operation).length,
		async close() {
			await client.close();
			await simulator.close();
		},
	};
}
