/**
 * 1,000 reads, 10 in flight, through `HttpClient` and through bare undici, in turns within one
 * run against one local server in a thread of its own. The figure is the median of the
 * rounds' ratios; it should stay at or below 1.25.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { HttpClient } from '../../lib/http';
import { median } from './measure';

const READS = 1000;
const IN_FLIGHT = 10;
const ROUNDS = 31;
const TARGET = 1.25;
const BODY = JSON.stringify({
	items: Array.from({ length: 20 }, (_, id) => ({ id, title: 'x'.repeat(40) })),
});

function serve(): void {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(BODY);
	});
	server.listen(0, '127.0.0.1', () => {
		parentPort?.postMessage((server.address() as AddressInfo).port);
	});
}

async function timed(read: () => Promise<unknown>): Promise<number> {
	const start = process.hrtime.bigint();
	let left = READS;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			await read();
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
	return Number(process.hrtime.bigint() - start) / 1e6;
}

async function measure(): Promise<void> {
	const service = new Worker(__filename, { execArgv: process.execArgv });
	const port = await new Promise<number>((resolve) =>
		service.once('message', (message) => resolve(Number(message))),
	);
	const url = `http://127.0.0.1:${port}`;
	const agent = new Agent();
	const client = new HttpClient({
		account: 'bench',
		allowedHosts: ['api.kwork.ru'],
		simulatorUrl: url,
	});
	const bare = async () => {
		const { body } = await request(`${url}/api.kwork.ru/projects?page=1`, { dispatcher: agent });
		return JSON.parse(await body.text()) as unknown;
	};
	const ours = async () => {
		const response = await client.request({
			method: 'GET',
			url: 'https://api.kwork.ru/projects',
			query: { page: 1 },
			effect: 'read',
			name: 'bench',
		});
		return response.json();
	};
	for (let round = 0; round < 3; round += 1) {
		await timed(bare);
		await timed(ours);
	}
	const bareMs: number[] = [];
	const clientMs: number[] = [];
	const ratios: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		// In turns, and each first as often as the other: a busy machine slows both alike.
		const first = round % 2 === 0 ? await timed(bare) : undefined;
		const own = await timed(ours);
		const plain = first ?? (await timed(bare));
		bareMs.push(plain);
		clientMs.push(own);
		ratios.push(own / plain);
	}
	await client.close();
	await agent.close();
	await service.terminate();
	const ratio = median(ratios);
	const figures = { bareMs: median(bareMs), clientMs: median(clientMs), ratio };
	process.stdout.write(
		`${READS} reads, ${IN_FLIGHT} in flight: undici ${figures.bareMs.toFixed(1)} ms, ` +
			`HttpClient ${figures.clientMs.toFixed(1)} ms, ratio ${ratio.toFixed(2)} (target ${TARGET})\n` +
			`${JSON.stringify({ bench: 'http', reads: READS, inFlight: IN_FLIGHT, ...figures, target: TARGET, ok: ratio <= TARGET })}\n`,
	);
	process.exitCode = ratio <= TARGET ? 0 : 1;
}

if (isMainThread) void measure();
else serve();
