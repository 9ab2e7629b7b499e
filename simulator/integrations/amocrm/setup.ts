import { isRecord } from '../../core/isRecord';

export type EntityName = 'leads' | 'contacts';

/** A custom field, as somebody set it up in the account. */
export interface FieldDefinition {
	id: number;
	name: string;
	code: string | null;
	type: string;
	entity_type: EntityName;
	enums: { id: number; value: string }[] | null;
}

export const PIPELINE = {
	id: 3_177_727,
	name: 'Воронка',
	sort: 1,
	is_main: true,
	is_archive: false,
	statuses: [
		{ id: 32_392_156, name: 'Неразобранное', sort: 10, type: 1 },
		{ id: 32_392_159, name: 'Первичный контакт', sort: 20, type: 0 },
		{ id: 32_392_165, name: 'Переговоры', sort: 30, type: 0 },
		{ id: 142, name: 'Успешно реализовано', sort: 10_000, type: 0 },
		{ id: 143, name: 'Закрыто и не реализовано', sort: 11_000, type: 0 },
	],
};

/** Phones and addresses say which one they are. */
const enums = (first: number) =>
	['WORK', 'MOB', 'OTHER'].map((value, index) => ({ id: first + index, value }));

const field = (
	id: number,
	entity_type: EntityName,
	name: string,
	type: string,
	code: string | null,
	values: FieldDefinition['enums'] = null,
): FieldDefinition => ({ id, entity_type, name, type, code, enums: values });

export const FIELDS: readonly FieldDefinition[] = [
	field(710_001, 'contacts', 'Телефон', 'multitext', 'PHONE', enums(810_001)),
	field(710_002, 'contacts', 'Email', 'multitext', 'EMAIL', enums(810_011)),
	field(710_003, 'contacts', 'Должность', 'text', 'POSITION'),
	field(710_004, 'contacts', 'Внешний ID', 'text', 'EXTERNAL_ID'),
	field(720_001, 'leads', 'Источник', 'text', 'SOURCE'),
	field(720_002, 'leads', 'Ссылка', 'url', 'URL'),
	field(720_003, 'leads', 'Бюджет клиента', 'numeric', null),
	field(720_004, 'leads', 'Внешний ID', 'text', 'EXTERNAL_ID'),
];

/** What is wrong with one entry of a request. */
export interface EntryProblem {
	code: string;
	path: string;
	detail: string;
}

/** Checks an entry against the pipeline and the fields of the account. */
export function problemOf(
	kind: EntityName,
	entry: Record<string, unknown>,
): EntryProblem | undefined {
	const price = entry.price;
	if (price !== undefined && !Number.isInteger(price)) {
		return { code: 'InvalidType', path: 'price', detail: 'This value should be of type int.' };
	}
	const pipeline = entry.pipeline_id;
	if (pipeline !== undefined && pipeline !== PIPELINE.id) {
		return { code: 'NotSupportedChoice', path: 'pipeline_id', detail: 'Unknown pipeline.' };
	}
	const status = entry.status_id;
	if (status !== undefined && !PIPELINE.statuses.some(({ id }) => id === status)) {
		return { code: 'NotSupportedChoice', path: 'status_id', detail: 'Unknown status.' };
	}
	const given = Array.isArray(entry.custom_fields_values) ? entry.custom_fields_values : [];
	const unknown = given.findIndex((value) => definitionOf(kind, value) === undefined);
	return unknown < 0
		? undefined
		: {
				code: 'NotSupportedChoice',
				path: `custom_fields_values.${unknown}.field_id`,
				detail: 'The value you selected is not a valid choice.',
			};
}

/** The field that a value of an entry names by id or code. */
export function definitionOf(kind: EntityName, value: unknown): FieldDefinition | undefined {
	if (!isRecord(value)) return undefined;
	return FIELDS.find(
		(field) =>
			field.entity_type === kind &&
			(value.field_id === undefined
				? field.code !== null && field.code === value.field_code
				: field.id === value.field_id),
	);
}
