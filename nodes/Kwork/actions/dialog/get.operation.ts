import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { personLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get a dialog',
	description:
		'The dialog with one person: last message, unread count, deadline for the answer. One item.',
	effect: 'read',
	parameters: { userId: personLocator() },
	execute: async ({ client, params, signal }) => await client.dialogs.get(params.userId, signal),
	output: { forms: (lib) => lib.kworkForms.dialog, record: true },
});
