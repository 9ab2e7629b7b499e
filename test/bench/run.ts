/**
 * Runs the benchmarks one after another, each in a process of its own, and prints what they print.
 * The last line is JSON with the figures of all. A name as argument runs only that one.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const wanted = process.argv[2] ?? '';
const files = readdirSync(__dirname)
	.filter((file) => file.endsWith('.bench.ts') && file.includes(wanted))
	.sort();

const figures: unknown[] = [];
let failed = false;
for (const file of files) {
	process.stdout.write(`\n${file}\n`);
	const { stdout, status } = spawnSync(
		process.execPath,
		['--import', 'tsx', path.join(__dirname, file)],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
	);
	process.stdout.write(stdout);
	failed ||= status !== 0;
	const last = stdout.trim().split('\n').at(-1) ?? '';
	figures.push(last.startsWith('{') ? (JSON.parse(last) as unknown) : { bench: file, status });
}
process.stdout.write(`\n${JSON.stringify(figures)}\n`);
process.exitCode = failed ? 1 : 0;
