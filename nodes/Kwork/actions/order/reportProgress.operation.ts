import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { number, ParameterValueError, text, textList } from '../../../shared/parameters';
import { checkedLength, orderLocator, ids } from '../../parameters';

export const reportProgress = defineOperation<KworkClient>()({
	value: 'reportProgress',
	name: 'Report Progress',
	action: 'Report progress of an order',
	description:
		'Seller: tells the buyer how far the work is, for the order or for its stages. One item.',
	effect: 'write',
	parameters: {
		orderId: orderLocator(),
		progress: number({
			displayName: 'Progress (%)',
			default: 50,
			typeOptions: { minValue: 10, maxValue: 100 },
			description: 'In steps of ten',
		}),
		comment: text({
			displayName: 'Comment',
			required: true,
			rows: 2,
			description: 'What was done, 2 to 350 characters',
		}),
		stageIds: textList({
			displayName: 'Stage IDs',
			placeholder: 'e.g. 901, 902',
			description: 'Stages that have this progress, separated by commas; empty for the whole order',
		}),
	},
	prepare: async ({ client, params, signal }) => {
		const { orderId, progress } = params;
		const comment = checkedLength(params.comment, 'Comment', 2, 350);
		if (progress < 10 || progress > 100 || progress % 10 !== 0) {
			throw new ParameterValueError('"Progress (%)" is not a step of ten', 'Use 10, 20, … 100.');
		}
		const stageIds = ids(params.stageIds, 'Stage IDs') ?? [];
		const stages = Object.fromEntries(stageIds.map((id) => [id, progress]));
		return {
			target: `order ${orderId}`,
			content: comment,
			request:
				stageIds.length > 0
					? { method: 'updateStageProgress', parameters: { order_id: orderId, stages, comment } }
					: { method: 'sendReport', parameters: { order_id: orderId, progress, comment } },
			async send() {
				if (stageIds.length > 0)
					await client.orders.work.reportStages(orderId, stages, comment, signal);
				else await client.orders.work.reportProgress(orderId, progress, comment, signal);
				return { orderId, progress };
			},
		};
	},
});
