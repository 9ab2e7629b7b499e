import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { offerLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get an offer',
	description:
		'One of your offers with its text, price, days and project. Use it to see whether the buyer has read it; one item.',
	effect: 'read',
	parameters: { offerId: offerLocator() },
	execute: async ({ client, params, signal }) => await client.offers.get(params.offerId, signal),
	output: { forms: (lib) => lib.kworkForms.offer, record: true },
});
