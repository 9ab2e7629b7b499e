import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { offerInput, offerParameters } from './input';

export const edit = defineOperation<KworkClient>()({
	value: 'edit',
	name: 'Edit',
	action: 'Edit an offer',
	description:
		'Changes text, price or days of one of your offers that is still open on its project. One item.',
	effect: 'write',
	parameters: offerParameters,
	async prepare({ client, params, files, signal }) {
		const input = await offerInput(params, files);
		return {
			target: `project ${input.projectId}`,
			content: input.description,
			request: client.offers.request(input, { edit: true }),
			async send() {
				const { offerId } = await client.offers.edit(input, { signal });
				return { offerId: offerId ?? null, projectId: input.projectId, edited: true };
			},
		};
	},
});
