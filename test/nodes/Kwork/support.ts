import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import type { Simulator } from '../../../simulator';
import { SimulatorBench } from '../../support/simulatorBench';
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

/** The Kwork node, run against the simulator over real sockets. */
export class KworkBench extends SimulatorBench {
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
