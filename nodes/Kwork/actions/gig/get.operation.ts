import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { gigLocator } from '../../parameters';

export const get = defineOperation<KworkClient>()({
	value: 'get',
	name: 'Get',
	action: 'Get a gig',
	description: 'The public page of a kwork (gig): text, price, packages, queue. One item.',
	effect: 'read',
	parameters: { gigId: gigLocator() },
	execute: async ({ client, params, signal }) => await client.gigs.get(params.gigId, signal),
	output: { forms: (lib) => lib.kworkForms.gigDetails, record: false },
});
