/**
 * Avito: 5,000 resumes by id within 10 requests per second, on a clock that the waits move (share of
 * the budget used, requests over it); 1,000 resumes without a limit against a bare undici loop of
 * equal concurrency, in turns, simulator in a thread of its own, and the same resumes by the node and
 * by n8n's HTTP Request node in one real n8n; a workbook of 50,000 candidates
 * against the same library writing the same cells alone, each in a process of its own.
 */
import { createWriteStream, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { WorkbookWriter } from '@cj-tech-master/excelts';
import { x } from 'tinyexec';
import { Agent, request } from 'undici';
import { candidates as library, createAvitoClient } from '../../lib';
import type { Clock } from '../../lib/time';
import { systemClock } from '../../lib/time';
import { startSimulator } from '../../simulator';
import type { InN8n } from './avitoInN8n';
import { median, timed } from './measure';

const RESUMES = 5000;
/** The search finds active resumes only; more are there than are read. */
const SEEDED = 5600;
const UNLIMITED = 1000;
const UNLIMITED_SEEDED = 1200;
const ROUNDS = 7;
const CONCURRENCY = 8;
const CANDIDATES = 50_000;
const TARGET = 1.25;
const KEY = { clientId: 'avito-demo-client', clientSecret: 'avito-demo-secret' };
const NO_LIMIT = {};

const HOUR_MS = 3_600_000;
const NO_TIMEOUT = { connect: HOUR_MS, headers: HOUR_MS, body: HOUR_MS, total: 100 * HOUR_MS };

/** Waits for a turn move the time at once; those of an hour are timeouts, which nothing here reaches. */
function movedByWaits(): Clock {
	let time = Math.ceil(Date.now() / 60_000) * 60_000;
	return {
		now: () => time,
		async sleep(ms, signal) {
			if (ms >= HOUR_MS / 2) return await systemClock.sleep(ms, signal);
			signal?.throwIfAborted();
			// What is on its way arrives before the time moves on.
			await new Promise((resolve) => setTimeout(resolve, 3));
			signal?.throwIfAborted();
			time += ms;
		},
	};
}

async function budget() {
	const clock = movedByWaits();
	const simulator = await startSimulator({ clock });
	await simulator.control.avito.seed({ resumes: SEEDED });
	await simulator.control.avito.configure({ limits: { job: null } });
	const reader = createAvitoClient(KEY, {
		account: 'ids',
		simulatorUrl: simulator.url,
		budgets: NO_LIMIT,
	});
	const ids: number[] = [];
	for await (const { id } of reader.resumes.search({}, { limit: RESUMES })) ids.push(id);
	await reader.close();
	await simulator.control.avito.configure({ limits: { job: 600 } });
	const avito = createAvitoClient(KEY, {
		account: 'budget',
		simulatorUrl: simulator.url,
		clock,
		timeouts: NO_TIMEOUT,
	});
	await avito.account.self();
	simulator.control.clearLog();
	const start = clock.now();
	let read = 0;
	for await (const { resume } of avito.resumes.getMany(ids, { concurrency: CONCURRENCY })) {
		if (resume) read += 1;
	}
	const seconds = (clock.now() - start) / 1000;
	const records = simulator.control.requests({ service: 'avito' });
	const times = records.map(({ at }) => at).sort((a, b) => a - b);
	// More than 100 in any ten seconds, as they arrived, and whatever the simulator refused.
	const over = times.filter((at, index) => (times[index + 100] ?? Infinity) - at < 10_000).length;
	const refused = records.filter(({ status }) => status === 429).length;
	await avito.close();
	await simulator.close();
	return { read, seconds, used: ids.length / (seconds * 10), over, refused };
}

async function serve(): Promise<void> {
	const simulator = await startSimulator();
	await simulator.control.avito.seed({ resumes: UNLIMITED_SEEDED });
	await simulator.control.avito.configure({ limits: { job: null } });
	parentPort?.postMessage(simulator.url);
}

async function unlimited() {
	const worker = new Worker(path.resolve(__filename));
	const url = await new Promise<string>((resolve) => worker.once('message', resolve));
	const avito = createAvitoClient(KEY, { account: 'free', simulatorUrl: url, budgets: NO_LIMIT });
	const ids: number[] = [];
	for await (const { id } of avito.resumes.search({}, { limit: UNLIMITED })) ids.push(id);
	const token = (await (
		await fetch(`${url}/api.avito.ru/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: KEY.clientId,
				client_secret: KEY.clientSecret,
			}),
		})
	).json()) as { access_token: string };
	const agent = new Agent();
	const headers = { authorization: `Bearer ${token.access_token}` };
	const bare = async () => {
		const queue = ids.values();
		const worker = async () => {
			for (const id of queue) {
				const answer = await request(`${url}/api.avito.ru/job/v2/resumes/${id}`, {
					dispatcher: agent,
					headers,
				});
				await answer.body.json();
			}
		};
		await Promise.all(Array.from({ length: CONCURRENCY }, worker));
	};
	const ours = async () => {
		for await (const { id } of avito.resumes.getMany(ids, { concurrency: CONCURRENCY })) void id;
	};
	await bare();
	await ours();
	const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
	for (let round = 0; round < ROUNDS; round += 1) {
		times.bare.push(await timed(bare));
		times.ours.push(await timed(ours));
	}
	await avito.close();
	await agent.close();
	await worker.terminate();
	const [oursMs, bareMs] = [median(times.ours), median(times.bare)];
	return { resumes: ids.length, oursMs, bareMs, ratio: oursMs / bareMs };
}

function sheetsOf(count: number) {
	const resumes = Array.from({ length: count }, (_, index) => ({
		id: index + 1,
		title: `Оператор колл-центра ${index}`,
		update_time: new Date(Date.UTC(2026, 4, 1) + index * 1000).toISOString(),
		url: `/moskva/rezume/operator_${index}`,
		address_details: { location: 'Москва' },
	}));
	const phrases = new library.PhraseMatcher();
	const nowMs = Date.UTC(2026, 4, 4);
	const knowledge = { state: 'loaded' as const, messages: [], complete: true };
	const list = library
		.joinCandidates({ resumes })
		.map((profile) => library.classifyCandidate(profile, knowledge, { phrases, nowMs }));
	const clock = new library.WallClock('Europe/Moscow');
	return library.candidateSheets({ candidates: list, clock, runAtMs: nowMs });
}

/** The library alone: the same cells, nothing else done to them. */
async function writeBare(file: string): Promise<void> {
	const stream = createWriteStream(file);
	const workbook = new WorkbookWriter({ stream, useSharedStrings: false, useStyles: true });
	for (const { name, columns, rows } of sheetsOf(CANDIDATES)) {
		const sheet = workbook.addWorksheet(name);
		sheet.columns = columns.map(({ header, width }) => ({ header, width }));
		for (const cells of rows()) sheet.addRow(cells).commit();
		sheet.commit();
	}
	await workbook.commit();
}

async function child(kind: 'ours' | 'bare'): Promise<void> {
	const file = path.join('node_modules/.cache', `avito-${kind}.xlsx`);
	const ms = await timed(async () => {
		if (kind === 'bare') await writeBare(file);
		else await library.writeWorkbook(sheetsOf(CANDIDATES), createWriteStream(file));
	});
	const peakMb = process.resourceUsage().maxRSS / 1024;
	process.stdout.write(`${JSON.stringify({ ms, peakMb, bytes: statSync(file).size })}\n`);
	rmSync(file);
}

async function workbook() {
	const run = async (kind: string) => {
		const { stdout } = await x(process.execPath, [path.resolve(__filename), kind], {
			throwOnError: true,
		});
		return JSON.parse(stdout) as { ms: number; peakMb: number; bytes: number };
	};
	const rounds = { ours: [await run('ours')], bare: [await run('bare')] };
	for (let round = 1; round < 3; round += 1) {
		rounds.ours.push(await run('ours'));
		rounds.bare.push(await run('bare'));
	}
	const figure = (kind: 'ours' | 'bare', name: 'ms' | 'peakMb') =>
		median(rounds[kind].map((one) => one[name]));
	return {
		candidates: CANDIDATES,
		ms: figure('ours', 'ms'),
		bareMs: figure('bare', 'ms'),
		peakMb: figure('ours', 'peakMb'),
		barePeakMb: figure('bare', 'peakMb'),
	};
}

async function main(): Promise<void> {
	const inBudget = await budget();
	process.stdout.write(
		`${inBudget.read} resumes in ${inBudget.seconds.toFixed(0)} s of the simulator: ${(inBudget.used * 100).toFixed(1)} % of 10 per second, ${inBudget.over} over it, ${inBudget.refused} refused\n`,
	);
	const free = await unlimited();
	process.stdout.write(
		`${free.resumes} resumes without a limit: ${free.oursMs.toFixed(0)} ms, bare undici ${free.bareMs.toFixed(0)} ms, ratio ${free.ratio.toFixed(2)} (at most ${TARGET})\n`,
	);
	const { stdout } = await x(
		process.execPath,
		['--import', 'tsx', 'test/bench/avitoInN8n.ts', String(UNLIMITED)],
		{ throwOnError: true },
	);
	const inN8n = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as InN8n;
	process.stdout.write(
		`${inN8n.resumes} resumes in one n8n: the node ${inN8n.nodeMs.toFixed(0)} ms, HTTP Request ${inN8n.httpRequestMs.toFixed(0)} ms, ratio ${inN8n.ratio.toFixed(2)}\n`,
	);
	const book = await workbook();
	process.stdout.write(
		`workbook of ${book.candidates} candidates: ${book.ms.toFixed(0)} ms, ${book.peakMb.toFixed(0)} MB; the library alone ${book.bareMs.toFixed(0)} ms, ${book.barePeakMb.toFixed(0)} MB\n`,
	);
	const ok =
		inBudget.read === RESUMES &&
		inBudget.used >= 0.95 &&
		inBudget.over + inBudget.refused === 0 &&
		free.resumes === UNLIMITED &&
		free.ratio <= TARGET;
	process.stdout.write(
		`${JSON.stringify({ bench: 'avito', ok, budget: inBudget, unlimited: free, inN8n, workbook: book })}\n`,
	);
	if (!ok) process.exitCode = 1;
}

const [, , kind] = process.argv;
if (!isMainThread) void serve();
else if (kind === 'ours' || kind === 'bare') void child(kind);
else void main();
