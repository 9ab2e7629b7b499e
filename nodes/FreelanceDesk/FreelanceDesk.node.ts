import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadLib } from '../shared/lib';
import { resourceProperties } from '../shared/resource';
import { runResources } from '../shared/router';
import { operationSubtitle } from '../shared/subtitle';
import { resources } from './actions';

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
		return await runResources.call(this, resources, async () => {
			const { SendLedger, desk } = await loadLib();
			return {
				client: desk,
				account: 'desk',
				writeAccess: 'block',
				ledger: new SendLedger(),
			};
		});
	}
}
