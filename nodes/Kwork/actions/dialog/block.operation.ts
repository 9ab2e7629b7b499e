import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { flag } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const block = defineOperation<KworkClient>()({
	value: 'block',
	name: 'Block',
	action: 'Block a person',
	description: 'Blocks a person from writing to the account, or lets them write again. One item.',
	effect: 'write',
	parameters: {
		userId: personLocator(),
		blocked: flag({
			displayName: 'Blocked',
			default: true,
			description: 'Whether the person should be blocked',
		}),
	},
	prepare: async ({ client, params: { userId, blocked }, signal }) => ({
		target: `user ${userId}`,
		request: {
			method: blocked ? 'blockDialog' : 'unblockDialog',
			parameters: { blockUserId: userId },
		},
		send: async () => {
			await client.dialogs.setBlocked(userId, blocked, signal);
			return { userId, blocked };
		},
	}),
});
