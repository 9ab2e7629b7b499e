import type { INodeProperties } from 'n8n-workflow';
import { acknowledgement, outageMinutes } from '../../shared/events/acknowledgement';
import { stillWaiting } from '../../shared/events/waiting';
import {
	choice,
	choices,
	collection,
	describeAll,
	flag,
	number,
	outputForm,
	readAll,
} from '../../shared/parameters';
import type { ParameterReader, ValuesOf } from '../../shared/parameters';
import { authentication } from '../authentication';
import { vacancyIds } from '../parameters';

const CHAT_TYPES = [
	{ name: 'About an Item', value: 'u2i' },
	{ name: 'From Avito', value: 'a2u' },
	{ name: 'Person to Person', value: 'u2u' },
];

export const eventFilters = {
	applicationChanges: flag({
		displayName: 'Application Changes',
		default: true,
		description: 'Whether every change to an application is an event, not only its arrival',
	}),
	chatTypes: choices({
		displayName: 'Chat Types',
		default: ['u2i', 'u2u'],
		options: CHAT_TYPES,
		description: 'Which chats to listen to; by default chats about an item and between people',
	}),
	includeOwn: flag({
		displayName: 'Own Messages',
		default: true,
		description:
			'Whether your own messages start the workflow, too. A workflow that answers would then answer itself.',
	}),
	includeSystem: flag({
		displayName: 'System Messages',
		default: true,
		description: 'Whether system messages from Avito in a chat also start the workflow',
	}),
	vacancyIds: vacancyIds(),
};

const { acknowledge, redeliveries, redeliverUnfinished } = acknowledgement('An event');

const parameters = {
	events: choices({
		displayName: 'Events',
		required: true,
		default: ['newMessage'],
		options: [
			{
				name: 'New Application',
				value: 'newApplication',
				description: 'Somebody applied to one of your vacancies',
			},
			{
				name: 'New Message',
				value: 'newMessage',
				description: 'Somebody sent a message in the messenger',
			},
		],
		description:
			'What starts the workflow. Avito must be able to reach this n8n over HTTPS; without a public address use the Avito Poll Trigger.',
	}),
	otherSubscriptions: choice({
		displayName: 'Other Subscriptions',
		default: 'keep',
		description: 'What to do about webhook subscriptions of the account that point elsewhere',
		options: [
			{
				name: 'Keep',
				value: 'keep',
				description: 'Leave them alone; if Avito would end one, publishing fails and names it',
			},
			{
				name: 'Take Over',
				value: 'takeOver',
				description: 'End them while this workflow is published, and restore them afterwards',
			},
		],
	}),
	output: outputForm(),
	options: collection(
		{ displayName: 'Options' },
		{
			acknowledge,
			...eventFilters,
			catchUpMinutes: number({
				displayName: 'Catch Up Every (Minutes)',
				default: 5,
				typeOptions: { minValue: 1, maxValue: 1440 },
				description:
					'How often to ask Avito for events that no webhook reported. Avito asks for 5 minutes or more.',
			}),
			outageMinutes: outageMinutes(),
			redeliveries,
			redeliverUnfinished,
			...stillWaiting(),
		},
	),
};

export type TriggerSettings = ValuesOf<typeof parameters>;

export const triggerProperties: INodeProperties[] = [authentication, ...describeAll(parameters)];

export const readSettings = (reader: ParameterReader): TriggerSettings =>
	readAll(parameters, reader);

const isChatType = (value: string): value is 'u2i' | 'u2u' | 'a2u' =>
	CHAT_TYPES.some((type) => type.value === value);

/** What the event sources go by. */
export function sourceOptions(options: Partial<ValuesOf<typeof eventFilters>>) {
	const { applicationChanges, chatTypes, includeOwn, includeSystem, vacancyIds } = options;
	return {
		messages: { types: chatTypes?.filter(isChatType), includeOwn, includeSystem },
		applications: { includeChanges: applicationChanges, vacancyIds },
	};
}
