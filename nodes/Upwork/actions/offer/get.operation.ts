import { defineOperation } from '../../../shared/operation';
import type { UpworkRun } from '../../context';
import { plainId } from '../../parameters';

export const get = defineOperation<UpworkRun>()({
	value: 'get',
	name: 'Get',
	action: 'Get an offer',
	description:
		'One offer with its terms. It is accepted or declined on the website only. One item.',
	effect: 'read',
	parameters: { offerId: plainId('Offer', 'An offer of a client', '61000001') },
	execute: async ({ client: { api }, params }) => await api.business.offer(params.offerId),
	output: { forms: (lib) => lib.upworkForms.offer, record: true },
});
