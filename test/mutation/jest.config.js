/** The tests that have to notice a change, chosen by run.ts; the machine decides nothing else. */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testMatch: (process.env.MUTATION_TESTS ?? '').split(' ').map((one) => `<rootDir>/${one}`),
	testTimeout: 20_000,
};
