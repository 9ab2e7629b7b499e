import { z } from 'zod';
import { collect, take } from '../streams';
import { entry } from './entry';
import type { AccountApi } from './account';
import { moscowDay } from './moscow';
import type { Item, ItemState } from './schemas';
import { item, itemState } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

/** Avito's category of vacancies. */
export const VACANCY_CATEGORY = 111;

/** "Less than 100" by the documentation (avito.md 2.2). */
const PAGE_SIZE = 99;

const page = z.looseObject({ resources: z.array(entry(item)).nullish() });

export interface ItemFilters {
	/** Of `active, removed, old, blocked, rejected`; active ones when left out. */
	statuses?: readonly string[];
	/** Avito looks at Moscow's calendar day of it. */
	updatedFromMs?: number;
	category?: number;
}

/** The account's own items, vacancies among them (avito.md 5.2). 25 requests per minute. */
export class ItemsApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
	) {}

	list(
		filters: ItemFilters = {},
		options: { limit?: number; signal?: AbortSignal } = {},
	): AsyncIterable<Item> {
		const limit = options.limit ?? Infinity;
		return take(this.pages(filters, limit, options.signal), limit);
	}

	private async *pages(filters: ItemFilters, limit: number, signal?: AbortSignal) {
		const perPage = Math.min(PAGE_SIZE, Math.max(1, limit));
		const seen = new Set<number>();
		for (let number = 1; ; number += 1) {
			const { resources } = await this.transport.call(
				{
					method: 'GET',
					path: '/core/v1/items',
					query: {
						per_page: perPage,
						page: number,
						status: filters.statuses?.length ? filters.statuses.join(',') : undefined,
						updatedAtFrom:
							filters.updatedFromMs === undefined ? undefined : moscowDay(filters.updatedFromMs),
						category: filters.category,
					},
					effect: 'read',
					name: 'avito.item.list',
					signal,
				},
				page,
			);
			const found = resources ?? [];
			for (const one of found) {
				if (seen.has(one.id)) continue;
				seen.add(one.id);
				yield one;
			}
			if (found.length < perPage) return;
		}
	}

	/** Most chats are about an own vacancy, whether or not it is still shown. */
	async ownVacancyIds(signal?: AbortSignal): Promise<number[]> {
		const statuses = ['active', 'old', 'removed', 'blocked', 'rejected'];
		const items = await collect(this.list({ category: VACANCY_CATEGORY, statuses }, { signal }));
		return items.map(({ id }) => id);
	}

	/** State and promotion of one own item. */
	async get(itemId: number, signal?: AbortSignal): Promise<ItemState> {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/core/v1/accounts/${await this.account.id()}/items/${segment(itemId)}/`,
				effect: 'read',
				name: 'avito.item.get',
				signal,
			},
			itemState,
		);
	}
}
