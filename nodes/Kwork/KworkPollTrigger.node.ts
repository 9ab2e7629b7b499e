import type {
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { kworkMethods } from './methods';
import { kworkPolls } from './pollTrigger/poll';
import { pollProperties } from './pollTrigger/parameters';

export class KworkPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwork Poll Trigger',
		name: 'kworkPollTrigger',
		icon: { light: 'file:kwork.svg', dark: 'file:kwork.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: optionSubtitle(pollProperties, 'event'),
		description:
			'Starts the workflow on new projects and messages and on changes to orders and offers on Kwork.ru',
		defaults: { name: 'Kwork Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kworkApi', required: true, testedBy: 'kworkApiTest' }],
		properties: pollProperties,
	};

	methods = kworkMethods;

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await kworkPolls(this);
	}
}
