import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { returnAllAndLimit } from '../../../shared/parameters';
import { idField, reviewType } from '../../parameters';

export const getReviews = defineOperation<KworkClient>()({
	value: 'getReviews',
	name: 'Get Reviews',
	action: 'Get the reviews of a user',
	description:
		'Reviews that others wrote about a person. Use it to judge a client or a seller; one item per review.',
	effect: 'read',
	parameters: {
		userId: idField('User ID', '777001', 'ID of the person'),
		reviewType: reviewType(),
		limit: returnAllAndLimit(),
	},
	execute: ({ client, params: { userId, reviewType: type, limit }, signal }) =>
		client.users.reviews(userId, { type, limit, signal }),
	output: { forms: (lib) => lib.kworkForms.review, record: false },
});
