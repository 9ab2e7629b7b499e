import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { resourceProperties } from '../shared/resource';
import { runResources } from '../shared/router';
import { isTool } from '../shared/tool';
import { operationSubtitle } from '../shared/subtitle';
import { resources } from './actions';
import { openUpwork } from './context';
import { upworkMethods } from './methods';
import { organizationProperty } from './organization';

export class Upwork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Upwork',
		name: 'upwork',
		icon: { light: 'file:upwork.svg', dark: 'file:upwork.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Find jobs, prepare and submit confirmed proposals, and answer clients through the official Upwork API',
		defaults: { name: 'Upwork' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'upworkOAuth2Api', required: true }],
		properties: [...resourceProperties('Upwork', resources), organizationProperty],
	};

	methods = upworkMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const options = {
			asTool: isTool(this.getNode()),
			signal: this.getExecutionCancelSignal(),
			onNotice: (message: string) => this.addExecutionHints({ message, location: 'outputPane' }),
		};
		const open = async (context: IExecuteFunctions) => await openUpwork(context, options);
		return await runResources.call(this, resources, open);
	}
}
