import { z } from 'zod';
import type { ServiceError } from '../errors';
import { asError } from '../errors';
import type { QueryParameters } from '../http';
import { mapInOrder, take } from '../streams';
import { entry } from './entry';
import { isAboutOneThing } from './failures';
import type { ResumeFilters } from './resumeFilters';
import { searchQuery } from './resumeFilters';
import type { Resume, ResumeCard } from './schemas';
import { resume, resumeCard } from './schemas';
import type { AvitoTransport } from './transport';
import { check, segment } from './transport';

const PAGE_SIZE = 100;

const searchPage = z.looseObject({
	meta: z.looseObject({ pages: z.number().nullish() }).nullish(),
	resumes: z.array(entry(resumeCard)).nullish(),
});

/** The cursor as it was written: it is 64 bits wide, which a JavaScript number is not (2.2). */
const cursorIn = (text: string): string | undefined =>
	/"meta"\s*:\s*\{[^{}]*"cursor"\s*:\s*"?(-?\d+)/.exec(text)?.[1];

export interface ResumeSelection {
	/** Of `address_details, description, is_active, …`; all when left out (avito.md 3.4). */
	fields?: readonly string[];
	params?: readonly string[];
	photos?: boolean;
}

/**
 * A resume that was asked for by id. Hidden and deleted ones are missing, which is a result; one
 * with a `failure` could not be read, so nothing is known of it.
 */
export type ResumeById =
	| { id: number; resume: Resume; failure?: undefined }
	| { id: number; resume?: undefined; failure?: ServiceError };

const csv = (values: readonly (string | number)[] | undefined): string | undefined =>
	values && values.length > 0 ? values.join(',') : undefined;

/** Resume search and cards, all free of charge (avito.md 3.3, 3.4). */
export class ResumesApi {
	constructor(private readonly transport: AvitoTransport) {}

	/**
	 * Short cards of active resumes of the whole site. Pages go by cursor, so that the 5,000 of
	 * page numbers are no limit; a resume that moves between pages is given once.
	 */
	search(
		filters: ResumeFilters,
		options: { limit?: number; signal?: AbortSignal } = {},
	): AsyncIterable<ResumeCard> {
		const limit = options.limit ?? Infinity;
		return take(this.pages(filters, limit, options.signal), limit);
	}

	private async *pages(
		filters: ResumeFilters,
		limit: number,
		signal?: AbortSignal,
	): AsyncGenerator<ResumeCard> {
		const query = searchQuery(filters);
		const perPage = Math.min(PAGE_SIZE, Math.max(1, limit));
		const seen = new Set<number>();
		let cursor: string | undefined;
		for (;;) {
			const page = await this.page({ ...query, per_page: perPage, cursor }, signal);
			const fresh = page.resumes.filter(({ id }) => !seen.has(id));
			for (const card of fresh) {
				seen.add(card.id);
				yield card;
			}
			// A cursor that leads to known resumes only would go round for ever.
			if (fresh.length === 0 || !page.cursor || page.pages <= 1) return;
			cursor = page.cursor;
		}
	}

	private async page(query: QueryParameters, signal?: AbortSignal) {
		const name = 'avito.resume.search';
		const answer = await this.transport.send({
			method: 'GET',
			path: '/job/v1/resumes/',
			query,
			effect: 'read',
			name,
			signal,
		});
		const body = check(name, answer.body(), searchPage);
		return {
			resumes: body.resumes ?? [],
			// Without a cursor in the query `pages` counts the whole search; with one it may count the rest.
			pages: query.cursor === undefined ? (body.meta?.pages ?? Infinity) : Infinity,
			cursor: cursorIn(answer.text),
		};
	}

	/** One resume; a hidden or deleted one is `avito.notFound`. */
	async get(id: number, selection: ResumeSelection = {}, signal?: AbortSignal): Promise<Resume> {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/job/v2/resumes/${segment(id)}`,
				query: {
					fields: csv(selection.fields),
					params: csv(selection.params),
					photos: selection.photos,
				},
				effect: 'read',
				name: 'avito.resume.get',
				signal,
			},
			entry(resume),
		);
	}

	/**
	 * Resumes by id, in the order given, several at once; the account's budget sets the pace. One that
	 * cannot be read costs no other; where not one of them can, the first failure is thrown.
	 */
	async *getMany(
		ids: Iterable<number> | AsyncIterable<number>,
		options: ResumeSelection & { concurrency?: number; signal?: AbortSignal } = {},
	): AsyncGenerator<ResumeById> {
		const { concurrency = 8, signal, ...selection } = options;
		let first: ServiceError | undefined;
		let isAnyKnown = false;
		const answers = mapInOrder(ids, concurrency, async (id): Promise<ResumeById> => {
			try {
				return { id, resume: await this.get(id, selection, signal) };
			} catch (error) {
				if (!isAboutOneThing(error)) throw asError(error);
				return error.kind === 'notFound' ? { id } : { id, failure: error };
			}
		});
		for await (const answer of answers) {
			first ??= answer.failure;
			isAnyKnown ||= answer.failure === undefined;
			yield answer;
		}
		if (first && !isAnyKnown) throw first;
	}
}
