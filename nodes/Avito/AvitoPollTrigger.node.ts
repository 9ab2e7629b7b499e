import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { avitoMethods } from './methods';
import { pollProperties } from './pollTrigger/parameters';
import { avitoPolls } from './pollTrigger/poll';

export class AvitoPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Avito Poll Trigger',
		name: 'avitoPollTrigger',
		icon: { light: 'file:avito.svg', dark: 'file:avito.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: optionSubtitle(pollProperties, 'event'),
		description:
			'Starts the workflow on messages, applications and resumes on Avito.ru, without a public address',
		defaults: { name: 'Avito Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
		properties: pollProperties,
	};

	methods = { credentialTest: avitoMethods.credentialTest };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await avitoPolls(this);
	}
}
