/**
 * A library is loaded by Node itself, once per worker, and not by Jest for each of the test files:
 * n8n-core alone takes a second.
 */
module.exports = {
	process: (_, file) => ({
		code: `module.exports = globalThis.requireOutside(${JSON.stringify(file)});`,
	}),
};
