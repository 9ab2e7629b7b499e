import { isRecord } from '../../core/isRecord';
import { dictionaries } from '../data/dictionaries';
import { areaTitle } from '../data/specializations';
import { LIST_FIELDS, VACANCY_FIELDS, VACANCY_PARAMS, vacancyTerms } from '../data/vacancyTerms';
import { utc } from '../input';
import type { Vacancy } from '../types';
import { vacancyPath } from './items';

/** What is read back in Russian, although slugs were written (avito.md 3.7). */
function paramsOf(vacancy: Vacancy): Record<string, unknown> {
	const { fields, place } = vacancy;
	const detail = isRecord(fields.salary_detail) ? fields.salary_detail : {};
	const base = isRecord(detail.base) ? detail.base : {};
	const range = { from: vacancy.salaryFrom, to: vacancy.salaryTo };
	const written = { ...fields, paid_period: detail.paid_period, taxes: detail.taxes };
	return {
		...Object.fromEntries(
			Object.entries(vacancyTerms).map(([name, terms]) => [name, words(name, terms, written)]),
		),
		address: place.address,
		coordinates: { latitude: place.latitude, longitude: place.longitude },
		business_area: areaTitle(vacancy.businessArea) ?? null,
		profession: dictionaryName('profession', vacancy.profession),
		vehicle_type: dictionaryName('vehicle_type', fields.vehicle_type),
		shifts: dictionaryNames('shifts', fields.shifts),
		work_days_per_week: dictionaryNames('work_days_per_week', fields.work_days_per_week),
		work_hours_per_day: dictionaryNames('work_hours_per_day', fields.work_hours_per_day),
		is_company_car: yesNo(fields.is_company_car),
		is_side_job: yesNo(fields.is_side_job),
		is_remote: yesNo(Array.isArray(fields.work_format) && fields.work_format.includes('remote')),
		driving_license_category: fields.driving_license_category ?? null,
		vacancy_code: fields.vacancy_code ?? null,
		salary: range,
		salary_base_range: range,
		salary_base_bonus: base.bonus ?? null,
	};
}

function words(name: string, terms: Record<string, string>, fields: Record<string, unknown>) {
	const value = fields[name];
	if (value === undefined || value === null) return null;
	const isList = LIST_FIELDS.includes(name) || name === 'education_level';
	if (!isList) return terms[String(value)] ?? null;
	return [value].flat().map((slug) => terms[String(slug)] ?? String(slug));
}

function yesNo(value: unknown): string | null {
	return typeof value === 'boolean' ? (value ? 'Да' : 'Нет') : null;
}

function dictionaryName(dictionary: string, id: unknown): string | null {
	return dictionaries[dictionary]?.entries.find((entry) => entry.id === id)?.name ?? null;
}

function dictionaryNames(dictionary: string, ids: unknown): (string | null)[] | null {
	return Array.isArray(ids) ? ids.map((id) => dictionaryName(dictionary, id)) : null;
}

/** An own vacancy as its owner reads it. */
export function vacancyView(
	vacancy: Vacancy,
	choice: { fields: readonly string[]; params: readonly string[] },
): Record<string, unknown> {
	const contacts = isRecord(vacancy.fields.contacts) ? vacancy.fields.contacts : undefined;
	const { place } = vacancy;
	const fields: Record<string, unknown> = {
		title: vacancy.title,
		description: vacancy.description,
		url: vacancyPath(vacancy),
		is_active: vacancy.status === 'activated',
		salary: null,
		start_time: utc(vacancy.startTime),
		update_time: utc(vacancy.updateTime),
	};
	const params = paramsOf(vacancy);
	const pick = (from: Record<string, unknown>, names: readonly string[], all: readonly string[]) =>
		Object.fromEntries((names.length > 0 ? names : all).map((name) => [name, from[name]]));
	return {
		id: vacancy.id,
		uuid: vacancy.uuid,
		...pick(fields, choice.fields, VACANCY_FIELDS),
		auto_renewal: vacancy.autoRenewal,
		hierarchy: vacancy.employeeId === null ? null : { employee_id: vacancy.employeeId },
		contacts:
			contacts === undefined
				? null
				: {
						name: contacts.name ?? null,
						email: contacts.email ?? null,
						allow_calls: contacts.allow_calls ?? true,
						allow_messages: contacts.allow_messages ?? true,
					},
		addressDetails: {
			address: place.address,
			city: place.city,
			province: place.province,
			coordinates: { latitude: place.latitude, longitude: place.longitude },
		},
		params: pick(params, choice.params, VACANCY_PARAMS),
	};
}
