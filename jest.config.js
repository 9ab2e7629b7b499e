/** Node 20 has no SQLite: there `test/e2e/memory.test.ts` runs these in the Node that n8n comes with. */
const SQLITE = process.getBuiltinModule('node:sqlite') ? [] : ['/test/lib/memory/sqlite.test.ts'];

module.exports = {
	testEnvironment: require.resolve('./test/support/oneRealm.js'),
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Copies of the project, made by npm run mutate.
	modulePathIgnorePatterns: ['<rootDir>/.stryker/'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', ...SQLITE],
	transform: {
		// But for those that are published as ES modules only.
		'/node_modules/(?!(echarts|zrender|tinyexec)/).+\\.c?js$':
			'<rootDir>/test/support/outsideModule.js',
		'^.+\\.m?[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
		],
	},
	// Jest itself, and what runs it.
	transformIgnorePatterns: ['/node_modules/(jest-|@jest/|@swc/|@stryker-mutator/)'],
	setupFiles: ['<rootDir>/test/support/quiet.ts'],
	// One less than the cores would be one at a time on the smallest machines.
	maxWorkers: '100%',
	// A fuse, not a measure: a busy machine takes many times the usual.
	testTimeout: 300_000,
};
