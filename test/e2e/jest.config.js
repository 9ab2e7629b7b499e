const root = require('../../jest.config');

module.exports = {
	...root,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 180_000,
	// Most of the time a test waits for a poll or for a repetition; two cores bear three servers.
	maxWorkers: 3,
	globalSetup: '<rootDir>/test/e2e/setup.ts',
};
