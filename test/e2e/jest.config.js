const root = require('../../jest.config');

const [typescript] = Object.entries(root.transform).filter(([pattern]) =>
	pattern.endsWith('[jt]s$'),
);

module.exports = {
	...root,
	rootDir: '../..',
	// These wait for other processes: Jest's own environment is fast enough.
	testEnvironment: 'node',
	transform: Object.fromEntries([typescript]),
	transformIgnorePatterns: ['/node_modules/(?!(echarts|zrender|tinyexec)/)'],
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// A fuse, not a measure: machines differ by a factor of three.
	testTimeout: 400_000,
	// Most of the time a test waits for a poll or for a repetition; two cores bear three servers.
	maxWorkers: 3,
	globalSetup: '<rootDir>/test/e2e/setup.ts',
};
