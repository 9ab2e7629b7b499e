/**
 * One of several processes on one memory: counts up under the lock and sends within a cap. Prints one
 * line per thing done; `node --import tsx worker.ts <file> <name> <rounds>`.
 */
import { memoryOver, openSqlite } from '../../../lib/memory';
import { systemClock } from '../../../lib/time';

async function main([file = '', name = '', rounds = '0']: string[]): Promise<void> {
	const memory = memoryOver(await openSqlite(file), { leaseMs: 1500 });
	for (let round = 0; round < Number(rounds); round += 1) {
		await memory.lock('counter', async () => {
			const before = Number((await memory.facts.get('test', 'counter')) ?? 0);
			await systemClock.sleep(5);
			await memory.facts.put('test', 'counter', before + 1);
		});
		process.stdout.write('counted\n');
		const noted = await memory.journal.intend(
			{ service: 's', account: 'me', target: `${name} ${round}`, operation: 'send' },
			{ limits: { caps: [{ ms: 3_600_000, max: 25 }] } },
		);
		if ('id' in noted) process.stdout.write('sent\n');
		const claim = await memory.once.claim('test', `round ${round}`, name, 60_000);
		if (claim.state === 'fresh') process.stdout.write('claimed\n');
	}
	await memory.close();
}

void main(process.argv.slice(2));
