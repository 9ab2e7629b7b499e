import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib/accounts';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import type { Simulator } from '../../../simulator';
import { startSimulator } from '../../../simulator';
import type { NodeRun, RunOptions } from '../../support/workflow';
import { runNode } from '../../support/workflow';

/** The demo account of the simulator, without a rate budget to wait for. */
export const credentialOf = (
	simulator: Simulator,
	facts: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject => ({
	login: 'demo',
	password: 'demo',
	phoneLast4: '',
	token: '',
	sessionToken: '',
	proxyUrl: '',
	requestsPerMinute: 1_000_000,
	workers: 1,
	writeAccess: 'allow',
	environment: 'simulator',
	simulatorUrl: simulator.url,
	...facts,
});

export interface KworkRun {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	credential?: ICredentialDataDecryptedObject;
	items?: IDataObject[];
	onError?: RunOptions['onError'];
}

/** A simulator for one test file, and the Kwork node run against it over real sockets. */
export class KworkBench {
	private started?: Simulator;

	get simulator(): Simulator {
		if (!this.started) throw new Error('The simulator is not started');
		return this.started;
	}

	async start(): Promise<void> {
		this.started = await startSimulator();
	}

	/** Every request has to be within the contract, unless a test says otherwise. */
	async stop(): Promise<void> {
		const violations = this.simulator.control.violations();
		await accounts.close();
		await this.simulator.close();
		expect(violations).toEqual([]);
	}

	async reset(): Promise<void> {
		await accounts.close();
		this.simulator.control.reset();
	}

	async run({
		resource,
		operation,
		parameters,
		credential,
		items,
		onError,
	}: KworkRun): Promise<NodeRun> {
		return await runNode({
			node: new Kwork(),
			parameters: { resource, operation, ...parameters },
			credentials: { kworkApi: credentialOf(this.simulator, credential) },
			items,
			onError,
		});
	}

	/** The items of the first output; fails with the node's error. */
	async items(call: KworkRun): Promise<IDataObject[]> {
		const { outputs, error } = await this.run(call);
		if (error) throw new Error(`${error.message} | ${error.description ?? ''}`);
		return (outputs[0] ?? []).map(({ json }) => json);
	}

	/** How often an operation was asked of the service. */
	calls(operation: string): number {
		return this.simulator.control.requests({ service: 'kwork', operation }).length;
	}
}

export const byId = (value: unknown): IDataObject => ({
	__rl: true,
	mode: 'id',
	value: String(value),
});
