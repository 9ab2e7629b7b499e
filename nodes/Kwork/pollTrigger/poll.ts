import { hostPolls } from '../../shared/events/hostPolls';
import { openKwork } from '../context';
import { offerChanges, orderChanges, projectChanges } from './changes';
import { newMessages } from './newMessages';
import { newProjects } from './newProjects';
import { notifications } from './notifications';
import { readPollSettings } from './parameters';

/** The Kwork Poll Trigger. */
export const kworkPolls = hostPolls({
	title: 'Kwork Poll Trigger',
	settings: readPollSettings,
	open: openKwork,
	sources: {
		newMessage: newMessages,
		newProject: newProjects,
		projectChanged: projectChanges,
		orderChanged: orderChanges,
		offerChanged: offerChanges,
		notification: notifications,
	},
	async subject({ event, filters, role, projectIds }, client) {
		if (event === 'newProject') return [filters];
		// A project more or less among many is no other history.
		if (projectIds.length > 0) return ['projects'];
		return [role, (await client.account.identity()).id];
	},
});
