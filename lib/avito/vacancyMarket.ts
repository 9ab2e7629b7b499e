import { z } from 'zod';
import { take } from '../streams';
import { entry } from './entry';
import type { FoundVacancy } from './schemas';
import { foundVacancy } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

const PAGE_SIZE = 100;

/** `page × per_page` may not pass this (avito.md 2.2). */
const SEARCH_CAP = 5000;

// 204 when nothing matches.
const searchPage = z
	.looseObject({
		meta: z.looseObject({ pages: z.number().nullish() }).nullish(),
		vacancies: z.array(entry(foundVacancy)).nullish(),
	})
	.optional();
const dictionaries = z.array(z.looseObject({ id: z.string(), description: z.string().nullish() }));
const dictionary = z.array(
	z.looseObject({
		id: z.union([z.number(), z.string()]),
		name: z.string(),
		deprecated: z.boolean().nullish(),
	}),
);

export interface VacancySearch {
	location?: number;
	businessArea?: number;
	workFormat?: string;
	schedule?: string;
	/** At most 100. */
	employerIds?: readonly number[];
}

/** What Avito shows of vacancies to everybody: the search and the dictionaries (avito.md 3.7). */
export class VacancyMarketApi {
	constructor(private readonly transport: AvitoTransport) {}

	/** All vacancies of Avito, competitors' included; up to 5,000 per search. */
	search(
		filters: VacancySearch,
		options: { limit?: number; signal?: AbortSignal } = {},
	): AsyncIterable<FoundVacancy> {
		return take(this.searchPages(filters, options.signal), options.limit ?? Infinity);
	}

	private async *searchPages(filters: VacancySearch, signal?: AbortSignal) {
		for (let number = 1; number <= SEARCH_CAP / PAGE_SIZE; number += 1) {
			const page = await this.transport.call(
				{
					method: 'GET',
					path: '/job/v2/vacancies',
					query: {
						per_page: PAGE_SIZE,
						page: number,
						location: filters.location,
						business_area: filters.businessArea,
						work_format: filters.workFormat || undefined,
						schedule: filters.schedule || undefined,
						employer_ids: filters.employerIds?.length ? filters.employerIds.join(',') : undefined,
					},
					effect: 'read',
					name: 'avito.vacancy.search',
					signal,
				},
				searchPage,
			);
			const found = page?.vacancies ?? [];
			yield* found;
			if (found.length === 0 || number >= (page?.meta?.pages ?? Infinity)) return;
		}
	}

	/** Names of the dictionaries from which fields of a vacancy take their ids. */
	async dictionaries(signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'GET',
				path: '/job/v2/vacancy/dict',
				effect: 'read',
				name: 'avito.vacancy.dictionaries',
				signal,
			},
			dictionaries,
		);
	}

	async dictionary(id: string, signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/job/v2/vacancy/dict/${segment(id)}`,
				effect: 'read',
				name: 'avito.vacancy.dictionary',
				signal,
			},
			dictionary,
		);
	}
}
