import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { flag } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const star = defineOperation<KworkClient>()({
	value: 'star',
	name: 'Star',
	action: 'Star a dialog',
	description: 'Adds a star to a dialog, so that it is easy to find, or removes it. One item.',
	effect: 'write',
	parameters: {
		userId: personLocator(),
		starred: flag({
			displayName: 'Starred',
			default: true,
			description: 'Whether the dialog should have a star',
		}),
	},
	prepare: async ({ client, params: { userId, starred }, signal }) => ({
		target: `user ${userId}`,
		request: { method: 'setDialogStarred', parameters: { userId, isStarred: starred } },
		send: async () => {
			await client.dialogs.setStarred(userId, starred, signal);
			return { userId, starred };
		},
	}),
});
