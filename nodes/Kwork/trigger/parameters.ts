import type { INodeProperties } from 'n8n-workflow';
import { acknowledgement, outageMinutes } from '../../shared/events/acknowledgement';
import { stillWaiting } from '../../shared/events/waiting';
import type { ParameterReader, ValuesOf } from '../../shared/parameters';
import {
	choice,
	choices,
	collection,
	describeAll,
	flag,
	number,
	readAll,
	text,
	textList,
} from '../../shared/parameters';

/** The events a user can choose, by Kwork's own names (kwork.md 5.3). */
export const SOCKET_EVENTS: Record<string, string> = {
	is_typing: 'typing',
	inbox_message_delete: 'messageDeleted',
	dialog_updated: 'dialogUpdated',
};

const filters = {
	firstOnly: flag({
		displayName: 'First Message of the Dialog Only',
		default: true,
		description:
			'Whether to start only on the very first message of a dialog. Messages in orders are not affected.',
	}),
	text: text({
		displayName: 'Text Is Exactly',
		placeholder: 'e.g. start',
		description: 'The whole text, in upper or lower case',
	}),
	words: textList({
		displayName: 'Text Contains a Word',
		placeholder: 'e.g. bot, парсер',
		description:
			'Words separated by commas; at least one must be a whole word of the text, in upper or lower case. "bot" matches "telegram-bot" but not "bots"; several words between two commas must follow each other.',
	}),
	senders: textList({
		displayName: 'Sender',
		placeholder: 'e.g. shop_owner, 777001',
		description: 'Logins or user IDs separated by commas; everybody when empty',
	}),
};

const { acknowledge, redeliveries, redeliverUnfinished } = acknowledgement('A message');

const options = {
	acknowledge,
	raw: flag({
		displayName: 'Include Raw Data',
		default: true,
		description: 'Whether to add the complete message as Kwork sends it, in the field raw',
	}),
	redeliveries,
	order: choice({
		displayName: 'Order',
		default: 'dialog',
		options: [
			{
				name: 'One at a Time per Dialog',
				value: 'dialog',
				description: 'The next message of a dialog waits until the previous execution has ended',
			},
			{
				name: 'As They Arrive',
				value: 'none',
				description: 'Executions of one dialog may overlap',
			},
		],
	}),
	outageMinutes: outageMinutes(),
	parallel: number({
		displayName: 'Parallel Limit',
		default: 10,
		typeOptions: { minValue: 1, maxValue: 100 },
		description: 'How many dialogs are processed at the same time',
	}),
	redeliverUnfinished,
	...stillWaiting(),
	start: choice({
		displayName: 'Starting Point',
		default: 'now',
		options: [
			{
				name: 'Now',
				value: 'now',
				description: 'Messages that arrive after the first activation',
			},
			{
				name: 'Oldest Unread Message',
				value: 'unread',
				description: 'Unread messages first, then new ones',
			},
		],
	}),
};

const parameters = {
	events: choices({
		displayName: 'Events',
		default: ['newMessage'],
		required: true,
		description:
			'New messages are never missed: those that arrive while n8n is off or offline are caught up on. The other events exist only while the connection is up.',
		options: [
			{
				name: 'Any Event as It Arrives',
				value: 'any',
				description: 'Every event of the connection, unfiltered, for exploring',
			},
			{ name: 'Dialog Updated', value: 'dialogUpdated' },
			{ name: 'Message Deleted', value: 'messageDeleted' },
			{
				name: 'New Message',
				value: 'newMessage',
				description: 'Somebody wrote to you in a personal dialog',
			},
			{
				name: 'New Message in an Order',
				value: 'newOrderMessage',
				description: 'The other side of an order wrote into its chat',
			},
			{ name: 'Typing', value: 'typing' },
		],
	}),
	filters: collection(
		{
			displayName: 'Message Filters',
			placeholder: 'Add Filter',
			description: 'All of them must match. Your own messages never start the workflow.',
		},
		filters,
	),
	options: collection({ displayName: 'Options', placeholder: 'Add Option' }, options),
};

export type TriggerSettings = ValuesOf<typeof parameters>;

export const triggerProperties: INodeProperties[] = describeAll(parameters);

export const readSettings = (reader: ParameterReader): TriggerSettings =>
	readAll(parameters, reader);
