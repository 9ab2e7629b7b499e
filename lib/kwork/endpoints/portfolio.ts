import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import { portfolioSchema, type PortfolioItem } from '../schemas/catalogue';
import type { AccountEndpoint } from './account';
import { write } from './write';

/** Works shown on a profile (kwork.md 3.17). */
export class PortfolioEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly account: AccountEndpoint,
	) {}

	/** Works of a user, 12 per page; own ones without `userId`. */
	async *list(
		filters: { userId?: number; categoryId?: number } = {},
		options: ListOptions = {},
	): AsyncGenerator<PortfolioItem, void, undefined> {
		const user_id = filters.userId ?? (await this.account.identity()).id;
		const parameters = { user_id, category_id: filters.categoryId ?? 'all' };
		yield* pages(
			async (page) => {
				const answer = await this.api.ask(
					'portfolioList',
					{ ...parameters, page },
					portfolioSchema,
					{
						effect: 'read',
						signal: options.signal,
					},
				);
				return { items: answer.value.portfolio, paging: answer.paging };
			},
			(item) => item.id,
			options,
		);
	}

	/** Deletes a work, or with `unlinkOnly` takes it off the profile. */
	async delete(
		itemId: number,
		options: { unlinkOnly?: boolean; signal?: AbortSignal } = {},
	): Promise<void> {
		const parameters = { portfolio_id: itemId, unlink: options.unlinkOnly ?? false };
		await write(this.api, 'deletePortfolio', parameters, options.signal, async () => {
			if (options.unlinkOnly) return false;
			for await (const { id } of this.list()) if (id === itemId) return false;
			return true;
		});
	}
}
