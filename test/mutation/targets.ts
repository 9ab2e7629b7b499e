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

/** Tests of a file beside its own, where it is guarded from elsewhere. */
const MORE: Array<[file: RegExp, tests: string[]]> = [
	[/^lib\/\w+\/errors\.ts$/, ['test/nodes/shared/everyError.test.ts']],
	[/^lib\/http\/redirects\.ts$/, ['test/lib/http/{requests,repeats,safety}.test.ts']],
	[/^lib\/kwork\/web\//, ['test/lib/kwork/offers.test.ts', 'test/nodes/Kwork/mainJob.test.ts']],
	[/^lib\/upwork\/confirmation\.ts$/, ['test/lib/upwork/submission.test.ts']],
	[/^nodes\/shared\/sending\.ts$/, ['test/nodes/shared/router.test.ts']],
	[/^nodes\/shared\/events\//, ['test/nodes/*Trigger/*.test.ts', 'test/nodes/Avito/*.test.ts']],
];

/**
 * Globs of the tests that are run against a changed file: that of its name, else those of its
 * folder. So few because a change in what every call passes through would run the tests of all.
 */
export function testsOf(file: string, exists: (file: string) => boolean): string[] {
	const own = `test/${file.replace(/\.ts$/, '.test.ts')}`;
	const more = MORE.filter(([pattern]) => pattern.test(file)).flatMap(([, tests]) => tests);
	if (exists(own)) return [own, ...more];
	const folder = `test/${file.slice(0, file.lastIndexOf('/'))}/*.test.ts`;
	return more.length > 0 ? more : [folder];
}
