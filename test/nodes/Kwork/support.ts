import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts, systemClock } from '../../../lib';
import { createKworkHttp, KworkClient } from '../../../lib/kwork';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import { accountKey } from '../../../nodes/shared/connection';
import type { Simulator } from '../../../simulator';
import { EventClock } from '../../support/eventClock';
import { SimulatorBench } from '../../support/simulatorBench';
import type { NodeRun, RunOptions } from '../../support/workflow';
import { itemsOf, runNode } from '../../support/workflow';

/** One for all workflows, as n8n keeps it. */
const node = new Kwork();

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
	private readonly clock?: EventClock;

	/** @param hurried for tests of lost answers: waits and deadlines cost no time */
	constructor(hurried = false) {
		const clock = hurried ? new EventClock() : undefined;
		super({ onSilence: clock?.onSilence });
		this.clock = clock;
	}

	override async stop(): Promise<void> {
		await super.stop();
		this.clock?.stop();
	}

	/** The account's client, made before the node asks for it. */
	private hurry(clock: EventClock, credential: ICredentialDataDecryptedObject): void {
		const account = accountKey('kwork', credential);
		const { login, password, token, simulatorUrl, requestsPerMinute } = credential as Record<
			string,
			string
		>;
		const create = () =>
			new KworkClient({
				credential: { login, password, token: token || undefined },
				clock: { now: systemClock.now, sleep: clock.sleep },
				http: createKworkHttp({
					account,
					simulatorUrl,
					requestsPerMinute: Number(requestsPerMinute),
					clock,
				}),
			});
		accounts.get(account, KworkClient, create);
	}

	async run({ resource, operation, parameters, credential, ...rest }: KworkRun): Promise<NodeRun> {
		if (this.clock) this.hurry(this.clock, credentialOf(this.simulator, credential));
		return await runNode({
			node,
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
