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
import { authentication } from './authentication';
import { openAvito } from './context';
import { avitoMethods } from './methods';

export class Avito implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Avito',
		name: 'avito',
		icon: { light: 'file:avito.svg', dark: 'file:avito.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Find candidates, answer them and publish vacancies on Avito.ru',
		defaults: { name: 'Avito' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			{
				name: 'avitoApi',
				required: true,
				testedBy: 'avitoApiTest',
				displayOptions: { show: { authentication: ['clientCredentials'] } },
			},
			{
				name: 'avitoOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [authentication, ...resourceProperties('Avito', resources)],
	};

	methods = avitoMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runResources.call(this, resources, openAvito);
	}
}
