/**
 * Loading all nodes and credentials of the package in a fresh process, against one empty
 * programmatic node that is built the same way. Each round starts both, in turns; the figures are
 * the ratios of the median time and of the median resident memory and should stay at or below 1.5.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { x } from 'tinyexec';
import { median } from './measure';

const ROUNDS = 11;
const TARGET = 1.5;
/** Benchmarks run in the folder of the package. */
const root = process.cwd();
const folder = path.join(root, 'node_modules/.cache/load-bench');

const EMPTY_NODE = `
import { NodeConnectionTypes } from 'n8n-workflow';
export class Empty {
	description = {
		displayName: 'Empty', name: 'empty', group: ['transform'], version: 1, description: 'Empty',
		defaults: { name: 'Empty' }, inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main], properties: [],
	};
	async execute() { return [this.getInputData()]; }
}`;

/** Loads the files as n8n does, makes an instance of each class, reports time and memory. */
const LOADER = `
const path = require('node:path');
const started = process.hrtime.bigint();
for (const file of process.argv.slice(2)) {
	new (require(file)[path.basename(file).split('.')[0]])();
}
console.log(JSON.stringify({
	ms: Number(process.hrtime.bigint() - started) / 1e6,
	mb: process.memoryUsage().rss / 1048576,
}));`;

interface Figures {
	ms: number;
	mb: number;
}

async function load(files: string[]): Promise<Figures> {
	const loader = path.join(folder, 'loader.js');
	const { stdout } = await x(process.execPath, [loader, ...files], { throwOnError: true });
	return JSON.parse(stdout) as Figures;
}

async function main(): Promise<void> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(path.join(folder, 'loader.js'), LOADER);
	buildSync({
		stdin: { contents: EMPTY_NODE, loader: 'ts', resolveDir: root },
		outfile: path.join(folder, 'Empty.node.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		external: ['n8n-workflow'],
	});
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const ours = [...n8n.nodes, ...n8n.credentials].map((file) => path.join(root, file));
	const empty = [path.join(folder, 'Empty.node.js')];
	const rounds: Array<{ ours: Figures; empty: Figures }> = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		rounds.push({ ours: await load(ours), empty: await load(empty) });
	}
	rmSync(folder, { recursive: true });

	const of = (side: 'ours' | 'empty', name: keyof Figures) =>
		median(rounds.map((round) => round[side][name]));
	const result = {
		bench: 'load',
		files: ours.length,
		ms: of('ours', 'ms'),
		emptyNodeMs: of('empty', 'ms'),
		timeRatio: of('ours', 'ms') / of('empty', 'ms'),
		mb: of('ours', 'mb'),
		emptyNodeMb: of('empty', 'mb'),
		memoryRatio: of('ours', 'mb') / of('empty', 'mb'),
		target: TARGET,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`);
}

void main();
