import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { flag, returnAllAndLimit } from '../../../shared/parameters';
import { personLocator } from '../../parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many messages',
	description:
		'Messages with one person, newest first. Use it to know a conversation before answering; one item per message.',
	effect: 'read',
	parameters: {
		userId: personLocator(),
		limit: returnAllAndLimit(),
		orderChats: flag({
			displayName: 'Include Order Chats',
			default: false,
			description:
				'Whether to add messages and events of your orders with this person, each with the ID of its order',
		}),
	},
	async *execute({ client, params: { userId, limit, orderChats }, signal }) {
		const { id: ownId } = await client.account.identity();
		const options = { limit, signal };
		const messages = orderChats
			? client.messages.withOrders({ userId }, options)
			: client.messages.list({ userId }, options);
		for await (const message of messages) {
			// Nobody wrote what has no sender, an event of an order (kwork.md 12.3).
			yield { ...message, isOwn: message.from_id ? message.from_id === ownId : undefined };
		}
	},
	output: { forms: (lib) => lib.kworkForms.message, record: true },
});
