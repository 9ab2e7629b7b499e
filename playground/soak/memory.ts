import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** Memory of n8n's process in MB, after a full garbage collection. */
export interface Memory {
	rssMb: number;
	heapMb: number;
}

/** By how much n8n may have grown from the reading after the warm-up to the one at the end. */
const GROWTH_ALLOWED = 0.2;
const READINGS = 3;
const BETWEEN_MS = 2000;

/** What n8n's environment needs for `readMemory`. */
export function memoryProbe(port: number): NodeJS.ProcessEnv {
	const probe = pathToFileURL(path.join(__dirname, 'memoryProbe.mjs'));
	return { NODE_OPTIONS: `--import ${probe.href}`, SOAK_MEMORY_PORT: String(port) };
}

/** The least of a few readings: what is freed a moment later does not count. */
export async function readMemory(port: number): Promise<Memory> {
	const readings: Memory[] = [];
	for (let i = 0; i < READINGS; i += 1) {
		await pause(BETWEEN_MS);
		const response = await fetch(`http://127.0.0.1:${port}`);
		const { rss, heapUsed } = (await response.json()) as { rss: number; heapUsed: number };
		readings.push({ rssMb: megabytes(rss), heapMb: megabytes(heapUsed) });
	}
	return {
		rssMb: Math.min(...readings.map(({ rssMb }) => rssMb)),
		heapMb: Math.min(...readings.map(({ heapMb }) => heapMb)),
	};
}

/** How much more is needed at the end, in per cent, and whether that is within the bound. */
export function compareMemory(
	start: Memory,
	end: Memory,
): { rssGrowthPercent: number; heapGrowthPercent: number; memoryOk: boolean } {
	const rss = end.rssMb / start.rssMb - 1;
	const heap = end.heapMb / start.heapMb - 1;
	return {
		rssGrowthPercent: Math.round(rss * 1000) / 10,
		heapGrowthPercent: Math.round(heap * 1000) / 10,
		memoryOk: rss <= GROWTH_ALLOWED && heap <= GROWTH_ALLOWED,
	};
}

function megabytes(bytes: number): number {
	return Math.round(bytes / 104_857.6) / 10;
}
