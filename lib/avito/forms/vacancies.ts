import { createHash } from 'node:crypto';
import type { Lead } from '../../records';
import { dedupeKey, isoFromText } from '../../records';
import type { FoundVacancy, Item, ItemState, Vacancy, VacancyStatus } from '../schemas';
import type { OwnVacancy } from '../vacancies';
import { siteUrl } from './people';

export const ownVacancyForms = {
	simplify: ({ vacancy, ...item }: OwnVacancy) => ({
		id: item.id,
		uuid: vacancy?.uuid ?? null,
		title: item.title ?? vacancy?.title ?? null,
		status: item.status ?? null,
		price: item.price ?? null,
		address: item.address ?? null,
		autoRenewal: vacancy?.auto_renewal ?? null,
		updatedAt: isoFromText(vacancy?.update_time),
		url: item.url ?? siteUrl(vacancy?.url),
	}),
};

export const vacancyForms = {
	simplify: (vacancy: Vacancy) => ({
		id: vacancy.id,
		uuid: vacancy.uuid ?? null,
		title: vacancy.title ?? null,
		description: vacancy.description ?? null,
		isActive: vacancy.is_active ?? null,
		autoRenewal: vacancy.auto_renewal ?? null,
		params: vacancy.params ?? null,
		startedAt: isoFromText(vacancy.start_time),
		updatedAt: isoFromText(vacancy.update_time),
		url: siteUrl(vacancy.url),
	}),
};

/** A hit has no id of its own: it is known by its link, or by a hash of what Avito tells of it. */
function foundId(hit: FoundVacancy): string {
	if (hit.link) return hit.link;
	const employer = hit.employer_id ?? hit.seller_id ?? null;
	const told = [employer, hit.companyName, hit.title, hit.businessArea, hit.profession];
	return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
}

export const foundVacancyForms = {
	simplify: (vacancy: FoundVacancy) => ({
		title: vacancy.title ?? null,
		company: vacancy.companyName ?? null,
		businessArea: vacancy.businessArea ?? null,
		profession: vacancy.profession ?? null,
		employerId: vacancy.employer_id ?? vacancy.seller_id ?? null,
		url: vacancy.link ?? null,
	}),
	record: (vacancy: FoundVacancy): Lead => ({
		record: 'lead',
		version: 1,
		kind: 'vacancy',
		source: 'avito',
		sourceId: foundId(vacancy),
		url: vacancy.link ?? null,
		dedupeKey: dedupeKey('avito', 'vacancy', foundId(vacancy)),
		createdAt: null,
		updatedAt: null,
		title: vacancy.title ?? '',
		money: null,
		person: null,
		stage: 'new',
		sourceStatus: null,
		deadlineAt: null,
		skills: [],
		category: vacancy.businessArea ?? null,
		level: null,
		competition: null,
		client: null,
		text: [vacancy.companyName, vacancy.businessArea, vacancy.profession]
			.filter(Boolean)
			.join(', '),
	}),
};

export const vacancyStatusForms = {
	simplify: (status: VacancyStatus) => ({
		uuid: status.id,
		action: status.last_action?.status ?? null,
		error: status.last_action?.error ?? null,
		changedAt: isoFromText(status.last_action?.datetime),
		vacancyId: status.vacancy?.id ?? null,
		status: status.vacancy?.status ?? null,
		moderation: status.vacancy?.moderation_status ?? null,
		url: status.vacancy?.url ?? null,
	}),
};

export const itemForms = {
	simplify: (item: Item) => ({
		id: item.id,
		title: item.title ?? null,
		status: item.status ?? null,
		price: item.price ?? null,
		category: item.category?.name ?? null,
		address: item.address ?? null,
		url: item.url ?? null,
	}),
};

export const itemStateForms = {
	simplify: (item: ItemState) => ({
		status: item.status ?? null,
		startedAt: isoFromText(item.start_time),
		endsAt: isoFromText(item.finish_time),
		autoloadId: item.autoload_item_id ?? null,
		url: item.url ?? null,
	}),
};
