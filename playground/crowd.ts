import { parseArgs } from 'node:util';
import { startSimulator } from '../simulator';
import {
	build,
	freePort,
	N8n,
	Progress,
	runCommand,
	stopOnSignal,
	until,
	type Workflow,
} from './harness';
import { credentialOf, workflowOf } from './soak/accounts';
import { readExecutions } from './soak/executions';
import { memoryProbe, readMemory, type Memory } from './soak/memory';

const ACCOUNT = 'demo';
/** Published before the first reading, so that it holds what all of them share. */
const FIRST = 10;
const AT_ONCE = 4;
/** The pages of the list of dialogs that a catch-up reads: all, then the first one again. */
const LISTS_PER_CATCH_UP = 2;
const MESSAGES = 3;

/**
 * `npm run crowd -- --workflows 200`: that many published workflows with a Kwork Trigger on one
 * account, in a real n8n. They have to share one socket and one catch-up after it broke, and each
 * gets every message once. Prints what each of them adds to n8n's memory.
 */
async function crowd(): Promise<boolean> {
	const { values } = parseArgs({ options: { workflows: { type: 'string', default: '200' } } });
	const count = Number(values.workflows);
	if (!Number.isInteger(count) || count <= FIRST) throw new Error(`More than ${FIRST} workflows`);
	const progress = new Progress();
	await progress.phase('Building the package', build);
	const memoryPort = await freePort();
	const n8n = await progress.phase(
		'Preparing n8n',
		async () => await N8n.create({ env: memoryProbe(memoryPort) }),
	);
	const simulator = await startSimulator();
	const stop = async () => {
		await n8n.remove();
		await simulator.close();
	};
	stopOnSignal(stop);
	try {
		const ids = Array.from({ length: count }, (_, i) => `crowd-${i}`);
		await n8n.importCredentials([credentialOf(ACCOUNT, simulator)]);
		await n8n.importWorkflows(ids.map(memberOf));
		await progress.phase('Starting n8n', async () => await n8n.start());
		const publish = async (some: readonly string[]) => {
			const left = [...some];
			const worker = async () => {
				for (let id = left.pop(); id !== undefined; id = left.pop()) await n8n.publish(id);
			};
			await Promise.all(Array.from({ length: AT_ONCE }, worker));
		};
		const sockets = () => simulator.control.sockets.list({ service: 'kwork' }).length;
		const calls = (operation: string) =>
			simulator.control.requests({ service: 'kwork', operation }).length;
		const few = await progress.phase(`Publishing ${FIRST}`, async () => {
			await publish(ids.slice(0, FIRST));
			return await readMemory(memoryPort);
		});
		const all = await progress.phase(`Publishing ${count - FIRST} more`, async () => {
			await publish(ids.slice(FIRST));
			return await readMemory(memoryPort);
		});
		const socketsPublished = sockets();

		const before = { dialogs: calls('dialogs'), channels: calls('getChannel') };
		simulator.control.sockets.drop({ service: 'kwork' });
		for (let i = 0; i < MESSAGES; i += 1) {
			simulator.control.kwork.clientWrites({
				from: 'shop_owner',
				to: ACCOUNT,
				text: `Missed ${i}`,
			});
		}
		const wanted = count * MESSAGES;
		const executions = await progress.phase('Catching up', async () => {
			const rows = async () => (await readExecutions(n8n)).length;
			const waiting = { what: `${wanted} executions`, timeoutMs: 300_000, everyMs: 1000 };
			await until(async () => (await rows()) >= wanted, waiting);
			return await rows();
		});
		const lists = calls('dialogs') - before.dialogs;
		const reconnects = calls('getChannel') - before.channels;
		const catchUpsPerReconnect = lists / LISTS_PER_CATCH_UP / Math.max(1, reconnects);

		const socketsRestarted = await progress.phase('Restarting n8n', async () => {
			await n8n.stop();
			await n8n.start();
			for (const id of ids) await n8n.api.triggersLive(id, 300_000);
			return sockets();
		});
		const ok =
			socketsPublished === 1 &&
			socketsRestarted === 1 &&
			catchUpsPerReconnect <= 1 &&
			executions === wanted &&
			simulator.control.violations().length === 0;
		const result = {
			ok,
			workflows: count,
			sockets: socketsPublished,
			socketsAfterRestart: socketsRestarted,
			reconnects,
			catchUpsPerReconnect,
			executions,
			memoryOfFew: few,
			memoryOfAll: all,
			kbPerWorkflow: growth(few, all, count - FIRST),
		};
		process.stdout.write(`${JSON.stringify(result)}\n`);
		return ok;
	} finally {
		await stop();
	}
}

function memberOf(id: string): Workflow {
	return { ...workflowOf(ACCOUNT), id, name: id };
}

function growth(few: Memory, all: Memory, more: number): { rss: number; heap: number } {
	const kilobytes = (megabytes: number) => Math.round((megabytes * 1024) / more);
	return { rss: kilobytes(all.rssMb - few.rssMb), heap: kilobytes(all.heapMb - few.heapMb) };
}

runCommand(crowd);
