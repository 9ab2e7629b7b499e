import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import { reviewSchema, type Review } from '../schemas/account';
import { pagedList } from './reads';
import { orderTracksSchema } from '../schemas/order';
import { one } from '../schemas/values';
import { sameText } from '../text';
import type { AccountEndpoint } from './account';
import { reviewKey, type ReviewType, type UsersEndpoint } from './users';
import { write } from './write';

const oneOrderTracks = one(orderTracksSchema);

/** Reviews of orders: the buyer writes one, the seller answers it (kwork.md 3.16). */
export class ReviewsEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly account: AccountEndpoint,
		private readonly users: UsersEndpoint,
	) {}

	/** Reviews of a kwork. */
	ofGig(
		gigId: number,
		options: { type?: ReviewType } & ListOptions = {},
	): AsyncGenerator<Review, void, undefined> {
		const parameters = { kwork_id: gigId, type: options.type ?? 'all' };
		return pagedList(this.api, 'getKworkReviews', parameters, reviewSchema, reviewKey, options);
	}

	/** Buyer: reviews a completed order. */
	async create(
		input: { orderId: number; type: 'positive' | 'negative'; text: string },
		signal?: AbortSignal,
	): Promise<void> {
		const { orderId, type, text } = input;
		const parameters = { order_id: orderId, type, text };
		await write(this.api, 'createReview', parameters, signal, async () => {
			return sameText((await this.ofOrder(orderId))?.text ?? '', text);
		});
	}

	async edit(
		input: { orderId: number; type: 'positive' | 'negative'; text: string },
		signal?: AbortSignal,
	): Promise<void> {
		const { orderId, type, text } = input;
		const parameters = { order_id: orderId, type, text };
		await write(this.api, 'editReview', parameters, signal, async () => {
			return sameText((await this.ofOrder(orderId))?.text ?? '', text);
		});
	}

	async delete(orderId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'deleteReview', { order_id: orderId }, signal, async () => {
			return (await this.ofOrder(orderId)) === undefined;
		});
	}

	/** Seller: answers a review. */
	async answer(reviewId: number, text: string, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'createAnswer', { review_id: reviewId, text }, signal, async () => {
			return await this.answerIs(text, ({ id }) => id === reviewId);
		});
	}

	async editAnswer(answerId: number, text: string, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'editAnswer', { answer_id: answerId, text }, signal, async () => {
			return await this.answerIs(text, ({ answer }) => answer?.id === answerId);
		});
	}

	private async ofOrder(orderId: number) {
		const parameters = { orderId, limit: 1 };
		const tracks = await this.api.call('getTracks', parameters, oneOrderTracks, { effect: 'read' });
		return tracks.review?.review;
	}

	/** Whether a review about the own account has this answer. */
	private async answerIs(text: string, isIt: (review: Review) => boolean): Promise<boolean> {
		const { id } = await this.account.identity();
		for await (const review of this.users.reviews(id)) {
			if (isIt(review)) return sameText(review.answer?.text ?? '', text);
		}
		return false;
	}
}
