import { asError } from '../../errors';
import { isOutcomeUnknown, settleByReading } from '../../settle';
import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import type { Parameters } from '../parameters';
import {
	exchangeInfoSchema,
	favouriteCategorySchema,
	projectCountSchema,
	projectSchema,
	type ExchangeInfo,
	type FavouriteCategory,
	type Project,
	type ProjectCount,
} from '../schemas/exchange';
import { list, one } from '../schemas/values';
import { viewFailure } from '../web/answers';
import type { WebSession } from '../web/session';
import { failures } from '../failures';
import { partlyDone, write } from './write';

const listOfFavouriteCategory = list(favouriteCategorySchema);
const listOfProject = list(projectSchema);
const oneExchangeInfo = one(exchangeInfoSchema);
const oneProjectCount = one(projectCountSchema);
const oneProject = one(projectSchema);

/** How far the exchange is read for a project that was marked. */
const LOOK_THROUGH = 120;

export interface ProjectFilters {
	/** Rubric ids (parents work, too), every rubric, or the favourite ones. Default `all`. */
	categories?: readonly number[] | 'all' | 'favourites';
	/** Budget in roubles, both ends included. */
	priceFrom?: number;
	priceTo?: number;
	/** Percent of own projects for which the buyer hired somebody. */
	hiringFrom?: number;
	/** Offers made so far: more than `offersFrom`, at most `offersTo`. */
	offersFrom?: number;
	offersTo?: number;
	query?: string;
	attributes?: readonly number[];
	offerIntervals?: readonly number[];
}

/** The exchange as a seller sees it (kwork.md 3.4). */
export class ProjectsEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly web: WebSession,
	) {}

	/** Projects, newest first, 12 per page, each once. Texts are HTML, see `plainText`. */
	async *list(
		filters: ProjectFilters = {},
		options: ListOptions = {},
	): AsyncGenerator<Project, void, undefined> {
		const parameters = await this.parametersOf(filters, options.signal);
		if (parameters === undefined) return;
		yield* pages(
			async (page) => {
				const answer = await this.api.ask('projects', { ...parameters, page }, listOfProject, {
					effect: 'read',
					signal: options.signal,
				});
				return { items: answer.value, paging: answer.paging };
			},
			(project) => project.id,
			options,
		);
	}

	/** @throws `kwork.notFound` when there is no such project */
	async get(projectId: number, signal?: AbortSignal): Promise<Project> {
		return await this.api.call('project', { id: projectId }, oneProject, {
			effect: 'read',
			signal,
		});
	}

	/** Open projects of one buyer. Kwork has no filter for it: the list is read and sifted here. */
	async *ofBuyer(
		buyerId: number,
		options: ListOptions = {},
	): AsyncGenerator<Project, void, undefined> {
		const { limit = Infinity, signal } = options;
		let found = 0;
		for await (const project of this.list({}, { signal })) {
			if (found >= limit) return;
			if (project.user_id !== buyerId) continue;
			found += 1;
			yield project;
			// The buyer's own count tells when the rest of the exchange need not be read.
			if (found >= (project.user_active_projects_count ?? Infinity)) return;
		}
	}

	/**
	 * Marks projects as viewed, as the site does when they are scrolled past (kwork.md 6.6).
	 *
	 * @throws `kwork.notFound` for a project that does not exist: the site is not known to say so
	 */
	async markViewed(projectIds: readonly number[], signal?: AbortSignal): Promise<void> {
		const send = async () => {
			const page = await this.web.openProjects();
			const response = await this.web.xhr(page, '/api/offer/addview', {
				body: { form: { 'wantIds[]': [...projectIds] } },
				effect: 'write',
				name: 'addView',
				signal,
			});
			const failure = this.web.failureOf(response, 'addView') ?? viewFailure(response);
			if (failures.captcha.is(failure)) this.web.rested(failure);
			if (failure) throw failure;
			return true;
		};
		await settleByReading(async () => await this.web.withFreshSession(send), {
			clock: this.api.clock,
			isOpen: (error) => isOutcomeUnknown(error) || failures.temporary.is(error),
			find: async () => (await this.areViewed(projectIds)) || undefined,
			unsettled: (cause) => failures.viewNotConfirmed(cause),
		});
		for (const id of projectIds) await this.get(id, signal);
	}

	/** How many projects fit, in all and per interval of budget and offers. */
	async count(filters: ProjectFilters = {}, signal?: AbortSignal): Promise<ProjectCount> {
		const parameters = await this.parametersOf(filters, signal);
		if (parameters === undefined) return { count: 0 };
		return await this.api.call('getWantsCount', parameters, oneProjectCount, {
			effect: 'read',
			signal,
		});
	}

	/** Own counters: offers and archived offers. */
	async info(signal?: AbortSignal): Promise<ExchangeInfo> {
		return await this.api.call('exchangeInfo', {}, oneExchangeInfo, {
			effect: 'read',
			signal,
		});
	}

	/** The rubrics that the user marked as favourites. */
	async favouriteCategories(signal?: AbortSignal): Promise<FavouriteCategory[]> {
		return await this.api.call('favoriteCategories', {}, listOfFavouriteCategory, {
			effect: 'read',
			signal,
		});
	}

	/**
	 * Replaces the favourite rubrics, and the attributes where some are given. `setFavorite` demands
	 * attributes, so without them rubrics are added and removed one set at a time.
	 */
	async setFavouriteCategories(
		categories: readonly number[],
		attributes: readonly number[] = [],
		signal?: AbortSignal,
	): Promise<void> {
		if (categories.length > 0 && attributes.length > 0) {
			const all = { categories: categories.join(','), attributes: attributes.join(',') };
			await write(this.api, 'setFavorite', all, signal, async () => {
				const now = await this.favouriteCategories();
				const wanted = new Set([...categories, ...attributes]);
				return now.length === wanted.size && now.every((entry) => wanted.has(entry.id));
			});
			return;
		}
		const done: string[] = [];
		for (const { method, parameters } of await this.favouriteChanges(categories, signal)) {
			// The changes that are left tell whether this one happened.
			const happened = async () =>
				(await this.favouriteChanges(categories)).every((left) => left.method !== method);
			const step = `${method === 'addFavoriteCategories' ? 'adding' : 'removing'} ${parameters.categories}`;
			try {
				await write(this.api, method, parameters, signal, happened);
			} catch (error) {
				if (done.length === 0) throw asError(error);
				const steps = {
					count: done.length,
					done: `Done with the favourites: ${done.join(', ')}`,
					missing: `not done: ${step}`,
					unknown: `not known: ${step}`,
				};
				throw partlyDone(steps, error);
			}
			done.push(step);
		}
	}

	/** The calls that make these the favourite rubrics; none when they are already. */
	async favouriteChanges(
		categories: readonly number[],
		signal?: AbortSignal,
	): Promise<Array<{ method: string; parameters: { categories: string } }>> {
		const present = (await this.favouriteCategories(signal))
			.filter((entry) => !entry.is_attribute)
			.map((entry) => entry.id);
		const added = joined(categories.filter((id) => !present.includes(id)));
		const removed = joined(present.filter((id) => !categories.includes(id)));
		return [
			...(added ? [{ method: 'addFavoriteCategories', parameters: { categories: added } }] : []),
			...(removed
				? [{ method: 'delFavoriteCategories', parameters: { categories: removed } }]
				: []),
		];
	}

	/** By the list: opening a project is a view by itself. */
	private async areViewed(projectIds: readonly number[]): Promise<boolean> {
		const left = new Set(projectIds);
		for await (const { id, is_viewed } of this.list({}, { limit: LOOK_THROUGH })) {
			if (is_viewed) left.delete(id);
			if (left.size === 0) return true;
		}
		return false;
	}

	/**
	 * An empty `categories` once meant the favourites and means everything since October 2026, so
	 * both are said in full (kwork.md section 8). Undefined: no favourites, nothing can fit.
	 */
	private async parametersOf(
		filters: ProjectFilters,
		signal?: AbortSignal,
	): Promise<Parameters | undefined> {
		const { categories = 'all' } = filters;
		const chosen =
			categories === 'favourites'
				? (await this.favouriteCategories(signal)).filter((entry) => !entry.is_attribute)
				: undefined;
		if (chosen?.length === 0) return undefined;
		const ids = chosen?.map((entry) => entry.id) ?? (categories === 'all' ? [] : categories);
		return {
			categories: Array.isArray(ids) && ids.length > 0 ? ids.join(',') : 'all',
			price_from: filters.priceFrom,
			price_to: filters.priceTo,
			hiring_from: filters.hiringFrom,
			kworks_filter_from: filters.offersFrom,
			kworks_filter_to: filters.offersTo,
			query: filters.query || undefined,
			attributes: joined(filters.attributes),
			offers: joined(filters.offerIntervals),
		};
	}
}

function joined(ids: readonly number[] | undefined): string | undefined {
	return ids && ids.length > 0 ? ids.join(',') : undefined;
}
