import type { INodeProperties } from 'n8n-workflow';
import { pollOptions } from '../../shared/events/acknowledgement';
import type { ParameterReader, ValuesOf } from '../../shared/parameters';
import {
	choice,
	collection,
	describeAll,
	outputForm,
	readAll,
	shownWhen,
} from '../../shared/parameters';
import { authentication } from '../authentication';
import { resumeIds } from '../parameters';
import { resumeFilters } from '../resumeFilters';
import { eventFilters } from '../trigger/parameters';

const RESUME_EVENTS = ['newResume', 'resumeChanged'];

const parameters = {
	event: choice({
		displayName: 'Event',
		default: 'newMessage',
		description: 'What starts the workflow',
		options: [
			{
				name: 'New Application',
				value: 'newApplication',
				description:
					'Somebody applied to one of your vacancies; Avito asks for 5 minutes between polls',
			},
			{
				name: 'New Message',
				value: 'newMessage',
				description: 'Somebody sent a message in the messenger',
			},
			{
				name: 'New Resume',
				value: 'newResume',
				description: 'A new resume matches the filters',
			},
			{
				name: 'Resume Changed',
				value: 'resumeChanged',
				description: 'A resume changed: one that matches the filters, or one on a list',
			},
		],
	}),
	resumeIds: shownWhen({ event: ['resumeChanged'] }, resumeIds()),
	filters: shownWhen({ event: RESUME_EVENTS }, resumeFilters()),
	output: outputForm(),
	options: collection({ displayName: 'Options' }, { ...eventFilters, ...pollOptions() }),
};

export type PollSettings = ValuesOf<typeof parameters>;

export const pollProperties: INodeProperties[] = [authentication, ...describeAll(parameters)];

export const readPollSettings = (reader: ParameterReader): PollSettings =>
	readAll(parameters, reader);
