import type { IDataObject, INode } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { Avito } from '../../../nodes/Avito/Avito.node';
import type { Simulator } from '../../../simulator';
import { startAvito } from '../../lib/avito/simulated';
import type { NodeRun } from '../../support/workflow';
import { runNode } from '../../support/workflow';

export interface Call {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	items?: IDataObject[];
	onError?: INode['onError'];
	credential?: IDataObject;
	/** In the binary field `data` of every item. */
	file?: Parameters<typeof runNode>[0]['file'];
}

/** The Avito node in n8n's engine, against the simulator. */
export class AvitoBench {
	simulator!: Simulator;

	async start(): Promise<void> {
		this.simulator = await startAvito();
	}

	async stop(): Promise<void> {
		await accounts.close();
		const violations = this.simulator.control.violations();
		await this.simulator.close();
		expect(violations).toEqual([]);
	}

	credential(): IDataObject {
		return {
			clientId: 'avito-demo-client',
			clientSecret: 'avito-demo-secret',
			environment: 'simulator',
			simulatorUrl: this.simulator.url,
			requestsPerMinute: 60_000,
			workers: 1,
			writeAccess: 'allow',
		};
	}

	async run(call: Call): Promise<NodeRun> {
		const { resource, operation, parameters, items, onError, credential, file } = call;
		return await runNode({
			node: new Avito(),
			parameters: { authentication: 'clientCredentials', resource, operation, ...parameters },
			credentials: { avitoApi: { ...this.credential(), ...credential } as never },
			items,
			onError,
			file,
		});
	}

	/** The items of the first output; an error of the run is thrown. */
	async items(call: Call): Promise<IDataObject[]> {
		const { outputs, error } = await this.run(call);
		if (error) throw error;
		return (outputs[0] ?? []).map(({ json }) => json);
	}

	requests(pattern: RegExp): string[] {
		return this.simulator.control
			.requests()
			.map(({ method, path }) => `${method} ${path}`)
			.filter((line) => pattern.test(line));
	}

	spent(): number {
		const { account } = this.simulator.control.state('avito') as {
			account: { contactsLeft: number; placementsLeft: number };
		};
		return 70 - account.contactsLeft - account.placementsLeft;
	}
}
