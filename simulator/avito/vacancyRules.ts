import { isRecord } from '../core/isRecord';
import { dictionaries } from './data/dictionaries';
import { DICTIONARY_FIELDS, LIST_FIELDS, vacancyTerms, WRAPPED_IN_V1 } from './data/vacancyTerms';

/** A field that a vacancy body has wrong. */
export interface FieldProblem {
	field: string;
	reason: 'is_empty' | 'wrong_value';
}

type Fields = Record<string, unknown>;

/** Brings a v1 body to v2's names and shapes. */
export function fromVersion1(body: Fields): Fields {
	const { name, employee_id: employeeId, ...rest } = body;
	const fields: Fields = { ...rest };
	if (name !== undefined) fields.title = name;
	if (employeeId !== undefined) fields.hierarchy = { employee_id: employeeId };
	for (const field of WRAPPED_IN_V1) {
		const value = fields[field];
		if (isRecord(value) && 'id' in value) fields[field] = value.id;
		else if (value !== undefined && value !== null) fields[field] = { notWrapped: value };
	}
	return fields;
}

/** Every wrong field of a body in v2's shape (avito.md 3.7). */
export function vacancyProblems(fields: Fields, required: readonly string[]): FieldProblem[] {
	const missing = required
		.filter(
			(field) => fields[field] === undefined || fields[field] === null || fields[field] === '',
		)
		.map((field): FieldProblem => ({ field, reason: 'is_empty' }));
	const wrong = Object.entries(fields)
		.filter(([field, value]) => value !== null && value !== undefined && !fits(field, value))
		.map(([field]): FieldProblem => ({ field, reason: 'wrong_value' }));
	return [...missing, ...wrong.filter(({ field }) => !missing.some((gap) => gap.field === field))];
}

function fits(field: string, value: unknown): boolean {
	const terms = vacancyTerms[field];
	if (terms !== undefined) {
		const slugs = LIST_FIELDS.includes(field) ? value : [value];
		return Array.isArray(slugs) && slugs.every((slug) => typeof slug === 'string' && slug in terms);
	}
	const dictionary = DICTIONARY_FIELDS[field];
	if (dictionary !== undefined) {
		const entries = dictionaries[dictionary]?.entries ?? [];
		const ids = Array.isArray(value) ? value : [value];
		return ids.every((id) => entries.some((entry) => entry.id === id));
	}
	switch (field) {
		case 'billing_type':
			return value === 'package';
		case 'title':
			return isText(value, 50);
		case 'description':
			return isText(value, 5_000);
		case 'vacancy_code':
			return isText(value, 150);
		case 'contacts':
			return isRecord(value) && isText(value.name ?? 'x', 30) && isText(value.email ?? 'x', 255);
		case 'location':
			return isRecord(value) && (!isRecord(value.address) || isText(value.address.locality, 255));
		case 'salary_detail':
			return isRecord(value) && fitsSalary(value);
		case 'age':
			return isRecord(value) && [value.from, value.to].every(isAge);
		default:
			return true;
	}
}

function fitsSalary(detail: Fields): boolean {
	const base = isRecord(detail.base) ? detail.base : {};
	return (
		['paid_period', 'taxes'].every((name) => {
			const slug = detail[name];
			return slug === undefined || slug === null || String(slug) in (vacancyTerms[name] ?? {});
		}) && isText(base.bonus ?? 'x', 70)
	);
}

function isAge(value: unknown): boolean {
	return value === undefined || value === null || (Number(value) >= 14 && Number(value) <= 99);
}

function isText(value: unknown, longest: number): boolean {
	return typeof value === 'string' && value.length > 0 && value.length <= longest;
}
