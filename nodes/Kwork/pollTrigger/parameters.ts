import type { INodeProperties } from 'n8n-workflow';
import { pollOptions } from '../../shared/events/acknowledgement';
import type { ParameterReader, ValuesOf } from '../../shared/parameters';
import {
	choice,
	collection,
	describeAll,
	flag,
	number,
	ParameterValueError,
	textList,
} from '../../shared/parameters';
import { projectFilters } from '../parameters';

const event = choice({
	displayName: 'Event',
	default: 'newProject',
	noDataExpression: true,
	options: [
		{
			name: 'New Message',
			value: 'newMessage',
			description: 'Somebody wrote to you, in a personal dialog or in an order',
		},
		{
			name: 'New Project',
			value: 'newProject',
			description: 'A project was published on the exchange',
		},
		{
			name: 'Notification',
			value: 'notification',
			description: 'Kwork shows a new notification',
		},
		{
			name: 'Offer Status Changed',
			value: 'offerChanged',
			description: 'One of your offers was read, accepted, refused or withdrawn',
		},
		{
			name: 'Order Status Changed',
			value: 'orderChanged',
			description: 'An order is new, changed its status or deadline, or is nearly due',
		},
		{
			name: 'Project Changed',
			value: 'projectChanged',
			description: 'A project changed its status, budget or text',
		},
	],
});
export type PollEvent = ReturnType<(typeof event)['read']>;

const onlyFor = (...events: PollEvent[]) => ({ displayOptions: { show: { event: events } } });

const projectIds = textList({
	...onlyFor('projectChanged'),
	displayName: 'Project IDs',
	placeholder: 'e.g. 3210987, 3210990',
	description: 'IDs separated by commas; empty means the projects you have made offers on',
});

const chats = choice({
	...onlyFor('newMessage'),
	displayName: 'Chats',
	default: 'both',
	description: 'Which messages start the workflow; your own never do',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Orders', value: 'orders', description: 'Messages in the chats of your orders' },
		{ name: 'Personal', value: 'personal', description: 'Messages in dialogs with people' },
	],
});

const role = choice({
	...onlyFor('orderChanged'),
	displayName: 'Role',
	default: 'seller',
	options: [
		{ name: 'Buyer', value: 'buyer', description: 'Orders that you placed' },
		{ name: 'Seller', value: 'seller', description: 'Orders that you work on' },
	],
});

const options = {
	...pollOptions(),
	deadlineHours: number({
		displayName: 'Deadline Warning (Hours)',
		default: 24,
		typeOptions: { minValue: 0, maxValue: 720 },
		description:
			'An active order that is due within this many hours starts the workflow once. 0 turns it off. For Order Status Changed.',
	}),
	firstRun: number({
		displayName: 'Newest on First Run',
		default: 10,
		typeOptions: { minValue: 0, maxValue: 100 },
		description:
			'How many of the projects that already exist start the workflow on the first run. None without this option. For New Project.',
	}),
	output: choice({
		displayName: 'Output',
		default: 'simplified',
		options: [
			{ name: 'Raw', value: 'raw', description: 'As Kwork sends it' },
			{ name: 'Record', value: 'record', description: 'The shape shared by all services' },
			{ name: 'Simplified', value: 'simplified', description: 'The fields that matter' },
		],
	}),
	watchOffers: flag({
		displayName: 'Watch Number of Offers',
		default: true,
		description:
			'Whether a different number of offers also counts as a change. For Project Changed.',
	}),
};

const filters = (() => {
	const inner = projectFilters();
	const shown = onlyFor('newProject');
	return {
		...inner,
		describe: (name: string) => inner.describe(name).map((one) => ({ ...one, ...shown })),
	};
})();

const parameters = {
	event,
	filters,
	projectIds,
	chats,
	role,
	options: collection({ displayName: 'Options', placeholder: 'Add Option' }, options),
};

export type PollSettings = ValuesOf<typeof parameters>;

export const pollProperties: INodeProperties[] = describeAll(parameters);

export function readPollSettings(reader: ParameterReader): PollSettings {
	const chosen = event.read(reader, 'event');
	const ids = chosen === 'projectChanged' ? projectIds.read(reader, 'projectIds') : [];
	if (ids.some((id) => !/^[1-9]\d*$/.test(id))) {
		throw new ParameterValueError(
			'"Project IDs" contains something that is not an ID',
			'Give whole numbers separated by commas, such as 3210987.',
		);
	}
	return {
		event: chosen,
		filters: chosen === 'newProject' ? filters.read(reader, 'filters') : {},
		projectIds: ids,
		chats: chosen === 'newMessage' ? chats.read(reader, 'chats') : 'both',
		role: chosen === 'orderChanged' ? role.read(reader, 'role') : 'seller',
		options: parameters.options.read(reader, 'options'),
	};
}
