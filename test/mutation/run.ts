/**
 * Changes one thing at a time in the sources and runs their tests: a change that no test notices
 * survives, and is printed. `npm run mutate -- lib/ledger.ts lib/http`; without arguments all of
 * targets.ts, which takes hours. Not part of CI. The last line is JSON with the figures.
 */
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { x } from 'tinyexec';
import { TARGETS, testsOf } from './targets';

/** The part of Stryker's report that is read here. */
interface Report {
	files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
	mutatorName: string;
	replacement?: string;
	status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'CompileError' | 'RuntimeError';
	location: { start: { line: number; column: number }; end: { line: number; column: number } };
}

interface Score {
	file: string;
	killed: number;
	survived: number;
	percent: number;
}

const root = path.join(__dirname, '../..');
/** Stryker leaves hidden folders out of its copies of the project. */
const work = path.join(root, '.stryker');

const filesIn = (target: string): string[] =>
	statSync(path.join(root, target)).isDirectory()
		? readdirSync(path.join(root, target), { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts') && !file.endsWith('index.ts'))
				.map((file) => path.posix.join(target, file.split(path.sep).join('/')))
		: [target];

function scoreOf(file: string, mutants: readonly Mutant[]): Score {
	const count = (...statuses: Array<Mutant['status']>) =>
		mutants.filter(({ status }) => statuses.includes(status)).length;
	const killed = count('Killed', 'Timeout');
	const survived = count('Survived', 'NoCoverage');
	const percent = Math.round((killed / Math.max(1, killed + survived)) * 1000) / 10;
	return { file, killed, survived, percent };
}

function print(score: Score, source: string, mutants: readonly Mutant[]): void {
	process.stdout.write(`\n${score.file}: ${score.percent} % killed, ${score.survived} survived\n`);
	const lines = source.split('\n');
	for (const { status, location, replacement = '' } of mutants) {
		if (status !== 'Survived' && status !== 'NoCoverage') continue;
		const { line, column } = location.start;
		const was = lines[line - 1]?.slice(column - 1).trim() ?? '';
		const untold = status === 'NoCoverage' ? ' (not run)' : '';
		process.stdout.write(`  ${line}: ${was}  →  ${replacement.replace(/\s+/g, ' ')}${untold}\n`);
	}
}

async function mutate(files: readonly string[], tests: string): Promise<Score[]> {
	const config = path.join(work, 'stryker.config.json');
	const fileName = path.join(work, 'report.json');
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work);
	writeFileSync(
		config,
		JSON.stringify({
			packageManager: 'npm',
			plugins: ['@stryker-mutator/jest-runner'],
			testRunner: 'jest',
			// Which tests belong to a file is said by targets.ts; looking for them takes longer than they do.
			jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
			coverageAnalysis: 'perTest',
			// What a node sets up once is texts of the editor, and each change of them loads all of n8n anew.
			ignoreStatic: files.every((file) => file.startsWith('nodes/')),
			concurrency: 1,
			mutate: files,
			reporters: ['json', 'progress-append-only'],
			jsonReporter: { fileName },
			tempDirName: path.join(work, 'copies'),
			ignorePatterns: ['/dist', '/playground', '/.cache', '/.stryker'],
			allowEmpty: true,
		}),
	);
	const options = { nodeOptions: { cwd: root, env: { MUTATION_TESTS: tests } } };
	const stryker = x('stryker', ['run', config], options);
	for await (const line of stryker) process.stderr.write(`${line}\n`);
	const { exitCode } = await stryker;
	if (exitCode !== 0) throw new Error(`Stryker ended with ${exitCode}`);
	const report = JSON.parse(readFileSync(fileName, 'utf8')) as Report;
	return Object.entries(report.files).map(([file, { source, mutants }]) => {
		const score = scoreOf(file, mutants);
		print(score, source, mutants);
		return score;
	});
}

async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const files = (given.length > 0 ? given : TARGETS).flatMap(filesIn).sort();
	const groups = new Map<string, string[]>();
	for (const file of files) {
		const tests = testsOf(file, (one) => existsSync(path.join(root, one))).join(' ');
		groups.set(tests, [...(groups.get(tests) ?? []), file]);
	}
	const scores: Score[] = [];
	for (const [tests, group] of groups) scores.push(...(await mutate(group, tests)));
	const sum = (of: 'killed' | 'survived') => scores.reduce((all, score) => all + score[of], 0);
	const [killed, survived] = [sum('killed'), sum('survived')];
	const percent = Math.round((killed / Math.max(1, killed + survived)) * 1000) / 10;
	process.stdout.write(`\n${JSON.stringify({ killed, survived, percent, files: scores })}\n`);
	rmSync(work, { recursive: true, force: true });
}

void main();
