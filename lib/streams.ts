/**
 * Maps with at most `concurrency` calls at once and yields the results in the order of the input.
 * The source is read only as fast as the results are taken, so nothing piles up in memory.
 */
export async function* mapInOrder<In, Out>(
	source: Iterable<In> | AsyncIterable<In>,
	concurrency: number,
	map: (value: In) => Promise<Out>,
): AsyncGenerator<Out> {
	const running: Array<Promise<Out>> = [];
	for await (const value of source) {
		const result = map(value);
		// A failure waits for its turn below; until then it must not count as unhandled.
		result.catch(() => {});
		running.push(result);
		const oldest = running.length >= concurrency ? running.shift() : undefined;
		if (oldest) yield await oldest;
	}
	for (let next = running.shift(); next; next = running.shift()) yield await next;
}

/** Cuts a source into groups of `size`, the last one shorter. */
export async function* inGroups<T>(
	source: Iterable<T> | AsyncIterable<T>,
	size: number,
): AsyncGenerator<T[]> {
	let group: T[] = [];
	for await (const value of source) {
		group.push(value);
		if (group.length < size) continue;
		yield group;
		group = [];
	}
	if (group.length > 0) yield group;
}

/** The first `limit` values; stops reading the source then. */
export async function* take<T>(source: AsyncIterable<T>, limit: number): AsyncGenerator<T> {
	if (limit <= 0) return;
	let taken = 0;
	for await (const value of source) {
		yield value;
		taken += 1;
		if (taken >= limit) return;
	}
}

/** Everything a source gives, in one list. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
	const values: T[] = [];
	for await (const value of source) values.push(value);
	return values;
}
