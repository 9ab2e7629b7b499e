import { choice, collection, locator, optionalId } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { numeric } from '../../parameters';

export const blacklist = defineOperation<AvitoRun>()({
	value: 'blacklist',
	name: 'Blacklist',
	action: 'Put a person on the blacklist',
	description:
		'Blocks a person from writing to the account. The API can neither list such blocks nor undo them. One item.',
	effect: 'write',
	parameters: {
		userId: numeric(
			locator({
				displayName: 'Person',
				description: 'ID of the person as shown in the chat',
				idPlaceholder: '301990001',
			}),
		),
		reason: choice({
			displayName: 'Reason',
			default: 'other',
			options: [
				{ name: 'Fraud', value: 'fraud' },
				{ name: 'Insults', value: 'insults' },
				{ name: 'Other', value: 'other' },
				{ name: 'Spam', value: 'spam' },
			],
		}),
		options: collection(
			{ displayName: 'Options' },
			{
				itemId: optionalId({
					displayName: 'Item ID',
					description: 'The item that the chat is about',
				}),
			},
		),
	},
	async prepare({ client: { api }, params, signal }) {
		const { userId, reason, options } = params;
		return {
			target: `user ${userId}`,
			request: { user_id: userId, item_id: options.itemId, reason },
			async send() {
				await api.chats.blacklist(userId, { itemId: options.itemId, reason, signal });
				return { userId, blacklisted: true };
			},
		};
	},
});
