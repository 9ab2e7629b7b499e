import { z } from 'zod';
import { inGroups } from '../streams';
import { entry } from './entry';
import { failures } from './failures';
import type { ItemFilters, ItemsApi } from './items';
import { VACANCY_CATEGORY } from './items';
import type { Item, Vacancy, VacancyStatus } from './schemas';
import { vacancy, vacancyStatus } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

const BATCH = 100;

const accepted = z.looseObject({ id: z.string() });
const nothing = z.unknown();

/** Fields of a v2 vacancy, in Avito's names and slugs (avito.md 3.7). */
export type VacancyFields = Record<string, unknown>;

/** An own vacancy: the item of the account's list with its details where Avito gives them. */
export type OwnVacancy = Item & { vacancy?: Vacancy };

/**
 * Vacancies (avito.md 3.7). Creating and prolonging, which take a placement, are in publication.ts;
 * so does every renewal once it is switched on here. `billing_type` is always the package.
 */
export class VacanciesApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly items: ItemsApi,
	) {}

	/** Changes the given fields; free. The uuid is that of the vacancy. */
	async update(uuid: string, fields: VacancyFields, signal?: AbortSignal): Promise<string> {
		checkFields(fields);
		const { id } = await this.transport.call(
			{
				method: 'POST',
				path: `/job/v2/vacancies/update/${segment(uuid)}`,
				body: { json: { billing_type: 'package', ...fields } },
				effect: 'write',
				name: 'avito.vacancy.update',
				signal,
			},
			accepted,
		);
		return id;
	}

	/** Stops the publication. */
	async archive(vacancyId: number, employeeId?: number, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'PUT',
				path: `/job/v1/vacancies/archived/${segment(vacancyId)}`,
				body: { json: employeeId === undefined ? {} : { employee_id: employeeId } },
				effect: 'write',
				name: 'avito.vacancy.archive',
				signal,
			},
			nothing,
		);
	}

	/** Switched on, every renewal spends a placement. */
	async setAutoRenewal(uuid: string, isOn: boolean, signal?: AbortSignal): Promise<void> {
		await this.transport.call(
			{
				method: 'PUT',
				path: `/job/v2/vacancies/${segment(uuid)}/auto_renewal`,
				body: { json: { auto_renewal: isOn } },
				effect: 'write',
				name: 'avito.vacancy.renewal',
				signal,
			},
			nothing,
		);
	}

	/** How far creating and updating have come, by uuid. */
	async statuses(uuids: readonly string[], signal?: AbortSignal): Promise<VacancyStatus[]> {
		return await this.transport.call(
			{
				method: 'POST',
				path: '/job/v2/vacancies/statuses',
				body: { json: { ids: [...uuids] } },
				effect: 'read',
				name: 'avito.vacancy.statuses',
				signal,
			},
			z.array(entry(vacancyStatus)),
		);
	}

	/** An own vacancy. `params` come in Russian words, while writing takes slugs. */
	async get(vacancyId: number, signal?: AbortSignal): Promise<Vacancy> {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/job/v2/vacancies/${segment(vacancyId)}`,
				effect: 'read',
				name: 'avito.vacancy.get',
				signal,
			},
			vacancy,
		);
	}

	/** Own vacancies by id, a hundred per call. */
	async *getByIds(
		ids: Iterable<number> | AsyncIterable<number>,
		signal?: AbortSignal,
	): AsyncGenerator<Vacancy> {
		for await (const group of inGroups(ids, BATCH)) {
			yield* await this.transport.call(
				{
					method: 'POST',
					path: '/job/v2/vacancies/batch',
					body: { json: { ids: group } },
					effect: 'read',
					name: 'avito.vacancy.batch',
					signal,
				},
				z.array(entry(vacancy)),
			);
		}
	}

	/** Own vacancies: the list of items knows which there are, the batch call knows the details. */
	async *list(
		filters: Omit<ItemFilters, 'category'> = {},
		options: { limit?: number; withDetails?: boolean; signal?: AbortSignal } = {},
	): AsyncGenerator<OwnVacancy> {
		const { limit, withDetails = true, signal } = options;
		const items = this.items.list({ ...filters, category: VACANCY_CATEGORY }, { limit, signal });
		if (!withDetails) {
			yield* items;
			return;
		}
		for await (const group of inGroups(items, BATCH)) {
			const known = new Map<number, Vacancy>();
			const ids = group.map(({ id }) => id);
			for await (const details of this.getByIds(ids, signal)) known.set(details.id, details);
			for (const item of group) yield { ...item, vacancy: known.get(item.id) };
		}
	}
}

/** Lengths that Avito refuses (avito.md 3.7), said before a placement is at stake. */
const MAX_LENGTH: Record<string, number> = { title: 50, description: 5000, vacancy_code: 150 };

export function checkFields(fields: VacancyFields): void {
	for (const [name, maximum] of Object.entries(MAX_LENGTH)) {
		const value = fields[name];
		if (typeof value !== 'string' || value.length <= maximum) continue;
		throw failures.refusedLocally(
			`The vacancy's ${name} has ${value.length} characters; Avito takes ${maximum}`,
			`Shorten ${name}.`,
		);
	}
}
