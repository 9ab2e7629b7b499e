import { asError } from '../errors';
import { isKind } from './graphql/answer';
import { requiredJobId } from './ids';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { failures } from './failures';
import type { JobSearchFilter, JobSort, PublicJobFilter } from './documents/jobs';
import {
	JOB_CONTENTS,
	JOB_DETAILS_CLIENT,
	jobDocument,
	PUBLIC_JOBS,
	searchJobsDocument,
	WATCHED,
} from './documents/jobs';
import type { LocalJobFilter } from './jobFilter';
import { clientFigures, isSet, passes, unknownCountries } from './jobFilter';
import { byCursor, byPageOffset } from './paging';
import type { CursorPage } from './paging';
import type { FoundJob, Job, JobContent, PublicJob } from './schemas/jobs';

/** 50 to 100 are accepted by some keys, 10 come by default (upwork.md 3.1). */
const SEARCH_PAGE = 50;
const DEFAULT_PAGE = 10;
const CONTENTS_PAGE = 50;
/** Upwork's terms ask for narrow searches and few pages (upwork.md 6.2). */
const DEFAULT_MAX_SCANNED = 2_000;

export interface JobSearchOptions {
	filter?: JobSearchFilter;
	/** Default: newest first. */
	sort?: JobSort;
	/** Runs here, after the search. */
	local?: LocalJobFilter;
	limit: number;
	fields?: FieldSet;
	/** Whether postings are watched: an answer without what tells them apart is an error then. */
	watched?: boolean;
	/** Postings looked at before giving up, when local filters let few through; default 2,000. */
	maxScanned?: number;
	signal?: AbortSignal;
}

/** Postings: search, details, light contents, and what is known of a posting's client. */
export class UpworkJobs {
	constructor(private readonly executor: GraphqlExecutor) {}

	/**
	 * Searches postings, each once. Upwork's `limit` is on the result after the local filters, and
	 * `maxScanned` on what is read for it.
	 */
	async *search(options: JobSearchOptions): AsyncGenerator<FoundJob> {
		const { local, limit } = options;
		if (!isSet(local)) {
			yield* this.pages(options, limit);
			return;
		}
		const strange = unknownCountries(local);
		if (strange.length > 0) {
			this.executor.notice(
				`${strange.join(', ')}: not a country by name or code; check the spelling in Quality Filters.`,
			);
		}
		const maxScanned = options.maxScanned ?? DEFAULT_MAX_SCANNED;
		let scanned = 0;
		let found = 0;
		for await (const job of this.pages(options, maxScanned)) {
			scanned += 1;
			if (!passes(job, local, this.executor.account.clock.now())) continue;
			yield job;
			found += 1;
			if (found >= limit) return;
		}
		if (scanned >= maxScanned) {
			this.executor.notice(
				`${scanned} postings were looked at and ${found} passed the filters; make the search itself narrower.`,
			);
		}
	}

	private pages(options: JobSearchOptions, limit: number): AsyncGenerator<FoundJob> {
		const read = this.reader(options);
		return byCursor(async ({ first, after }) => await read(after, first), {
			limit,
			pageSize: SEARCH_PAGE,
			idOf: ({ id }) => id,
			signal: options.signal,
		});
	}

	/** Reads page by page, for callers that decide themselves when to stop. */
	reader(
		options: Omit<JobSearchOptions, 'limit'>,
	): (after?: string, first?: number) => Promise<CursorPage<FoundJob>> {
		const { filter = {}, sort = 'RECENCY', fields = { set: 'standard' }, signal } = options;
		const chosen = searchJobsDocument(fields, options.local);
		const document = options.watched
			? { ...chosen, needs: [...(chosen.needs ?? []), ...WATCHED] }
			: chosen;
		let most: number = SEARCH_PAGE;
		const ask = async (page?: { first: number; after: string }) => {
			const answer = await this.executor.run(
				document,
				{ filter: page ? { ...filter, pagination_eq: page } : filter, sort: [{ field: sort }] },
				{ signal },
			);
			return pageOf(answer.marketplaceJobPostingsSearch);
		};
		return async (after, first = SEARCH_PAGE) => {
			try {
				return await ask({ first: Math.min(most, first), after: after ?? '0' });
			} catch (error) {
				if (after !== undefined || !isKind(error, 'temporary')) throw asError(error);
				// Some keys get "Exception occurred" for any pagination of theirs (upwork.md 3.1).
				most = DEFAULT_PAGE;
				return await ask();
			}
		};
	}

	/** The public search: fewer fields and filters, open to keys that the other refuses. */
	searchPublic(options: {
		filter?: PublicJobFilter;
		limit: number;
		signal?: AbortSignal;
	}): AsyncGenerator<PublicJob> {
		const { filter = {}, limit, signal } = options;
		return byPageOffset(
			async (pagination) => {
				const answer = await this.executor.run(
					PUBLIC_JOBS,
					{ filter: { ...filter, pagination } },
					{ signal },
				);
				return answer.publicMarketplaceJobPostingsSearch?.jobs ?? [];
			},
			{ limit, pageSize: SEARCH_PAGE, idOf: ({ id }) => id, signal },
		);
	}

	/** A posting with its screening questions, by id or ciphertext. Throws `upwork.notFound`. */
	async get(job: string, fields: FieldSet = { set: 'standard' }): Promise<Job> {
		const id = requiredJobId(job);
		const answer = await this.executor.run(jobDocument(fields), { id }, { subject: `job ${id}` });
		if (!answer.marketplaceJobPosting) throw failures.notFound(`job ${id}`);
		return answer.marketplaceJobPosting;
	}

	/** Title and text of several postings, in the order of the ids that Upwork shows. */
	async *contents(jobs: readonly string[]): AsyncGenerator<JobContent> {
		const ids = jobs.map(requiredJobId);
		for (let from = 0; from < ids.length; from += CONTENTS_PAGE) {
			const part = ids.slice(from, from + CONTENTS_PAGE);
			const answer = await this.executor.run(JOB_CONTENTS, { ids: [...part] });
			const found = new Map(
				present(answer.marketplaceJobPostingsContents).map((job) => [job.id, job]),
			);
			noticeMissing(this.executor, 'jobs', part, [...found.values()]);
			for (const id of part) {
				const job = found.get(id);
				if (job) yield job;
			}
		}
	}

	/**
	 * What is known of a posting's client. No call looks up a client (upwork.md 3.3): the public part
	 * comes with the posting, the statistics only with the search, which is asked for the title.
	 */
	async clientOf(posting: string) {
		const jobId = requiredJobId(posting);
		const { marketplaceJobPosting: job } = await this.executor.run(
			JOB_DETAILS_CLIENT,
			{ id: jobId },
			{ subject: `job ${jobId}` },
		);
		if (!job) throw failures.notFound(`job ${jobId}`);
		const found = await this.foundByTitle(jobId, job.content?.title ?? '');
		if (!found) {
			this.executor.notice(
				`The statistics of the client of job ${jobId} are not there: the search does not show the job.`,
			);
		}
		return {
			jobId,
			company: job.clientCompanyPublic ?? null,
			statistics: found?.client ?? null,
			figures: found ? clientFigures(found) : null,
		};
	}

	private async foundByTitle(jobId: string, title: string): Promise<FoundJob | undefined> {
		const words = title.replace(/[^\p{L}\p{N}\s]+/gu, ' ').trim();
		if (words === '') return undefined;
		const filter = { titleExpression_eq: words };
		for await (const job of this.search({ filter, limit: SEARCH_PAGE })) {
			if (job.id === jobId) return job;
		}
		return undefined;
	}
}

interface Connection<T> {
	totalCount?: number | null;
	pageInfo?: { endCursor?: string | null; hasNextPage?: boolean | null } | null;
	edges?: Array<{ cursor?: string | null; node?: T | null } | null | undefined> | null;
}

/** Says which of the things that were asked for by id are not in the answer. */
export function noticeMissing(
	executor: GraphqlExecutor,
	what: string,
	ids: readonly string[],
	found: ReadonlyArray<{ id: string }>,
): void {
	const known = new Set(found.map(({ id }) => id));
	const missing = ids.filter((id) => !known.has(id));
	if (missing.length === 0) return;
	executor.notice(
		`Upwork shows nothing of ${missing.length} of the ${what}: ${missing.slice(0, 5).join(', ')}.`,
	);
}

/** Entries that are there; broken ones are null and already in the notices. */
export function present<T>(items: ReadonlyArray<T | null | undefined> | null | undefined): T[] {
	return (items ?? []).filter((item): item is T => item !== null && item !== undefined);
}

/** A page of any connection; the last edge's cursor stands in for a missing end cursor. */
export function pageOf<T>(connection: Connection<T> | null | undefined): CursorPage<T> {
	const edges = present(connection?.edges);
	return {
		items: present(edges.map(({ node }) => node)),
		received: connection?.edges?.length,
		endCursor: connection?.pageInfo ? connection.pageInfo.endCursor : edges.at(-1)?.cursor,
		hasNextPage: connection?.pageInfo?.hasNextPage,
		totalCount: connection?.totalCount,
	};
}
