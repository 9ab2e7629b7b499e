import { z } from 'zod';
import { inGroups, take } from '../streams';
import { entry } from './entry';
import { failures } from './failures';
import { moscowDay } from './moscow';
import type { Application, ApplicationHead } from './schemas';
import { application, applicationHead } from './schemas';
import type { AvitoTransport } from './transport';

/** Applications per page and per batch (avito.md 3.5). */
const BATCH = 100;

const DAY_MS = 86_400_000;

const heads = z.looseObject({ applies: z.array(entry(applicationHead)).nullish() });
const details = z.looseObject({ applies: z.array(entry(application)).nullish() });
const viewed = z.looseObject({
	applies: z.array(z.looseObject({ id: z.string(), is_viewed: z.boolean().nullish() })).nullish(),
});
const states = z.looseObject({
	states: z.array(z.looseObject({ slug: z.string(), description: z.string().nullish() })),
});

export interface ApplicationFilters {
	/**
	 * Changed at or after this moment (ms). Avito knows days only, so it is asked from the day
	 * before on, and what is older is left out here (avito.md 6.5).
	 */
	updatedSinceMs?: number;
	createdSinceMs?: number;
	vacancyIds?: readonly number[];
	isViewed?: boolean;
	state?: string;
}

const dayBefore = (ms: number | undefined): string | undefined =>
	ms === undefined ? undefined : moscowDay(Math.max(0, ms - DAY_MS));

/** An unreadable time counts as new: showing twice is better than losing. */
const isSince = (time: string | null | undefined, sinceMs: number | undefined): boolean => {
	if (sinceMs === undefined) return true;
	const at = Date.parse(time ?? '');
	return Number.isNaN(at) || at >= sinceMs;
};

/** Applications to the account's vacancies (avito.md 3.5). */
export class ApplicationsApi {
	constructor(private readonly transport: AvitoTransport) {}

	/** Ids with state and times, newest created first. One of the two dates is required by Avito. */
	async *ids(filters: ApplicationFilters, signal?: AbortSignal): AsyncGenerator<ApplicationHead> {
		if (filters.updatedSinceMs === undefined && filters.createdSinceMs === undefined) {
			throw failures.refusedLocally(
				'Avito lists applications only since a date',
				'Give "Updated Since" or "Created Since".',
			);
		}
		const query = {
			updatedAtFrom: dayBefore(filters.updatedSinceMs),
			createdAtFrom: dayBefore(filters.createdSinceMs),
			vacancyIds: filters.vacancyIds?.length ? filters.vacancyIds.join(',') : undefined,
			is_viewed: filters.isViewed,
			state: filters.state || undefined,
		};
		const seen = new Set<string>();
		let cursor: string | undefined;
		for (;;) {
			const { applies } = await this.transport.call(
				{
					method: 'GET',
					path: '/job/v1/applications/get_ids',
					query: { ...query, cursor },
					effect: 'read',
					name: 'avito.application.ids',
					signal,
				},
				heads,
			);
			const page = applies ?? [];
			const fresh = page.filter(({ id }) => !seen.has(id));
			for (const head of fresh) {
				seen.add(head.id);
				const wanted =
					isSince(head.updated_at, filters.updatedSinceMs) &&
					isSince(head.created_at, filters.createdSinceMs);
				if (wanted) yield head;
			}
			cursor = page.at(-1)?.id;
			if (page.length < BATCH || fresh.length === 0) return;
		}
	}

	/** Whole applications by id, a hundred per call. Ids that Avito does not know are left out. */
	async *getByIds(
		ids: Iterable<string> | AsyncIterable<string>,
		signal?: AbortSignal,
	): AsyncGenerator<Application> {
		for await (const group of inGroups(ids, BATCH)) {
			const { applies } = await this.transport.call(
				{
					method: 'POST',
					path: '/job/v1/applications/get_by_ids',
					body: { json: { ids: group } },
					effect: 'read',
					name: 'avito.application.get',
					signal,
				},
				details,
			);
			const byId = new Map((applies ?? []).map((entry) => [entry.id, entry]));
			for (const id of group) {
				const found = byId.get(id);
				if (found) yield found;
			}
		}
	}

	/** Ids and details in one step. */
	list(
		filters: ApplicationFilters,
		options: { limit?: number; signal?: AbortSignal } = {},
	): AsyncIterable<Application> {
		const { limit = Infinity, signal } = options;
		const ids = take(this.ids(filters, signal), limit);
		return this.getByIds(idsOf(ids), signal);
	}

	/** The states that an application can have, with Avito's Russian names. */
	async states(signal?: AbortSignal) {
		const answer = await this.transport.call(
			{
				method: 'GET',
				path: '/job/v1/applications/get_states',
				effect: 'read',
				name: 'avito.application.states',
				signal,
			},
			states,
		);
		return answer.states;
	}

	/** Moves up to 100 applications to a state; returns those that Avito changed. */
	async applyAction(action: string, ids: readonly string[], signal?: AbortSignal) {
		const { applies } = await this.transport.call(
			{
				method: 'POST',
				path: '/job/v1/applications/apply_actions',
				body: { json: { action, ids: batchOf(ids) } },
				effect: 'write',
				name: 'avito.application.action',
				signal,
			},
			heads,
		);
		return applies ?? [];
	}

	async setViewed(isViewed: boolean, ids: readonly string[], signal?: AbortSignal) {
		const applies = batchOf(ids).map((id) => ({ id, is_viewed: isViewed }));
		const answer = await this.transport.call(
			{
				method: 'POST',
				path: '/job/v1/applications/set_is_viewed',
				body: { json: { applies } },
				effect: 'write',
				name: 'avito.application.viewed',
				signal,
			},
			viewed,
		);
		return answer.applies ?? [];
	}
}

async function* idsOf(source: AsyncIterable<{ id: string }>): AsyncGenerator<string> {
	for await (const { id } of source) yield id;
}

function batchOf(ids: readonly string[]): string[] {
	const unique = [...new Set(ids)];
	if (unique.length > 0 && unique.length <= BATCH) return unique;
	throw failures.refusedLocally(
		`${unique.length} applications in one call; Avito takes 1 to ${BATCH}`,
		`Give at least one ID, and split longer lists into groups of ${BATCH}.`,
	);
}
