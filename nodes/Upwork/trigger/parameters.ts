import type { INodeProperties } from 'n8n-workflow';
import { pollOptions } from '../../shared/events/acknowledgement';
import type { ParameterReader, ValuesOf } from '../../shared/parameters';
import {
	choice,
	choices,
	collection,
	describeAll,
	number,
	outputForm,
	readAll,
	shownWhen,
	text,
} from '../../shared/parameters';
import { qualityFilters, searchFilters } from '../actions/job/filters';
import { STATUS_OPTIONS } from '../actions/proposal/getMany.operation';
import { organizationProperty } from '../organization';

const forJobs = { event: ['newJob'] };

const parameters = {
	event: choice({
		displayName: 'Event',
		default: 'newJob',
		description: 'What starts the workflow',
		options: [
			{
				name: 'New Job',
				value: 'newJob',
				description: 'A posting that matches the search and the quality filters, each only once',
			},
			{
				name: 'New Message',
				value: 'newMessage',
				description: 'A message in any room, including hidden ones; your own are left out',
			},
			{ name: 'New Offer', value: 'newOffer', description: 'An offer of a client' },
			{
				name: 'Proposal Status Changed',
				value: 'proposalStatusChanged',
				description: 'One of your proposals was opened, declined, hired or archived',
			},
		],
	}),
	searchExpression: shownWhen(
		forJobs,
		text({
			displayName: 'Search',
			placeholder: 'e.g. n8n AND (automation OR workflow)',
			description:
				'Words with AND, OR, NOT, quotes and brackets. Keep it narrow: Upwork does not allow watching its whole market.',
		}),
	),
	searchFilters: shownWhen(forJobs, searchFilters()),
	qualityFilters: shownWhen(forJobs, qualityFilters()),
	reposts: shownWhen(
		forJobs,
		choice({
			displayName: 'Re-Posts',
			default: 'skip',
			description: 'What to do with postings that were renewed or posted again with the same text',
			options: [
				{
					name: 'Mark',
					value: 'mark',
					description: 'Pass them on, with the ID of the earlier one in repostOf',
				},
				{ name: 'Skip', value: 'skip', description: 'Leave them out' },
			],
		}),
	),
	statuses: shownWhen(
		{ event: ['proposalStatusChanged'] },
		choices({
			displayName: 'New Statuses',
			options: STATUS_OPTIONS,
			description: 'Only changes to one of these; all if none is chosen',
		}),
	),
	output: outputForm(),
	options: collection(
		{ displayName: 'Options', placeholder: 'Add Option' },
		{
			...pollOptions(),
			minMinutes: number({
				displayName: 'Ask at Most Every (Minutes)',
				default: 15,
				typeOptions: { minValue: 1 },
				description:
					'Earlier polls do nothing. Upwork allows 40,000 requests a day and forbids continuous monitoring.',
			}),
			firstRun: number({
				displayName: 'Newest on First Run',
				default: 10,
				typeOptions: { minValue: 0, maxValue: 100 },
				description:
					'How many of the matching postings that already exist start the workflow on the first poll. None without this option. For New Job.',
			}),
		},
	),
};

export type TriggerSettings = ValuesOf<typeof parameters>;

export const triggerProperties: INodeProperties[] = [
	...describeAll(parameters),
	organizationProperty,
];

export const readSettings = (reader: ParameterReader): TriggerSettings =>
	readAll(parameters, reader);
