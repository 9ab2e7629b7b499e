import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { kworkMethods } from './methods';
import { listen } from './trigger/listen';
import { triggerProperties } from './trigger/parameters';

export class KworkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwork Trigger',
		name: 'kworkTrigger',
		icon: { light: 'file:kwork.svg', dark: 'file:kwork.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: optionSubtitle(triggerProperties, 'events'),
		description: 'Starts the workflow when a message arrives on Kwork.ru, and misses none',
		eventTriggerDescription: 'Waiting for a message on Kwork',
		activationMessage: 'Messages on Kwork now start this workflow.',
		defaults: { name: 'Kwork Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kworkApi', required: true, testedBy: 'kworkApiTest' }],
		properties: triggerProperties,
	};

	methods = { credentialTest: kworkMethods.credentialTest };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen.call(this);
	}
}
