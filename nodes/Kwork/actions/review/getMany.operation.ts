import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { reviewType } from '../../parameters';

export const getMany = defineOperation<KworkClient>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many reviews',
	description:
		'Reviews about you, with your answers. Use it to find those without one; one item per review.',
	effect: 'read',
	parameters: { reviewType: reviewType(), limit: returnAllAndLimit() },
	execute: async function* ({ client, params: { reviewType: type, limit }, signal }) {
		const { id } = await client.account.identity();
		yield* client.users.reviews(id, { type, limit, signal });
	},
	output: { forms: (lib) => lib.kworkForms.review, record: false },
});
