import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const getMany = defineOperation<UpworkRun>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many skills',
	description:
		'Skills in the order Upwork lists them; there are thousands, so use Search to find one by name. One item per skill.',
	effect: 'read',
	parameters: { limit: returnAllAndLimit() },
	execute: ({ client: { api }, params: { limit }, signal }) =>
		api.reference.skills({ limit, signal }),
});
