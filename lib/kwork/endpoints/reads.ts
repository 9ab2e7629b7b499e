import type { z } from 'zod';
import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import type { Parameters } from '../parameters';
import { list } from '../schemas/values';

/** A list method whose pages are numbered from 1, as an iterable of its items, each once. */
export function pagedList<T extends z.ZodType>(
	api: KworkApi,
	method: string,
	parameters: Parameters,
	element: T,
	keyOf: (item: z.output<T>) => string | number,
	options: ListOptions = {},
): AsyncGenerator<z.output<T>, void, undefined> {
	return pages(
		async (page) => {
			const answer = await api.ask(method, { ...parameters, page }, list(element), {
				effect: 'read',
				signal: options.signal,
			});
			return { items: answer.value, paging: answer.paging };
		},
		keyOf,
		options,
	);
}
