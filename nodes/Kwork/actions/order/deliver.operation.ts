import type { KworkClient } from '../../../../lib/kwork';
import { readAll } from '../../../shared/files';
import { defineOperation } from '../../../shared/operation';
import { collection, text, textList } from '../../../shared/parameters';
import { orderLocator, wholeNumbers } from '../../parameters';

export const deliver = defineOperation<KworkClient>()({
	value: 'deliver',
	name: 'Deliver',
	action: 'Deliver an order',
	description:
		'Seller: sends the work for review, after a message with files where there is one. One item.',
	effect: 'write',
	parameters: {
		orderId: orderLocator(),
		message: text({
			displayName: 'Message',
			rows: 4,
			description: 'Sent into the chat of the order first, since delivering itself takes no text',
		}),
		deliverOptions: collection(
			{ displayName: 'Options' },
			{
				files: textList({
					displayName: 'Binary Fields',
					placeholder: 'e.g. data',
					description: 'Names of the binary fields to send along, separated by commas',
				}),
				stageIds: textList({
					displayName: 'Stage IDs',
					placeholder: 'e.g. 901',
					description: 'Delivers only these stages, separated by commas',
				}),
			},
		),
	},
	prepare: async ({ client, params, files, signal }) => {
		const { orderId, message } = params;
		const stageIds = wholeNumbers(params.deliverOptions.stageIds, 'Stage IDs');
		const parts = await readAll(files, params.deliverOptions.files);
		return {
			target: `order ${orderId}`,
			content: message,
			request: {
				method: 'sendOrderForApproval',
				parameters: { orderId, stageIds },
				message: message || null,
				files: parts.map(({ fileName }) => fileName),
			},
			async send() {
				const fileIds = await client.files.uploadAll(parts, signal);
				const { message: sent } = await client.orders.work.deliver(
					{ orderId, message: message || undefined, fileIds, stageIds },
					signal,
				);
				return { orderId, delivered: true, messageId: sent?.messageId ?? null };
			},
		};
	},
});
