import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { idField, notEmpty } from '../../parameters';

export const answer = defineOperation<KworkClient>()({
	value: 'answer',
	name: 'Answer',
	action: 'Answer a review',
	description: 'Writes the public answer to a review about you. One item.',
	effect: 'write',
	parameters: {
		reviewId: idField('Review ID', '5550001', 'ID of the review'),
		text: text({ displayName: 'Text', required: true, rows: 3, description: 'Seen by everybody' }),
	},
	prepare: async ({ client, params: { reviewId, text: answerText }, signal }) => ({
		target: `review ${reviewId}`,
		content: answerText,
		request: { method: 'createAnswer', parameters: { review_id: reviewId, text: answerText } },
		send: async () => {
			await client.reviews.answer(reviewId, notEmpty(answerText, 'Text'), signal);
			return { reviewId, answered: true };
		},
	}),
});
