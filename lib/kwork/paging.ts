import type { Paging } from './envelope';

export interface Page<T> {
	items: readonly T[];
	paging?: Paging;
}

export interface ListOptions {
	/** How many items at most; everything when absent. */
	limit?: number;
	/** Where to begin, counted from 1. */
	firstPage?: number;
	signal?: AbortSignal;
}

/** A broken `paging` must not keep a workflow busy for ever. */
const PAGES_AT_MOST = 2000;
/** Nor a `paging.total` that goes up and down. */
const REWINDS_AT_MOST = 10;

/**
 * Walks pages that are numbered from 1 and yields every item once: new items push older ones down
 * to the next page while it is read (kwork.md section 8). Items that are gone pull the others up, so
 * when the list became shorter, what was read is read again.
 *
 * @param fetchPage reads one page
 * @param keyOf what makes two items the same
 */
export async function* pages<T>(
	fetchPage: (page: number) => Promise<Page<T>>,
	keyOf: (item: T) => string | number,
	options: ListOptions = {},
): AsyncGenerator<T, void, undefined> {
	const seen = new Set<string | number>();
	const limit = options.limit ?? Infinity;
	let total: number | undefined;
	let rewinds = 0;
	const first = options.firstPage ?? 1;
	for (let page = first; page <= PAGES_AT_MOST && seen.size < limit; page += 1) {
		options.signal?.throwIfAborted();
		const { items, paging } = await fetchPage(page);
		const gone = (total ?? 0) - (paging?.total ?? Infinity);
		total = paging?.total ?? total;
		if (page > first && gone > 0 && rewinds < REWINDS_AT_MOST) {
			rewinds += 1;
			page = Math.max(0, page - 1 - Math.ceil(gone / Math.max(1, paging?.limit ?? items.length)));
			continue;
		}
		const before = seen.size;
		for (const item of items) {
			const key = keyOf(item);
			if (seen.has(key)) continue;
			seen.add(key);
			yield item;
			if (seen.size >= limit) return;
		}
		if (items.length === 0 || isLast(page, paging, seen.size === before)) return;
	}
}

function isLast(page: number, paging: Paging | undefined, nothingNew: boolean): boolean {
	if (paging?.pages !== undefined) return page >= paging.pages;
	if (paging?.total !== undefined && paging.limit) return page * paging.limit >= paging.total;
	return nothingNew;
}
