import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Messages with one person, newest first. Use it to know a conversation before answering; one item per message.',
	effect: 'read',
	parameters: { userId: personLocator(), limit: returnAllAndLimit() },
	async *execute({ client, params: { userId, limit }, signal }) {
		const { id: ownId } = await client.account.identity();
		for await (const message of client.messages.list({ userId }, { limit, signal })) {
			yield { ...message, isOwn: message.from_id === ownId };
		}
	},
	output: { forms: (lib) => lib.kworkForms.message, record: true },
});
