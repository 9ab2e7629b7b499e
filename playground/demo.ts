import { startSimulator } from '../simulator';
import { build, N8n, Progress, runCommand, stopOnSignal } from './harness';
import { mainJob } from './mainJob';
import { sideJobs } from './sideJobs';

/** `npm run demo`: the main job once, in the real n8n, against the simulator. */
async function demo(): Promise<boolean> {
	const begun = Date.now();
	const say = (text: string) => process.stdout.write(`${text}\n`);
	const progress = new Progress();
	await progress.phase('Building the package', build);
	const n8n = await progress.phase('Preparing n8n', async () => await N8n.create());
	const simulator = await startSimulator();
	const stop = async () => {
		await n8n.remove();
		await simulator.close();
	};
	stopOnSignal(stop);
	try {
		const report = await progress.phase(
			'Reading the exchange, offering, answering',
			async () => await mainJob(n8n, simulator),
		);
		const side = await progress.phase(
			'Collecting candidates, looking for jobs',
			async () => await sideJobs(n8n, simulator),
		);
		const { secondRunFoundOffer, ...counts } = { ...report, ...side, failures: undefined };
		const failures = [...report.failures, ...side.failures];
		const contractViolations = simulator.control.violations().length;
		say('');
		say(`n8n ${n8n.install.version} with this package, against the local simulator:`);
		say(`  ${counts.projectsRead} projects of the exchange were read`);
		say(`  ${counts.offersSubmitted} offer was sent; the workflow ran twice, the second run`);
		say(`    ${secondRunFoundOffer ? 'returned the same offer' : 'did NOT return that offer'}`);
		say(`  ${counts.messagesReceived} message of a new client came over the socket`);
		say(`  ${counts.repliesSent} answer was sent; ${counts.duplicates} duplicates`);
		say(
			`  ${counts.candidates} candidates of Avito went into a workbook of ${counts.workbookSheets} sheets`,
		);
		say(
			`  ${counts.firstReplies} of them got a first reply; ${counts.contactsSpent} contacts were bought`,
		);
		say(
			`  ${counts.jobsSeen} postings of Upwork came in two runs, the new one once; ${counts.jobsFit} fit`,
		);
		say(`  ${counts.proposalsPrepared} proposals were prepared, none was submitted`);
		say(`  ${contractViolations} requests outside the contracts of the services`);
		for (const failure of failures) say(`  FAILED: ${failure}`);
		const ok = failures.length === 0 && contractViolations === 0;
		const seconds = Math.round((Date.now() - begun) / 1000);
		say(JSON.stringify({ ok, n8n: n8n.install.version, ...counts, contractViolations, seconds }));
		return ok;
	} finally {
		await stop();
	}
}

runCommand(demo);
