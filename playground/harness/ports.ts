import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the range from which systems take the ports of outgoing connections (32768 on Linux): a
 * port that is free now is not taken by one of them before its server starts.
 */
const RANGE = [20_000, 32_000] as const;

const given = new Set<number>();

/** A port of the loopback address that nobody listens on: the wanted one, else each time another. */
export async function freePort(wanted?: number): Promise<number> {
	if (wanted !== undefined && (await isFree(wanted))) return wanted;
	for (let attempt = 0; attempt < 1000; attempt++) {
		const port = randomInt(...RANGE);
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		return port;
	}
	throw new Error(`No free port between ${RANGE.join(' and ')}`);
}

async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
