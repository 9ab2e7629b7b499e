import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { kworkMethods } from './methods';
import { poll } from './pollTrigger/poll';
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
			'Starts the workflow for new projects and for changes of orders and offers on Kwork.ru',
		defaults: { name: 'Kwork Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kworkApi', required: true, testedBy: 'kworkApiTest' }],
		properties: pollProperties,
	};

	methods = kworkMethods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}
