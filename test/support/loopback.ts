import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { ManualClock } from './manualClock';

/** So many turns in a row without a byte on its way: what the last byte set off has happened too. */
const QUIET_TURNS = 50;
const LIMIT_MS = 120_000;
const MOST_STEPS = 5000;

/** The two ends of the connections within this process, by the ports of client and server. */
const clients = new Map<string, Socket>();
const servers = new Map<string, Socket>();
const connecting = new Set<Socket>();

subscribe('net.client.socket', (message) => {
	const { socket } = message as { socket: Socket };
	connecting.add(socket);
	let name = '';
	socket.once('connect', () => {
		name = `${socket.localPort} ${socket.remotePort}`;
		connecting.delete(socket);
		clients.set(name, socket);
	});
	socket.once('close', () => {
		connecting.delete(socket);
		if (clients.get(name) === socket) clients.delete(name);
	});
});
subscribe('net.server.socket', (message) => {
	const { socket } = message as { socket: Socket };
	const name = `${socket.remotePort} ${socket.localPort}`;
	servers.set(name, socket);
	socket.once('close', () => {
		if (servers.get(name) === socket) servers.delete(name);
	});
});

/**
 * Resolves when nothing is on its way between the sockets of this process. A test that moves a
 * clock by hand waits for it first: on a busy machine an answer takes long, and a deadline would
 * run out that in life is far away.
 */
export async function quiet(): Promise<void> {
	const deadline = performance.now() + LIMIT_MS;
	for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
		await new Promise((resolve) => setImmediate(resolve));
		if (!isQuiet()) turns = 0;
		if (performance.now() > deadline) throw new Error('The sockets of this process do not settle');
	}
}

/** Resolves once it is so; fails rather than turning round for ever. */
export async function until(done: () => boolean): Promise<void> {
	const deadline = performance.now() + LIMIT_MS;
	while (!done()) {
		if (performance.now() > deadline) throw new Error('Waited in vain');
		await new Promise((resolve) => setImmediate(resolve));
	}
}

/** Lets time pass on a clock that settles with `quiet` until it is so. */
export async function pass(clock: ManualClock, done: () => boolean, stepMs = 500): Promise<void> {
	await quiet();
	for (let steps = 0; !done(); steps += 1) {
		if (steps === MOST_STEPS) throw new Error('Time has passed in vain');
		await clock.advance(stepMs);
	}
}

function isQuiet(): boolean {
	if (connecting.size > 0) return false;
	for (const [name, client] of clients) {
		const server = servers.get(name);
		// An end that was told not to read never gets what is on its way.
		if (client.isPaused() || server?.isPaused()) continue;
		// Not accepted yet, or one end is closed and the other has not heard of it.
		if (!server || client.destroyed !== server.destroyed) return false;
		if (client.bytesWritten > server.bytesRead || server.bytesWritten > client.bytesRead) {
			return false;
		}
	}
	return [...servers].every(([name, server]) => clients.has(name) || server.isPaused());
}
