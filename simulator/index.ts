import type { IncomingMessage } from 'node:http';
import type { Clock, Random } from '../lib/time';
import { createClock } from './core/clock';
import { createControl, type CoreControl } from './core/control';
import { createHttpControl } from './core/controlHttp';
import { Faults } from './core/faults';
import { Journal } from './core/journal';
import { seededRandom } from './core/random';
import { SimulatorServer } from './core/server';
import type { ServiceContext } from './core/types';
import { createServices, eventsOf, type Services } from './services';

export type { FaultInput } from './core/faults';
export type { RequestRecord, Violation } from './core/journal';

/** In-process control: the core's functions, and each service's events under its name. */
export type SimulatorControl = CoreControl & ReturnType<typeof eventsOf>;

export interface Simulator {
	/** Base URL; official hosts are its first path segments. */
	url: string;
	port: number;
	control: SimulatorControl;
	close(): Promise<void>;
}

export interface SimulatorOptions {
	/** Default 0: any free port. */
	port?: number;
	host?: string;
	/** Of ids, tokens, data and fault chances. */
	seed?: number;
	/** Where time comes from; default the machine's clock. `control.advance` adds to it. */
	clock?: Pick<Clock, 'now'>;
	/** Told of every request that a fault leaves without an answer for good. */
	onSilence?: (request: IncomingMessage) => void;
}

/** Starts the local services. State lives in memory and dies with it. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const clock = createClock(options.clock);
	let seed = options.seed ?? 1;
	let chance = seededRandom(seed + 1);
	// Each service has numbers of its own: what one draws changes nothing in another.
	const numbers = new Map<string, Random>();
	const randomOf = (name: string): Random => {
		const random = numbers.get(name) ?? seededRandom(seed);
		numbers.set(name, random);
		return random;
	};
	const faults = new Faults(() => chance());
	const journal = new Journal(() => clock.now());

	const contextOf = (name: string): ServiceContext => ({
		clock,
		random: () => randomOf(name)(),
		violation: (request, text) => journal.violation(request, name, text),
		sockets: () => server.sockets.filter((socket) => socket.service === name),
	});
	const services: Services = createServices(contextOf);

	const control: SimulatorControl = {
		...createControl({
			clock,
			faults,
			journal,
			services,
			sockets: () => server.sockets,
			reset(newSeed) {
				// Without a seed the numbers go on, so that no old token is valid by accident.
				if (newSeed !== undefined) {
					seed = newSeed;
					numbers.clear();
					chance = seededRandom(seed + 1);
				}
				clock.clear();
				faults.clear();
				journal.clear();
				for (const socket of [...server.sockets]) socket.drop();
				for (const service of Object.values(services)) service.reset();
			},
		}),
		...eventsOf(services),
	};
	const server = new SimulatorServer({
		services,
		faults,
		journal,
		onSilence: options.onSilence,
		control: createHttpControl(control, eventsOf(services)),
	});
	const address = await server.listen(options.port ?? 0, options.host ?? '127.0.0.1');
	return {
		...address,
		control,
		async close() {
			clock.clear();
			await server.close();
		},
	};
}
