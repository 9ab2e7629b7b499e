import { rm } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '../../simulator/core/random';
import { startSimulator } from '../../simulator';
import { build, freePort, pack, Progress, runCommand, stopOnSignal, until } from '../harness';
import { ACCOUNTS, credentialOf, workflowOf } from './accounts';
import { Chaos } from './chaos';
import { groundOf } from './ground';
import { compareMemory, memoryProbe, readMemory, type Memory } from './memory';
import { readOptions } from './options';
import { failuresOf, Receiver } from './receiver';
import { judge, judgeSuccess, type StartVerdict, type SuccessVerdict } from './verdict';

/** A socket may be waiting a minute for its next attempt, and a sweep comes every five minutes. */
const SETTLE_MS = 420_000;

/**
 * `npm run soak`: messages in many dialogs while sockets break, the API fails and n8n is restarted
 * and killed. At the end every message has to have started one execution, in order per dialog, and
 * n8n must not need more than a fifth more memory than after its warm-up. With `--acknowledge
 * success` every message has to have succeeded once, though the workflow fails now and then. With
 * `--queue` n8n runs in queue mode, and workers, main process, Redis and PostgreSQL are killed in turn.
 */
async function soak(): Promise<boolean> {
	const options = readOptions(process.argv.slice(2));
	const say = (text: string) => process.stdout.write(`${text}\n`);
	const begun = Date.now();
	const progress = new Progress();
	const tarball = await progress.phase('Building the package', async () => {
		await build();
		return await pack();
	});
	const memoryPort = await freePort();
	const ground = await progress.phase(
		'Preparing n8n',
		async () => await groundOf(options.queue, { package: tarball, env: memoryProbe(memoryPort) }),
	);
	const { n8n } = ground;
	await rm(path.dirname(tarball), { recursive: true, force: true });
	const simulator = await startSimulator({ seed: options.seed });
	const receiver = new Receiver();
	await receiver.start();
	const stop = async () => {
		await ground.remove();
		await simulator.close();
		await receiver.close();
	};
	stopOnSignal(stop);
	try {
		simulator.control.kwork.configure({
			textEncoding: 'mixed',
			noiseFrames: true,
			messageEvents: ['new_inbox', 'notify', 'pop_up_notify'],
			echoToSender: true,
		});
		const afterSuccess = options.acknowledge === 'success';
		const receiverUrl = afterSuccess ? receiver.url : undefined;
		await n8n.importCredentials(ACCOUNTS.map((account) => credentialOf(account, simulator)));
		await n8n.importWorkflows(ACCOUNTS.map((account) => workflowOf(account, receiverUrl)));
		for (const account of ACCOUNTS) await n8n.publish(`soak-${account}`);
		await progress.phase('Starting n8n', async () => {
			await ground.start();
			for (const account of ACCOUNTS) await n8n.api.triggersLive(`soak-${account}`);
		});
		const random = seededRandom(options.seed);
		const chaos = new Chaos(ground, simulator, options, random, say);
		const isHopeless = (id: number) => failuresOf(id) === Infinity;
		const verdictNow = async (): Promise<StartVerdict | SuccessVerdict> => {
			const executions = await ground.executions();
			if (!afterSuccess) return judge(chaos.sent, executions);
			return judgeSuccess(chaos.sent, executions, { ends: chaos.ends, isHopeless });
		};
		const settle = async () => {
			const settled = async () => {
				await ground.revive();
				return (await verdictNow()).lost === 0;
			};
			const waiting = { what: 'the last messages', timeoutMs: SETTLE_MS, everyMs: 3000 };
			await until(settled, waiting).catch((error: unknown) => say(String(error)));
		};
		const memoryAtStart = await progress.phase('Warming up', async () => {
			await chaos.warmUp();
			await settle();
			return await readMemory(memoryPort);
		});
		let memoryInLastLife: Memory | undefined;
		const onWarm = async () => void (memoryInLastLife = await readMemory(memoryPort));
		await progress.phase('Writing and breaking', async () => await chaos.run(onWarm));
		await progress.phase('Waiting for the last messages', settle);
		const memoryAtEnd = await readMemory(memoryPort);
		const memory = compareMemory(memoryAtStart, memoryAtEnd);
		const verdict = await verdictNow();
		const violations = simulator.control.violations().length;
		const { lost, duplicated, outOfOrder, unknown } = verdict;
		// In one process nothing stands still so long that it has to be told.
		const toldInVain = 'told' in verdict && !options.queue ? verdict.told : 0;
		const wrong = lost + duplicated + outOfOrder + unknown + violations + toldInVain;
		const ok = wrong === 0 && memory.memoryOk;
		if (!ok) say(n8n.log.slice(-3000));
		const result = {
			ok,
			messages: chaos.sent.length,
			...verdict,
			...chaos.counts,
			violations,
			memoryAtStart,
			memoryInLastLife,
			memoryAtEnd,
			...memory,
			queue: options.queue,
			acknowledge: options.acknowledge,
			seed: options.seed,
			seconds: Math.round((Date.now() - begun) / 1000),
		};
		say(JSON.stringify(result));
		return ok;
	} finally {
		await stop();
	}
}

runCommand(soak);
