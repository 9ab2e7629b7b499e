import type { SimulatorClock } from './clock';
import type { FaultInput, FaultReport, Faults } from './faults';
import type { Journal, RequestRecord, Violation } from './journal';
import type { SimulatedSocket } from './sockets';
import type { EventTable, Service } from './types';

export interface SocketFilter {
	service?: string;
	/** Parameters of the socket that must be equal, e.g. `{ channel: '...' }`. */
	match?: Record<string, unknown>;
}

/** What a test does to the simulator, besides the services' own events. */
export interface CoreControl {
	/**
	 * Seed data again, no faults, no log, no planned tasks; open sockets are cut. With a seed the
	 * random numbers start over, too.
	 */
	reset(seed?: number): void;
	/** Moves the simulator's clock forward. */
	advance(ms: number): void;
	now(): number;
	/** Sets a fault, returns its id. */
	fault(fault: FaultInput): number;
	faults(): FaultReport[];
	/** Without an id: all of them. */
	clearFaults(id?: number): void;
	requests(filter?: { service?: string; operation?: string; afterId?: number }): RequestRecord[];
	violations(): Violation[];
	/** Forgets requests and violations. */
	clearLog(): void;
	state(service: string): unknown;
	sockets: {
		list(filter?: SocketFilter): Array<{ id: number; service: string; parameters: unknown }>;
		/** Ends connections (without a code: no close frame). Returns how many. */
		drop(filter?: SocketFilter & { code?: number }): number;
		/** Makes connections half-open: nothing comes any more. Returns how many. */
		silence(filter?: SocketFilter): number;
		/** Sends a frame as it is, e.g. an empty one or rubbish. Returns to how many. */
		send(frame: string, filter?: SocketFilter): number;
	};
}

export interface ControlParts {
	clock: SimulatorClock;
	faults: Faults;
	journal: Journal;
	services: Record<string, Service<EventTable>>;
	sockets(): readonly SimulatedSocket[];
	reset(seed?: number): void;
}

export function createControl(parts: ControlParts): CoreControl {
	const { clock, faults, journal, services } = parts;
	const chosen = (filter: SocketFilter = {}) =>
		parts
			.sockets()
			.filter(
				(socket) =>
					(filter.service === undefined || filter.service === socket.service) &&
					Object.entries(filter.match ?? {}).every(
						([name, value]) => String(socket.parameters[name]) === String(value),
					),
			);
	return {
		reset: parts.reset,
		advance: (ms) => clock.advance(ms),
		now: () => clock.now(),
		fault: (fault) => faults.add(fault),
		faults: () => faults.list(),
		clearFaults(id) {
			if (id === undefined) faults.clear();
			else faults.remove(id);
		},
		requests: (filter) => journal.requests(filter),
		violations: () => journal.violations(),
		clearLog: () => journal.clear(),
		state: (service) => services[service]?.state(),
		sockets: {
			list: (filter) =>
				chosen(filter).map(({ id, service, parameters }) => ({ id, service, parameters })),
			drop(filter) {
				const sockets = chosen(filter);
				for (const socket of sockets) socket.drop(filter?.code);
				return sockets.length;
			},
			silence(filter) {
				const sockets = chosen(filter);
				for (const socket of sockets) socket.silence();
				return sockets.length;
			},
			send(frame, filter) {
				const sockets = chosen(filter);
				for (const socket of sockets) socket.send(frame);
				return sockets.length;
			},
		},
	};
}
