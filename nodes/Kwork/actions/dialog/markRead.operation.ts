import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { personLocator } from '../../parameters';

export const markRead = defineOperation<KworkClient>()({
	value: 'markRead',
	name: 'Mark as Read',
	action: 'Mark a dialog as read',
	description: 'Marks a whole dialog as read, so that it no longer counts as waiting. One item.',
	effect: 'write',
	parameters: { userId: personLocator() },
	prepare: async ({ client, params: { userId }, signal }) => ({
		target: `user ${userId}`,
		request: { method: 'inboxRead', parameters: { user_id: userId } },
		send: async () => {
			await client.dialogs.markRead(userId, undefined, signal);
			return { userId, read: true };
		},
	}),
});
