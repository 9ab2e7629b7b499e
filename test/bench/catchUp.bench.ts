/**
 * Catching up after an outage: 5,000 messages in 200 dialogs, from the reconnect to the last emit.
 * Beside it a bare undici loop that makes the least requests that can find them all (every page of
 * the list of dialogs, one page of each dialog) with as many in flight and parses the answers.
 */
import { isMainThread } from 'node:worker_threads';
import { Agent, request } from 'undici';
import { accounts, systemClock } from '../../lib';
import { Engine } from '../nodes/kworkTrigger/engine';
import { median, now } from './measure';
import { KworkThread, serveKwork } from './support/service';

const MESSAGES = 5000;
const DIALOGS = 200;
const DIALOGS_PER_PAGE = 20;
const IN_FLIGHT = 10;
const ROUNDS = 5;
/** One page of the list more than the least: whether a dialog moved while the list was read. */
const LEAST = DIALOGS / DIALOGS_PER_PAGE + DIALOGS;
const REQUESTS_TARGET = LEAST + 1;

async function bareLoop(url: string): Promise<number> {
	const agent = new Agent();
	const call = async (method: string, form: Record<string, string>): Promise<unknown> => {
		const { body } = await request(`${url}/api.kwork.ru/${method}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ ...form, token: 'good' }).toString(),
			dispatcher: agent,
		});
		return JSON.parse(await body.text());
	};
	const start = now();
	const names: string[] = [];
	for (let page = 1; page <= DIALOGS / DIALOGS_PER_PAGE; page += 1) {
		const { response } = (await call('dialogs', { page: String(page) })) as {
			response: Array<{ username: string }>;
		};
		names.push(...response.map(({ username }) => username));
	}
	const worker = async () => {
		for (let name = names.pop(); name !== undefined; name = names.pop()) {
			await call('inboxes', { username: name });
		}
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
	const took = now() - start;
	await agent.close();
	return took;
}

async function catchUp(): Promise<{ ms: number; bareMs: number; requests: number }> {
	const kwork = await KworkThread.start(__filename);
	const engine = new Engine({
		simulatorUrl: kwork.url,
		clock: systemClock,
		remember: false,
		credential: { requestsPerMinute: 100_000_000 },
	});
	const { closeFunction } = await engine.activate();
	await kwork.connected();
	await kwork.ask({ do: 'cut' });
	const before = await kwork.ask({
		do: 'write',
		messages: MESSAGES,
		dialogs: DIALOGS,
		told: false,
	});
	const channels = before.getChannel ?? 0;
	let counts = before;
	while ((counts.getChannel ?? 0) === channels) counts = await kwork.ask({ do: 'calls' });
	const start = now();
	await engine.until(() => engine.starts === MESSAGES);
	const ms = now() - start;
	const after = await kwork.ask({ do: 'calls' });
	const more = (method: string) => (after[method] ?? 0) - (before[method] ?? 0);
	const requests = more('dialogs') + more('inboxes');
	await closeFunction?.();
	await accounts.close();
	const bareMs = await bareLoop(kwork.url);
	await kwork.close();
	return { ms, bareMs, requests };
}

async function measure(): Promise<void> {
	const rounds: Array<{ ms: number; bareMs: number; requests: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) rounds.push(await catchUp());
	const ms = median(rounds.map((round) => round.ms));
	const bareMs = median(rounds.map((round) => round.bareMs));
	const requests = Math.max(...rounds.map((round) => round.requests));
	const ok = requests <= REQUESTS_TARGET;
	process.stdout.write(
		`${MESSAGES} messages in ${DIALOGS} dialogs: ${requests} requests (least ${LEAST}), ` +
			`${ms.toFixed(0)} ms, bare undici ${bareMs.toFixed(0)} ms\n` +
			`${JSON.stringify({ bench: 'catchUp', messages: MESSAGES, dialogs: DIALOGS, requests, leastRequests: LEAST, ms, bareMs, ratio: ms / bareMs, requestsTarget: REQUESTS_TARGET, ok })}\n`,
		() => process.exit(ok ? 0 : 1),
	);
}

void (isMainThread ? measure() : serveKwork());
