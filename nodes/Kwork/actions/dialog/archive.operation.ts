import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { flag } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const archive = defineOperation<KworkClient>()({
	value: 'archive',
	name: 'Archive',
	action: 'Archive a dialog',
	description: 'Moves a dialog to the archive or out of it; its messages stay. One item.',
	effect: 'write',
	parameters: {
		userId: personLocator(),
		archived: flag({
			displayName: 'Archived',
			default: true,
			description: 'Whether the dialog should be in the archive',
		}),
	},
	prepare: async ({ client, params: { userId, archived }, signal }) => ({
		target: `user ${userId}`,
		request: {
			method: archived ? 'archiveDialog' : 'unarchiveDialog',
			parameters: { archiveUserId: userId },
		},
		send: async () => {
			await client.dialogs.setArchived(userId, archived, signal);
			return { userId, archived };
		},
	}),
});
