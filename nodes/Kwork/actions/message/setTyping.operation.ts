import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { personLocator } from '../../parameters';

export const setTyping = defineOperation<KworkClient>()({
	value: 'setTyping',
	name: 'Set Typing',
	action: 'Show typing to a person',
	description: 'Shows the other person for a few seconds that you are typing. One item.',
	effect: 'write',
	parameters: { userId: personLocator() },
	prepare: async ({ client, params: { userId }, signal }) => ({
		target: `user ${userId}`,
		request: { method: 'typing', parameters: { recipientId: userId } },
		send: async () => {
			await client.messages.typing(userId, { signal });
			return { userId, typing: true };
		},
	}),
});
