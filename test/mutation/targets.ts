/** What `npm run mutate` looks at without arguments: where a wrong line loses, doubles or spends. */
export const TARGETS = [
	'nodes/shared',
	'lib/feed',
	'lib/ledger.ts',
	'lib/settle.ts',
	'lib/http/addresses.ts',
	'lib/http/breaker.ts',
	'lib/http/budgets.ts',
	'lib/http/errors.ts',
	'lib/http/redirects.ts',
	'lib/http/retry.ts',
	'lib/kwork/errors.ts',
	'lib/kwork/errorMapping.ts',
	'lib/kwork/web',
	'lib/avito/contacts.ts',
	'lib/avito/errors.ts',
	'lib/avito/messages.ts',
	'lib/avito/spending.ts',
	'lib/upwork/confirmation.ts',
	'lib/upwork/errors.ts',
	'lib/upwork/submission.ts',
];

/** The tests of a file are those of its folder; more where a file is guarded from further away. */
const MORE: Array<[file: RegExp, tests: string[]]> = [
	[/^lib\/\w+\/errors\.ts$/, ['test/nodes/shared/everyError.test.ts']],
	[/^lib\/kwork\/web\//, ['test/lib/kwork/*.test.ts', 'test/nodes/Kwork/*.test.ts']],
	[/^lib\/avito\//, ['test/nodes/Avito/*.test.ts']],
	[/^lib\/upwork\//, ['test/nodes/Upwork/*.test.ts']],
	[
		/^nodes\/shared\/(?:events\/)?(?:emitter|acknowledgement)/,
		['test/nodes/kworkTrigger/*.test.ts'],
	],
];

/** Globs of the tests that are run against a changed file. */
export function testsOf(file: string): string[] {
	const folder = file.slice(0, file.lastIndexOf('/'));
	const own = folder === 'lib' ? 'test/lib/*.test.ts' : `test/${folder}/**/*.test.ts`;
	return [own, ...MORE.filter(([pattern]) => pattern.test(file)).flatMap(([, tests]) => tests)];
}
