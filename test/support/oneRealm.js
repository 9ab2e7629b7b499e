const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** Stands for "the realm that is there already" where Jest asks for a context. */
const HERE = {};

/**
 * What was compiled of each file. The next test file runs it anew, which makes a new module of it,
 * but need not compile it again. Jest's callback for `import()` would keep every test file alive;
 * swc leaves no `import()` in what it hands over.
 */
const compiled = new Map();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
	if (options?.parsingContext !== HERE) return compileFunction(code, parameters, options);
	const { filename } = options;
	const known = compiled.get(filename);
	if (known?.code === code) return known.run;
	const run = compileFunction(code, parameters, { filename });
	compiled.set(filename, { code, run });
	return run;
};

/**
 * Runs test files in the worker's own realm. In a context of its own every use of a global (`Math`,
 * `Object`) goes through interceptors of V8, which doubled the time of the suite, and no library
 * could be shared between files (see `outsideModule.js`). The project's own modules are loaded anew
 * for each file, as ever; globals and the environment are put back after it.
 */
module.exports = class OneRealm extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global = globalThis;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		// Made for the other context. Time is passed in, so nobody needs them.
		this.fakeTimers = null;
		this.fakeTimersModern = null;
		this.globals = Object.getOwnPropertyDescriptors(globalThis);
		this.variables = { ...process.env };
		this.exit = process.exit;
		globalThis.requireOutside = require;
	}

	getVmContext() {
		return HERE;
	}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		for (const name of Reflect.ownKeys(globalThis)) {
			const { configurable } = Object.getOwnPropertyDescriptor(globalThis, name);
			if (configurable && !(name in this.globals)) delete globalThis[name];
		}
		for (const name of Reflect.ownKeys(this.globals)) {
			const before = this.globals[name];
			if (before.configurable) Object.defineProperty(globalThis, name, before);
		}
		for (const name of Object.keys(process.env)) {
			if (!(name in this.variables)) delete process.env[name];
		}
		Object.assign(process.env, this.variables);
		process.exit = this.exit;
		await super.teardown();
	}
};
