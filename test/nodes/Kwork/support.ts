import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib/accounts';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import type { Simulator } from '../../../simulator';
import { startSimulator } from '../../../simulator';
import type { NodeRun, RunOptions } from '../../support/workflow';
import { itemsOf, runNode } from '../../support/workflow';

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
	file?: RunOptions['file'];
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

	async stop(): Promise<void> {
		await accounts.close();
		await this.simulator.close();
	}

	/** Ends a test: every request has to have been within the contract. */
	async reset(): Promise<void> {
		await accounts.close();
		const violations = this.simulator.control.violations();
		this.simulator.control.reset();
		expect(violations).toEqual([]);
	}

	async run({ resource, operation, parameters, credential, ...rest }: KworkRun): Promise<NodeRun> {
		return await runNode({
			node: new Kwork(),
			parameters: { resource, operation, ...parameters },
			credentials: { kworkApi: credentialOf(this.simulator, credential) },
			...rest,
		});
	}

	async items(call: KworkRun): Promise<IDataObject[]> {
		return itemsOf(await this.run(call));
	}

	/** How often an operation was asked of the service. */
	calls(operation: string): number {
		return this.simulator.control.requests({ service: 'kwork', operation }).length;
	}
}
