/**
 * Runs the benchmarks one after another, each built and in a process of its own, as the package is
 * when it is used, and prints what they print.
 * The last line is JSON with the figures of all. A name as argument runs only that one.
 */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { x } from 'tinyexec';

const wanted = process.argv[2] ?? '';

const OUT = 'node_modules/.cache/bench';

/** What the simulator reads beside itself; a bundle lies elsewhere. */
const DATA = ['simulator/kwork/contract.json', 'simulator/upwork/schema.graphql'];

async function main(): Promise<void> {
	const files = readdirSync(__dirname)
		.filter((file) => file.endsWith('.bench.ts') && file.includes(wanted))
		.sort();
	const figures: unknown[] = [];
	mkdirSync(OUT, { recursive: true });
	for (const file of DATA) copyFileSync(file, path.join(OUT, path.basename(file)));
	for (const file of files) {
		process.stdout.write(`\n${file}\n`);
		const outfile = path.join(OUT, file.replace(/ts$/, 'js'));
		buildSync({
			entryPoints: [path.join(__dirname, file)],
			outfile,
			bundle: true,
			platform: 'node',
			packages: 'external',
			logLevel: 'warning',
		});
		const child = x(process.execPath, [outfile]);
		let last = '';
		for await (const line of child) {
			process.stdout.write(`${line}\n`);
			last = line;
		}
		const { exitCode } = await child;
		figures.push(last.startsWith('{') ? (JSON.parse(last) as unknown) : { bench: file, exitCode });
		if (exitCode !== 0) process.exitCode = 1;
	}
	process.stdout.write(`\n${JSON.stringify(figures)}\n`);
}

void main();
