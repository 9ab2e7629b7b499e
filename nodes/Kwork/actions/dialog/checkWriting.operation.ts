import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { personLocator } from '../../parameters';

export const checkWriting = defineOperation<KworkClient>()({
	value: 'checkWriting',
	name: 'Check Writing',
	action: 'Check writing to a person',
	description:
		'Whether the account may write to a person (null if Kwork does not say), and what prevents it. Use it before the first message to somebody. One item.',
	effect: 'read',
	parameters: { userId: personLocator() },
	execute: async ({ client, params, signal }) =>
		await client.dialogs.checkWriting(params.userId, signal),
});
