import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import { reviewSchema, type Review } from '../schemas/account';
import { pagedList } from './reads';
import { reviewKey, type ReviewType } from './users';
import { write } from './write';

/** Reviews of orders: the buyer writes one, the seller answers it (kwork.md 3.16). */
export class ReviewsEndpoint {
	constructor(private readonly api: KworkApi) {}

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
		await write(this.api, 'createReview', { order_id: orderId, type, text }, signal);
	}

	async edit(
		input: { orderId: number; type: 'positive' | 'negative'; text: string },
		signal?: AbortSignal,
	): Promise<void> {
		const { orderId, type, text } = input;
		await write(this.api, 'editReview', { order_id: orderId, type, text }, signal);
	}

	async delete(orderId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'deleteReview', { order_id: orderId }, signal);
	}

	/** Seller: answers a review. */
	async answer(reviewId: number, text: string, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'createAnswer', { review_id: reviewId, text }, signal);
	}

	async editAnswer(answerId: number, text: string, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'editAnswer', { answer_id: answerId, text }, signal);
	}
}
