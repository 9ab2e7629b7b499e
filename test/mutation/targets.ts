/** What `npm run mutate` looks at without arguments: where a wrong line loses, doubles or spends. */
export const TARGETS = [
	'nodes/shared/errors.ts',
	'nodes/shared/guard.ts',
	'nodes/shared/router.ts',
	'nodes/shared/sending.ts',
	'nodes/shared/events',
	'lib/feed',
	'lib/alreadySent.ts',
	'lib/failures.ts',
	'lib/ledger.ts',
	'lib/settle.ts',
	'lib/http/addresses.ts',
	'lib/http/breaker.ts',
	'lib/http/budgets.ts',
	'lib/http/failures.ts',
	'lib/http/redirects.ts',
	'lib/http/retry.ts',
	'lib/http/windows.ts',
	'lib/kwork/failures.ts',
	'lib/kwork/errorMapping.ts',
	'lib/kwork/web',
	'lib/avito/contacts.ts',
	'lib/avito/failures.ts',
	'lib/avito/errorMapping.ts',
	'lib/avito/images.ts',
	'lib/avito/messages.ts',
	'lib/avito/publication.ts',
	'lib/avito/purchases.ts',
	'lib/avito/sending.ts',
	'lib/upwork/confirmation.ts',
	'lib/upwork/failures.ts',

	'lib/upwork/submission.ts',
];

/**
 * The tests that guard a file, the few fast ones, because every change runs them: the folder of a
 * file would be minutes where these are a second. The test of its own name is always among them.
 */
const GUARDS: Array<[file: RegExp, tests: string[]]> = [
	[
		/^lib\/(\w+\/)?(errors|failures|errorMapping|partway)\.ts$/,
		['test/nodes/shared/everyError.test.ts'],
	],
	[/^lib\/kwork\/(failures|errorMapping)\.ts$/, ['test/lib/kwork/errorTable.test.ts']],
	[/^lib\/avito\/(failures|errorMapping)\.ts$/, ['test/lib/avito/errorWords.test.ts']],
	[/^lib\/kwork\/web\//, ['test/lib/kwork/offers.test.ts']],
	[/^lib\/avito\/(sending|messages)\.ts$/, ['test/lib/avito/messages.test.ts']],
	[/^lib\/avito\/images\.ts$/, ['test/nodes/Avito/sendingOnce.test.ts']],
	[/^lib\/avito\/publication\.ts$/, ['test/nodes/Avito/paidOnce.test.ts']],
	[/^nodes\/shared\/errors\.ts$/, ['test/nodes/shared/everyError.test.ts']],
	[/^nodes\/shared\/sending\.ts$/, ['test/nodes/shared/parameters.test.ts']],
	[/^nodes\/shared\/events\/(batches|pollHost)\.ts$/, ['test/nodes/shared/polls.test.ts']],
	[
		/^nodes\/shared\/events\/(acknowledgement|emitter|feedHost|outageAlarm)\.ts$/,
		['test/nodes/kworkTrigger/trigger.test.ts'],
	],
	[
		/^nodes\/shared\/events\/(feeds|hostFeeds|hostPolls)\.ts$/,
		['test/nodes/shared/everyTrigger.test.ts'],
	],
	[/^lib\/feed\/(cursor|news)\.ts$/, ['test/lib/feed/lookBack.test.ts']],
	[/^lib\/feed\/(?!cursor|news)/, ['test/lib/feed/{feed,snapshot}.test.ts']],
];

/** Globs of the tests that are run against a changed file; else those of its folder. */
export function testsOf(file: string, exists: (file: string) => boolean): string[] {
	const own = `test/${file.replace(/\.ts$/, '.test.ts')}`;
	const guards = GUARDS.filter(([pattern]) => pattern.test(file)).flatMap(([, tests]) => tests);
	const tests = [...(exists(own) ? [own] : []), ...guards];
	if (tests.length > 0) return [...new Set(tests)];
	return [`test/${file.slice(0, file.lastIndexOf('/'))}/*.test.ts`];
}
