import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { offerLocator } from '../../parameters';

export const withdraw = defineOperation<KworkClient>()({
	value: 'withdraw',
	name: 'Withdraw',
	action: 'Withdraw an offer',
	description:
		'Withdraws one of your offers from its project; the connect does not come back. One item.',
	effect: 'write',
	parameters: { offerId: offerLocator() },
	prepare: async ({ client, params: { offerId }, signal }) => ({
		target: `offer ${offerId}`,
		request: { method: 'deleteOffer', parameters: { id: offerId } },
		send: async () => {
			await client.offers.delete(offerId, signal);
			return { offerId, deleted: true };
		},
	}),
});
