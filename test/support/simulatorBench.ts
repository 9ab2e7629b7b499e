import { accounts } from '../../lib/accounts';
import type { Simulator, SimulatorOptions } from '../../simulator';
import { startSimulator } from '../../simulator';

/** A simulator for one test file, as new before every test of it. */
export class SimulatorBench {
	private started?: Simulator;

	constructor(private readonly options: SimulatorOptions = {}) {}

	get simulator(): Simulator {
		if (!this.started) throw new Error('The simulator is not started');
		return this.started;
	}

	async start(): Promise<void> {
		this.started = await startSimulator(this.options);
		await this.prepare();
	}

	async stop(): Promise<void> {
		await accounts.close();
		await this.simulator.close();
	}

	/**
	 * Ends a test: every request has to have been within the contract. With a seed the simulator's
	 * data are the same as after every other such reset.
	 */
	async reset(seed?: number): Promise<void> {
		await accounts.close();
		const violations = this.simulator.control.violations();
		this.simulator.control.reset(seed);
		await this.prepare();
		expect(violations).toEqual([]);
	}

	/** What a test needs besides the simulator's own seed. */
	protected async prepare(): Promise<void> {}
}
