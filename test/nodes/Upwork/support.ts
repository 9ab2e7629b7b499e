import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib/accounts';
import type { HttpClientOptions } from '../../../lib/http/types';
import { createUpworkHttp, UpworkAccount } from '../../../lib/upwork';
import { accountKey } from '../../../nodes/shared/connection';
import { Upwork } from '../../../nodes/Upwork/Upwork.node';
import { JumpingClock } from '../../lib/upwork/server';
import { tokenPair } from '../../simulator/upwork/session';
import { SimulatorBench } from '../../support/simulatorBench';
import { EventClock } from '../../support/eventClock';
import type { NodeRun, RunOptions } from '../../support/workflow';
import { itemsOf, runNode } from '../../support/workflow';

/** One for all workflows, as n8n keeps it; and the one that it makes of it for agents. */
const node = new Upwork();
const tool = new Upwork();
tool.description.name = 'upworkTool';

/** The simulator's clock stands still, so that its seed is the same every day. */
export const NOON = Date.UTC(2026, 10, 20, 12);

/** A client company of the demo key's user. */
export const COMPANY = '1430000000000000003';

export interface UpworkRunOptions {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	credential?: ICredentialDataDecryptedObject;
	items?: IDataObject[];
	onError?: RunOptions['onError'];
	timeZone?: string;
	/** Run by an AI agent, under the type that n8n gives to tools. */
	asTool?: boolean;
}

/** The Upwork node, run against the simulator over real sockets. */
export class UpworkBench extends SimulatorBench {
	/** Pays the waits that Upwork's limits ask for. */
	readonly clock = new JumpingClock(NOON);

	/** Repetitions and deadlines of HTTP cost no time either. */
	private readonly wire: EventClock;

	private tokens: Record<string, string> = {};

	private signedInAt = 0;

	/** @param http how the connection differs from a usual one, e.g. fewer repetitions */
	constructor(private readonly http: Partial<HttpClientOptions> = {}) {
		const wire = new EventClock();
		super({ clock: { now: () => NOON }, onSilence: wire.onSilence });
		this.wire = wire;
	}

	override async stop(): Promise<void> {
		await super.stop();
		this.wire.stop();
	}

	get control() {
		return this.simulator.control.upwork;
	}

	protected override async prepare(): Promise<void> {
		this.control.configure({ limits: { perSecond: null, perMinute: null } });
		await this.connect();
	}

	/** Signs in anew, as after a change of the key's scopes. */
	async connect(): Promise<void> {
		this.tokens = await tokenPair(this.simulator);
		this.signedInAt = this.simulator.control.now();
	}

	/** An access token lasts a day. */
	tokenIsOld(): boolean {
		return this.simulator.control.now() - this.signedInAt > 20 * 3_600_000;
	}

	/** The credential of the demo key, connected. */
	credential(facts: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
		return {
			grantType: 'authorizationCode',
			clientId: 'upwork-demo-key',
			clientSecret: 'upwork-demo-secret',
			authUrl: `${this.simulator.url}/www.upwork.com/ab/account-security/oauth2/authorize`,
			accessTokenUrl: `${this.simulator.url}/www.upwork.com/api/v3/oauth2/token`,
			scope: '',
			authQueryParameters: '',
			authentication: 'body',
			organizationId: '',
			proxyUrl: '',
			requestsPerMinute: 300,
			workers: 1,
			writeAccess: 'allow',
			environment: 'simulator',
			simulatorUrl: this.simulator.url,
			oauthTokenData: this.tokens,
			...facts,
		};
	}

	/** The account of a credential with a clock that jumps, and without limits to wait for. */
	settle(credential: ICredentialDataDecryptedObject): void {
		const key = accountKey('upwork', credential);
		accounts.get(
			key,
			UpworkAccount,
			() =>
				new UpworkAccount({
					http: createUpworkHttp({
						account: key,
						simulatorUrl: this.simulator.url,
						budgets: {},
						clock: this.wire,
						...this.http,
					}),
					clock: this.clock,
				}),
		);
	}

	async run({
		resource,
		operation,
		parameters,
		credential,
		asTool = false,
		...rest
	}: UpworkRunOptions): Promise<NodeRun> {
		const upworkOAuth2Api = this.credential(credential);
		this.settle(upworkOAuth2Api);
		return await runNode({
			node: asTool ? tool : node,
			parameters: { resource, operation, ...parameters },
			credentials: { upworkOAuth2Api },
			...rest,
		});
	}

	async items(call: UpworkRunOptions): Promise<IDataObject[]> {
		return itemsOf(await this.run(call));
	}

	/** Requests to the service since the start of the test. */
	requests(operation?: string) {
		return this.simulator.control.requests({ service: 'upwork', operation });
	}
}
