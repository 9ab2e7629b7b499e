import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadLib } from '../shared/lib';
import { deskMemory } from '../shared/memory';
import { resourceProperties } from '../shared/resource';
import { runResources } from '../shared/router';
import { operationSubtitle } from '../shared/subtitle';
import { resources } from './actions';
import { giveBack, leftOut, type Desk } from './context';

export class FreelanceDesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Freelance Desk',
		name: 'freelanceDesk',
		icon: { light: 'file:desk.svg', dark: 'file:desk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Filter, score and answer leads of any marketplace, map them to a CRM and measure the funnel',
		defaults: { name: 'Freelance Desk' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: resourceProperties('Freelance Desk', resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { SendLedger, desk } = await loadLib();
		const client: Desk = {
			...desk,
			memory: async () => (await deskMemory(this.logger)).memory,
			holder: `${this.getWorkflow().id}.${this.getExecutionId()}`,
			claims: { fresh: [], taken: 0, done: 0, later: 0 },
		};
		const service = {
			client,
			account: 'desk',
			writeAccess: 'allow' as const,
			ledger: new SendLedger(),
		};
		try {
			const outputs = await runResources.call(this, resources, async () => service);
			const message = leftOut(client.claims);
			if (message) this.addExecutionHints({ message, location: 'outputPane' });
			return outputs;
		} catch (error) {
			await giveBack(client).catch(() => {});
			return await Promise.reject(error);
		}
	}
}
