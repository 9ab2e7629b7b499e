/**
 * Upwork's five ways of paging (upwork.md 2.5) as AsyncIterables. `totalCount` and `hasNextPage` are
 * unreliable on their own: the end is a page that adds nothing new, or a cursor that is missing or
 * unchanged. Where both signals agree that this was all, the extra request is saved.
 */

export interface CursorPage<T> {
	items: T[];
	/** Entries that Upwork sent, broken ones included; default: the number of `items`. */
	received?: number;
	endCursor?: string | null;
	hasNextPage?: boolean | null;
	totalCount?: number | null;
}

export interface PagingOptions<T> {
	/** How many results are wanted; `Infinity` for all. */
	limit: number;
	/** Most that the service gives at once. */
	pageSize: number;
	idOf(item: T): string;
	signal?: AbortSignal;
}

/** Entries as Upwork sent them; a broken one is null, and counts where the end is told by the number. */
export type Entries<T> = ReadonlyArray<T | null | undefined>;

/** Drops what an earlier page had already, and broken entries. */
class Seen<T> {
	private readonly ids = new Set<string>();

	constructor(private readonly idOf: (item: T) => string) {}

	new(items: Entries<T>): T[] {
		return items.filter((item): item is T => {
			if (item === null || item === undefined) return false;
			const id = this.idOf(item);
			if (this.ids.has(id)) return false;
			this.ids.add(id);
			return true;
		});
	}
}

/** Cursor paging, whether it is an argument or stands inside the filter. */
export async function* byCursor<T>(
	fetchPage: (page: { first: number; after?: string }) => Promise<CursorPage<T>>,
	options: PagingOptions<T>,
	start?: string,
): AsyncGenerator<T> {
	const seen = new Seen(options.idOf);
	let after = start;
	let left = options.limit;
	let received = 0;
	while (left > 0) {
		options.signal?.throwIfAborted();
		const first = Math.min(options.pageSize, left);
		const page = await fetchPage({ first, after });
		const fresh = seen.new(page.items).slice(0, left);
		yield* fresh;
		left -= fresh.length;
		const entries = page.received ?? page.items.length;
		received += entries;
		const next = page.endCursor;
		const isBroken = page.items.length === 0 && entries > 0;
		if (
			(fresh.length === 0 && !isBroken) ||
			!next ||
			next === after ||
			isLast(page, received, first)
		)
			return;
		after = next;
	}
}

function isLast(page: CursorPage<unknown>, received: number, asked: number): boolean {
	if (page.hasNextPage !== false) return false;
	if (typeof page.totalCount === 'number') return received >= page.totalCount;
	return (page.received ?? page.items.length) < asked;
}

/** `{limit, offset}`: a page shorter than asked is the last one. */
export async function* byOffset<T>(
	fetchPage: (page: { limit: number; offset: number }) => Promise<Entries<T>>,
	options: PagingOptions<T>,
): AsyncGenerator<T> {
	const seen = new Seen(options.idOf);
	let left = options.limit;
	let offset = 0;
	while (left > 0) {
		options.signal?.throwIfAborted();
		const limit = Math.min(options.pageSize, left);
		const items = await fetchPage({ limit, offset });
		const fresh = seen.new(items).slice(0, left);
		yield* fresh;
		left -= fresh.length;
		if (items.length < limit || fresh.length === 0) return;
		offset += items.length;
	}
}

/**
 * `{pageOffset, pageSize}`. No source says whether the offset counts pages or results, so the second
 * request asks for offset 1: if it overlaps with the first page, results are counted.
 */
export async function* byPageOffset<T>(
	fetchPage: (page: { pageOffset: number; pageSize: number }) => Promise<Entries<T>>,
	options: PagingOptions<T>,
): AsyncGenerator<T> {
	const seen = new Seen(options.idOf);
	const { pageSize } = options;
	let left = options.limit;
	let step = 1;
	let pageOffset = 0;
	while (left > 0) {
		options.signal?.throwIfAborted();
		const items = await fetchPage({ pageOffset, pageSize });
		const unseen = seen.new(items);
		const fresh = unseen.slice(0, left);
		yield* fresh;
		left -= fresh.length;
		const overlaps = items.length - unseen.length > items.length / 2;
		if (pageOffset === 1 && overlaps && step === 1 && pageSize > 2) {
			step = pageSize;
			pageOffset = items.length < pageSize ? pageSize + 1 : pageSize;
			if (items.length < pageSize - 1) return;
			continue;
		}
		if (items.length < pageSize || unseen.length === 0) return;
		pageOffset += step;
	}
}

/**
 * `limit` and `page`. Whether pages begin at 0 or 1 is not documented, so both are read before an
 * empty or repeated page counts as the end.
 */
export async function* byPageNumber<T>(
	fetchPage: (page: { limit: number; page: number }) => Promise<Entries<T>>,
	options: PagingOptions<T>,
): AsyncGenerator<T> {
	const seen = new Seen(options.idOf);
	const limit = options.pageSize;
	let left = options.limit;
	for (let page = 0; left > 0; page += 1) {
		options.signal?.throwIfAborted();
		const items = await fetchPage({ limit, page });
		const fresh = seen.new(items).slice(0, left);
		yield* fresh;
		left -= fresh.length;
		const maybeTheStart = page === 0 && (items.length === 0 || items.length >= limit);
		if (maybeTheStart) continue;
		if (items.length < limit) return;
		if (fresh.length === 0 && page > 1) return;
	}
}
