import { existsSync } from 'node:fs';
import path from 'node:path';
import { TARGETS, testsOf } from './targets';

const root = path.join(__dirname, '../..');
const exists = (file: string) => existsSync(path.join(root, file));
/** `{a,b}` as the files that it stands for; a folder's `*` as the folder. */
const filesOf = (glob: string): string[] => {
	const [, before = '', names = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(glob) ?? [];
	if (names) return names.split(',').map((name) => `${before}${name}${after}`);
	return [glob.replace(/\/\*.*$/, '')];
};

test('npm run mutate names files and tests that are there', () => {
	expect(TARGETS.filter((target) => !exists(target))).toEqual([]);
	const tests = TARGETS.flatMap((target) => testsOf(target, exists)).flatMap(filesOf);
	expect(tests.filter((file) => !exists(file))).toEqual([]);
});
