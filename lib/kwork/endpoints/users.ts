import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import {
	foundUserSchema,
	reviewSchema,
	userSchema,
	type FoundUser,
	type Review,
	type User,
} from '../schemas/account';
import { one } from '../schemas/values';
import { pagedList } from './reads';
import { sameText } from '../text';
import { write } from './write';

const oneUser = one(userSchema);

export type ReviewType = 'all' | 'positive' | 'negative';

/** Other people on Kwork (kwork.md 3.3). */
export class UsersEndpoint {
	constructor(private readonly api: KworkApi) {}

	async get(userId: number, signal?: AbortSignal): Promise<User> {
		return await this.api.call('user', { id: userId }, oneUser, {
			effect: 'read',
			signal,
		});
	}

	async getByUsername(username: string, signal?: AbortSignal): Promise<User> {
		return await this.api.call('userByUsername', { username }, oneUser, {
			effect: 'read',
			signal,
		});
	}

	/** Users whose login or name fits. */
	search(query: string, options: ListOptions = {}): AsyncGenerator<FoundUser, void, undefined> {
		return pagedList(this.api, 'userSearch', { query }, foundUserSchema, ({ id }) => id, options);
	}

	/** Reviews about a user, 30 per page. */
	reviews(
		userId: number,
		options: { type?: ReviewType } & ListOptions = {},
	): AsyncGenerator<Review, void, undefined> {
		const parameters = { user_id: userId, type: options.type ?? 'all' };
		return pagedList(this.api, 'userReviews', parameters, reviewSchema, reviewKey, options);
	}

	/** A private note about a user; an empty text removes it. */
	async setNote(userId: number, note: string, signal?: AbortSignal): Promise<void> {
		const method = note === '' ? 'deleteUserNote' : 'saveUserNote';
		const parameters = { user_id: userId, note: note || undefined };
		await write(this.api, method, parameters, signal, async () => {
			return sameText((await this.get(userId)).note?.text ?? '', note);
		});
	}
}

/** Reviews that belong to a portfolio item have no id of their own. */
export function reviewKey(review: Review): string | number {
	return review.id ?? `${review.time_added}-${review.writer?.id}-${review.text?.slice(0, 40)}`;
}
