import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { optionSubtitle } from '../shared/subtitle';
import { avitoMethods } from './methods';
import { listen } from './trigger/listen';
import { triggerProperties } from './trigger/parameters';
import { receive } from './trigger/receive';
import { isSubscribed, subscribe, unsubscribe } from './trigger/subscription';

export class AvitoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Avito Trigger',
		name: 'avitoTrigger',
		icon: { light: 'file:avito.svg', dark: 'file:avito.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: optionSubtitle(triggerProperties, 'events'),
		description: 'Starts the workflow on a message or an application on Avito.ru, and misses none',
		eventTriggerDescription: 'Waiting for Avito to call the test URL',
		activationMessage: 'Messages and applications on Avito now start this workflow.',
		defaults: { name: 'Avito Trigger' },
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
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: avitoMethods.credentialTest };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isSubscribed.call(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribe.call(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribe.call(this);
			},
		},
	};

	/** Answers Avito; the event goes to the feed below. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}

	/** Delivers events, those that no webhook told included. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await listen.call(this);
	}
}
