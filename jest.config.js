module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Copies of the project, made by npm run mutate.
	modulePathIgnorePatterns: ['<rootDir>/.stryker/'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	transform: {
		'^.+\\.m?[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
		],
	},
	// Published as ES modules only.
	transformIgnorePatterns: ['/node_modules/(?!(echarts|zrender|tinyexec)/)'],
	setupFiles: ['<rootDir>/test/support/quiet.ts'],
	// One less than the cores would be one at a time on the smallest machines.
	maxWorkers: '100%',
	// A fuse, not a measure: a busy machine takes many times the usual.
	testTimeout: 300_000,
};
