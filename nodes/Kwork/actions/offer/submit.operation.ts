import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation, type Look } from '../../../shared/operation';
import { offerInput, offerParameters } from './input';

export const submit = defineOperation<KworkClient>()({
	value: 'submit',
	name: 'Submit',
	action: 'Submit an offer',
	description:
		'Sends an offer on a project of the exchange, once; it costs one connect. Text, title, days, price, connects and project are checked first. One item with the ID of the offer.',
	effect: 'spend',
	sends: true,
	parameters: offerParameters,
	async prepare({ client, params, files, signal }) {
		const input = await offerInput(params, files);
		return {
			target: `project ${input.projectId}`,
			content: input.description,
			request: client.offers.request(input),
			cost: { amount: 1, unit: 'connect' },
			check: async () => ({ checks: await client.offers.preflight(input, signal) }),
			async look() {
				const offer = await client.offers.findSent(input, signal);
				return { sent: offer && { offerId: offer.id, projectId: input.projectId, sent: false } };
			},
			async send(look?: Look) {
				const skipIfAlreadySent = look !== undefined;
				const made = await client.offers.submit(input, { skipIfAlreadySent, signal });
				const { offerId, checks, connects, sent, alreadySent } = made;
				if (alreadySent) return { offerId, projectId: input.projectId, sent, alreadySent };
				const before = connects?.active_connects;
				return {
					offerId: offerId ?? null,
					projectId: input.projectId,
					sent,
					connectsLeft: before === undefined ? null : before - 1,
					checks: checks.map(({ name, ok, message }) => ({ name, ok, message })),
				};
			},
		};
	},
});
