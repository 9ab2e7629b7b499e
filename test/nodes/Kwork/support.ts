import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts, systemClock } from '../../../lib';
import { createKworkHttp, KworkClient } from '../../../lib/kwork';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import { accountKey } from '../../../nodes/shared/connection';
import type { Simulator } from '../../../simulator';
import { fastClock } from '../../support/fastClock';
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

/** Waits of reading back and of retries are short, deadlines are a second and a half. */
function hurriedClient(credential: ICredentialDataDecryptedObject): void {
	const account = accountKey('kwork', credential);
	const { login, password, token, simulatorUrl, requestsPerMinute } = credential as Record<
		string,
		string
	>;
	const create = () =>
		new KworkClient({
			credential: { login, password, token: token || undefined },
			clock: { ...systemClock, sleep: fastClock(1000).sleep },
			http: createKworkHttp({
				account,
				simulatorUrl,
				requestsPerMinute: Number(requestsPerMinute),
				clock: fastClock(),
			}),
		});
	accounts.get(account, KworkClient, create);
}

/** The Kwork node, run against the simulator over real sockets. */
export class KworkBench extends SimulatorBench {
	/** @param hurried for tests of lost answers, whose waits would be long */
	constructor(private readonly hurried = false) {
		super();
	}

	async run({ resource, operation, parameters, credential, ...rest }: KworkRun): Promise<NodeRun> {
		if (this.hurried) hurriedClient(credentialOf(this.simulator, credential));
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

	/** As another process later: no rests of a captcha or a block, no memory of what was read. */
	async restart(): Promise<void> {
		await accounts.close();
		this.simulator.control.clearFaults();
	}

	/** How often an operation was asked of the service. */
	calls(operation: string): number {
		return this.simulator.control.requests({ service: 'kwork', operation }).length;
	}
}
