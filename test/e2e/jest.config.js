const root = require('../../jest.config');

module.exports = {
	...root,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// A server takes some 10 s to start, and two cores bear one at a time.
	testTimeout: 180_000,
	maxWorkers: 1,
	globalSetup: '<rootDir>/test/e2e/setup.ts',
};
