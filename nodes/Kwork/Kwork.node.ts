import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { resourceProperties } from '../shared/resource';
import { runResources } from '../shared/router';
import { operationSubtitle } from '../shared/subtitle';
import { resources } from './actions';
import { openKwork } from './context';
import { kworkMethods } from './methods';

export class Kwork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwork',
		name: 'kwork',
		icon: { light: 'file:kwork.svg', dark: 'file:kwork.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Find projects, send offers, answer clients and run orders on Kwork.ru',
		defaults: { name: 'Kwork' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'kworkApi', required: true, testedBy: 'kworkApiTest' }],
		properties: resourceProperties('Kwork', resources),
	};

	methods = kworkMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResources.call(this, resources, openKwork);
	}
}
