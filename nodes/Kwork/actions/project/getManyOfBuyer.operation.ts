import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { idField } from '../../parameters';

export const getManyOfBuyer = defineOperation<KworkClient>()({
	value: 'getManyOfBuyer',
	name: 'Get Many of a Buyer',
	action: 'Get many projects of a buyer',
	description:
		'Projects of one buyer that are on the exchange now. Kwork has no list per buyer, so the whole exchange is read, one request per 12 projects. One item per project.',
	effect: 'read',
	parameters: {
		buyerId: idField('Buyer ID', '777001', 'User ID of the buyer, as userId in a project'),
		limit: returnAllAndLimit(),
	},
	execute: ({ client, params: { buyerId, limit }, signal }) =>
		client.projects.ofBuyer(buyerId, { limit, signal }),
	output: { forms: (lib) => lib.kworkForms.project, record: true },
});
