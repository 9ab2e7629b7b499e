import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many offers',
	description:
		'Your offers on projects, newest first: price, days, whether the buyer has read them. Use it to see what was sent; one item per offer.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit() },
	execute: ({ client, params: { limit }, signal }) => client.offers.list({ limit, signal }),
	output: { forms: (lib) => lib.kworkForms.offer, record: true },
});
