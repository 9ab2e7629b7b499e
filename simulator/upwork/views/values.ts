/** Forms of values on the wire (upwork.md 2.6). */

/** All strings, `500.0`. */
export function money(amount: number) {
	const text = Number.isInteger(amount) ? `${amount}.0` : String(amount);
	return { rawValue: text, currency: 'USD', displayValue: text };
}

/** `2025-10-16T06:06:47+0000`: the offset has no colon. */
export function searchDate(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}+0000`;
}

/** RFC 3339 in UTC. */
export function isoDate(ms: number): string {
	return new Date(ms).toISOString();
}

/** The type `DateTime` with epoch milliseconds, as in proposals. */
export function dateTime(ms: number) {
	return { rawValue: String(ms), displayValue: isoDate(ms) };
}

/** The type `DateTime` with epoch seconds, as in the work diary. */
export function dateTimeInSeconds(ms: number) {
	return { rawValue: String(Math.floor(ms / 1_000)), displayValue: isoDate(ms) };
}

/** One page of a list with opaque cursors; no `after` or an empty one is the first page. */
export function connection<Item>(
	items: readonly Item[],
	page: { first?: number | null; after?: string | null },
	limits: { fallback: number; most: number },
	node: (item: Item) => unknown,
) {
	const first = Math.min(page.first ?? limits.fallback, limits.most);
	const start = offsetOf(page.after);
	const shown = items.slice(start, start + first);
	const edges = shown.map((item, index) => ({
		cursor: cursorAt(start + index + 1),
		node: () => node(item),
	}));
	return {
		totalCount: items.length,
		edges,
		pageInfo: {
			endCursor: edges.at(-1)?.cursor ?? null,
			hasNextPage: start + shown.length < items.length,
		},
	};
}

function cursorAt(offset: number): string {
	return Buffer.from(`offset:${offset}`).toString('base64');
}

function offsetOf(cursor: string | null | undefined): number {
	if (cursor === undefined || cursor === null || cursor === '' || cursor === '0') return 0;
	const text = Buffer.from(cursor, 'base64').toString('utf8');
	return Number(/^offset:(\d+)$/.exec(text)?.[1] ?? Number.MAX_SAFE_INTEGER);
}

/** Start and end of a range of strings: ISO times, or epoch milliseconds. */
export function timeRange(range: { rangeStart?: string | null; rangeEnd?: string | null }) {
	const time = (text: string | null | undefined, fallback: number) => {
		if (text === undefined || text === null || text === '') return fallback;
		const ms = /^\d{11,}$/.test(text) ? Number(text) : Date.parse(text);
		return Number.isNaN(ms) ? fallback : ms;
	};
	return { from: time(range.rangeStart, 0), to: time(range.rangeEnd, Infinity) };
}
