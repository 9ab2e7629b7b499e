import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { upworkMethods } from './methods';
import { triggerProperties } from './trigger/parameters';
import { upworkPolls } from './trigger/poll';

export class UpworkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Upwork Trigger',
		name: 'upworkTrigger',
		icon: { light: 'file:upwork.svg', dark: 'file:upwork.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: optionSubtitle(triggerProperties, 'event'),
		description:
			'Starts the workflow on new jobs, messages, offers and changed proposals on Upwork',
		eventTriggerDescription: 'Waiting for an event on Upwork',
		activationMessage: 'Events on Upwork now start this workflow.',
		defaults: { name: 'Upwork Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'upworkOAuth2Api', required: true }],
		properties: triggerProperties,
	};

	methods = { loadOptions: upworkMethods.loadOptions };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await upworkPolls(this);
	}
}
