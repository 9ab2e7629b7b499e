import type { DeliveryLookBack, KworkClient } from '../../../../lib/kwork';
import { readAll } from '../../../shared/files';
import { defineOperation, type Look } from '../../../shared/operation';
import { collection, text, textList } from '../../../shared/parameters';
import { orderLocator, ids } from '../../parameters';

export const deliver = defineOperation<KworkClient>()({
	value: 'deliver',
	name: 'Deliver',
	action: 'Deliver an order',
	description:
		'Seller: sends the work for review, preceded by a message with files if you give one. If it stops after the message, the next run only delivers. One item.',
	effect: 'write',
	sends: true,
	parameters: {
		orderId: orderLocator(),
		message: text({
			displayName: 'Message',
			rows: 4,
			description: 'Sent to the chat of the order first, because delivering takes no text',
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
		const stageIds = ids(params.deliverOptions.stageIds, 'Stage IDs');
		const parts = await readAll(files, params.deliverOptions.files);
		const delivery = { orderId, message: message || undefined, stageIds };
		let fileIds: number[] = [];
		return {
			target: `order ${orderId}`,
			content: message,
			request: {
				method: 'sendOrderForApproval',
				parameters: { orderId, stageIds },
				message: message || null,
				files: parts.map(({ fileName }) => fileName),
			},
			async look() {
				const back = await client.orders.work.lookBack(delivery, signal);
				const messageId = back.message?.messageId ?? null;
				return {
					...back,
					...(back.delivered ? { sent: { orderId, delivered: true, messageId } } : {}),
				};
			},
			async ready(back?: Look & DeliveryLookBack) {
				// The files of a message that is in the chat already went with it.
				fileIds = back?.message ? [] : await client.files.uploadAll(parts, signal);
			},
			async send(back?: Look & DeliveryLookBack) {
				const work = { ...delivery, fileIds };
				const { message: sent } = await client.orders.work.deliver(work, signal, back);
				return { orderId, delivered: true, messageId: sent?.messageId ?? null };
			},
		};
	},
});
