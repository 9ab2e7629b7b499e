import { rm } from 'node:fs/promises';
import path from 'node:path';
import { seededRandom } from '../../simulator/core/random';
import { startSimulator } from '../../simulator';
import { build, N8n, pack, Progress, until } from '../harness';
import { ACCOUNTS, credentialOf, workflowOf } from './accounts';
import { Chaos } from './chaos';
import { readExecutions } from './executions';
import { readOptions } from './options';
import { judge } from './verdict';

/** A socket may be waiting a minute for its next attempt, and a sweep comes every five minutes. */
const SETTLE_MS = 420_000;

/**
 * `npm run soak`: messages in many dialogs while sockets break, the API fails and n8n is restarted
 * and killed. At the end every message has to have started one execution, in order per dialog.
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
	const install = async () => await N8n.create({ package: tarball });
	const n8n = await progress.phase('Preparing n8n', install);
	await rm(path.dirname(tarball), { recursive: true, force: true });
	const simulator = await startSimulator({ seed: options.seed });
	const stop = async () => {
		await n8n.remove();
		await simulator.close();
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void stop().finally(() => process.exit(130)));
	}
	try {
		simulator.control.kwork.configure({
			textEncoding: 'mixed',
			noiseFrames: true,
			messageEvents: ['new_inbox', 'notify', 'pop_up_notify'],
			echoToSender: true,
		});
		await n8n.importCredentials(ACCOUNTS.map((account) => credentialOf(account, simulator)));
		await n8n.importWorkflows(ACCOUNTS.map(workflowOf));
		for (const account of ACCOUNTS) await n8n.publish(`soak-${account}`);
		await progress.phase('Starting n8n', async () => {
			await n8n.start();
			for (const account of ACCOUNTS) await n8n.api.triggersLive(`soak-${account}`);
		});
		const random = seededRandom(options.seed);
		const chaos = new Chaos(n8n, simulator, options, random, say);
		await progress.phase('Writing and breaking', async () => await chaos.run());
		await progress.phase('Waiting for the last messages', async () => {
			const settled = async () => judge(chaos.sent, await readExecutions(n8n)).lost === 0;
			const waiting = { what: 'the last messages', timeoutMs: SETTLE_MS, everyMs: 3000 };
			await until(settled, waiting).catch((error: unknown) => say(String(error)));
		});
		const verdict = judge(chaos.sent, await readExecutions(n8n));
		const violations = simulator.control.violations().length;
		const result = {
			messages: chaos.sent.length,
			...verdict,
			...chaos.counts,
			violations,
			seed: options.seed,
			seconds: Math.round((Date.now() - begun) / 1000),
		};
		const { lost, duplicated, outOfOrder, unknown } = verdict;
		const ok = lost + duplicated + outOfOrder + unknown + violations === 0;
		if (!ok) say(n8n.log.slice(-3000));
		say(JSON.stringify({ ok, ...result }));
		return ok;
	} finally {
		await stop();
	}
}

soak().then(
	(ok) => process.exit(ok ? 0 : 1),
	(error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		process.stdout.write(`${JSON.stringify({ ok: false, error: reason.slice(0, 2000) })}\n`);
		process.exit(1);
	},
);
