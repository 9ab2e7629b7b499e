import { z } from 'zod';
import type { Clock } from '../time';
import type { ItemsApi } from './items';
import type { Purchases } from './purchases';
import type { ItemState, Vacancy } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';
import type { VacanciesApi, VacancyFields } from './vacancies';
import { checkFields } from './vacancies';

const DAY_MS = 86_400_000;
/** An equal vacancy of ours that is no older counts as the one that is asked for. */
const SAME_FOR_MS = 7 * DAY_MS;

/** A vacancy in one of these was ended: creating it anew is meant. */
const ENDED = new Set(['archived', 'closed', 'expired']);

const accepted = z.looseObject({ id: z.string() });
const nothing = z.unknown();

const OPEN = {
	create: {
		message:
			'An equal vacancy was handed to Avito within the last hour, and its answer was lost. It is not among the own vacancies so far and may still be on its way, so no placement was taken for another one',
		remedy:
			'Look into the Avito account, and run again later: where the vacancy has appeared, it is returned. To publish another one now, give it a Vacancy Code of its own.',
	},
	prolong: {
		message:
			'It is not known whether the last try, within the last hour, has prolonged this vacancy, so no placement was taken for another one',
		remedy: 'Look into the Avito account. An hour after the last try it can be tried again.',
	},
};

export interface CreatedVacancy {
	/** Missing where Avito shows the vacancy without it. */
	uuid?: string;
	/** Known where the vacancy was found. */
	id?: number;
	spent: 0 | 1;
	/** An equal one of the last seven days; nothing was sent. */
	alreadyCreated?: true;
}

/**
 * What takes a placement from the package (avito.md 3.7, 3.8). Sent once; whether it was done is
 * looked for before an equal call is made and after a lost answer.
 */
export class PublicationApi {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly vacancies: VacanciesApi,
		private readonly items: ItemsApi,
		private readonly purchases: Purchases,
		private readonly clock: Clock,
	) {}

	/**
	 * Publishes a vacancy, unless there is an equal one. Avito goes on in the background: ask
	 * `vacancies.statuses` with the uuid.
	 */
	async create(fields: VacancyFields, signal?: AbortSignal): Promise<CreatedVacancy> {
		checkFields(fields);
		const there = await this.equalTo(fields, signal);
		if (there) return { ...there, spent: 0, alreadyCreated: true };
		const { made, spent } = await this.purchases.buy<CreatedIds>(
			`create ${JSON.stringify(fields)}`,
			{
				write: async () => ({ uuid: await this.post(fields, signal) }),
				find: async () => await this.equalTo(fields),
				stands: async (vacancy) => await this.underWay(vacancy),
				open: OPEN.create,
			},
		);
		return { ...made, spent, ...(spent === 0 ? { alreadyCreated: true as const } : {}) };
	}

	/** Prolongs the publication. Avito itself refuses one that has just begun (`too_early`). */
	async prolong(
		vacancyId: number,
		employeeId?: number,
		signal?: AbortSignal,
	): Promise<{ spent: 0 | 1 }> {
		const before = await this.items.get(vacancyId, signal);
		const employee = employeeId === undefined ? {} : { employee_id: employeeId };
		const write = async () => {
			await this.transport.call(
				{
					method: 'POST',
					path: `/job/v1/vacancies/${segment(vacancyId)}/prolongate`,
					body: { json: { billing_type: 'package', ...employee } },
					effect: 'write',
					name: 'avito.vacancy.prolong',
					signal,
				},
				nothing,
			);
			return true;
		};
		const find = async () =>
			isProlonged(before, await this.items.get(vacancyId)) ? true : undefined;
		const { spent } = await this.purchases.buy(`prolong ${vacancyId}`, {
			write,
			find,
			open: OPEN.prolong,
		});
		return { spent };
	}

	private async post(fields: VacancyFields, signal?: AbortSignal): Promise<string> {
		const { id } = await this.transport.call(
			{
				method: 'POST',
				path: '/job/v2/vacancies',
				body: { json: { billing_type: 'package', ...fields } },
				effect: 'write',
				name: 'avito.vacancy.create',
				signal,
			},
			accepted,
		);
		return id;
	}

	/** A vacancy that Avito took on; not where it failed to publish it, or where it has ended. */
	private async underWay(made: CreatedIds): Promise<CreatedIds | undefined> {
		if (made.uuid === undefined) return made;
		const [status] = await this.vacancies.statuses([made.uuid]);
		const { last_action: action, vacancy } = status ?? {};
		const isOver = action?.status === 'error' || ENDED.has(vacancy?.status ?? '');
		return isOver ? undefined : made;
	}

	/** An own vacancy of the last days that says the same. */
	private async equalTo(
		fields: VacancyFields,
		signal?: AbortSignal,
	): Promise<CreatedIds | undefined> {
		const since = this.clock.now() - SAME_FOR_MS;
		const filters = {
			statuses: ['active', 'blocked', 'rejected'],
			updatedFromMs: since,
		};
		const ids: number[] = [];
		for await (const { id, title } of this.vacancies.list(filters, {
			withDetails: false,
			signal,
		})) {
			if (title?.trim() === textOf(fields.title)) ids.push(id);
		}
		for await (const vacancy of this.vacancies.getByIds(ids, signal)) {
			const startedAt = Date.parse(vacancy.start_time ?? '');
			if (startedAt < since || !saysTheSame(vacancy, fields)) continue;
			return { id: vacancy.id, uuid: vacancy.uuid ?? undefined };
		}
		return undefined;
	}
}

type CreatedIds = Pick<CreatedVacancy, 'uuid' | 'id'>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Words without markup, which Avito may write in its own way. */
const wordsOf = (value: unknown): string =>
	textOf(value)
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

/** The user's own code decides where one is given; else title, text and place. */
function saysTheSame(vacancy: Vacancy, fields: VacancyFields): boolean {
	const code = textOf(fields.vacancy_code);
	if (code !== '') return textOf(vacancy.params?.vacancy_code) === code;
	return (
		wordsOf(vacancy.description) === wordsOf(fields.description) && isSamePlace(vacancy, fields)
	);
}

const location = z.looseObject({ address: z.looseObject({ locality: z.string() }) });
const place = z.looseObject({ address: z.string().nullish(), city: z.string().nullish() });

/** A place that one of the two does not name does not make them different. */
function isSamePlace(vacancy: Vacancy, fields: VacancyFields): boolean {
	const wanted = location.safeParse(fields.location).data?.address.locality.toLowerCase();
	const { address, city } = place.safeParse(vacancy.addressDetails).data ?? {};
	const shown = [city, address].filter(Boolean).join(' ').toLowerCase();
	if (!wanted || shown === '') return true;
	return shown.includes(wanted) || (!!city && wanted.includes(city.toLowerCase()));
}

/** It is published again, or for longer. */
function isProlonged(before: ItemState, after: ItemState): boolean {
	if (before.status !== 'active' && after.status === 'active') return true;
	return Date.parse(after.finish_time ?? '') > Date.parse(before.finish_time ?? '');
}
