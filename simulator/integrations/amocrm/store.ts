import { isRecord } from '../gate';

export type EntityName = 'leads' | 'contacts' | 'companies';

type Fields = Record<string, unknown>;

export interface FieldDefinition {
	id: number;
	name: string;
	code: string | null;
	type: string;
	entity_type: EntityName;
	enums: { id: number; value: string }[] | null;
}

export interface FieldValue {
	field_id: number;
	field_name: string;
	field_code: string | null;
	field_type: string;
	values: Fields[];
}

/** A lead, contact or company as the API gives it, without its embedded parts. */
export interface Entity {
	id: number;
	name: string;
	price?: number;
	responsible_user_id: number;
	status_id?: number;
	pipeline_id?: number;
	created_at: number;
	updated_at: number;
	is_deleted: boolean;
	custom_fields_values: FieldValue[] | null;
	tags: { id: number; name: string }[];
}

export interface Note {
	id: number;
	entity_type: EntityName;
	entity_id: number;
	note_type: string;
	params: Fields;
	created_at: number;
}

export interface Task {
	id: number;
	text: string;
	complete_till: number;
	entity_id: number | null;
	entity_type: string | null;
	is_completed: boolean;
	task_type_id: number;
	created_at: number;
}

/** Contacts linked to leads and the like. */
export interface Link {
	from: EntityName;
	fromId: number;
	to: EntityName;
	toId: number;
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

const KINDS: readonly { value: string }[] = [
	{ value: 'WORK' },
	{ value: 'MOB' },
	{ value: 'OTHER' },
];
const enums = (first: number) => KINDS.map(({ value }, index) => ({ id: first + index, value }));

function definitions(): FieldDefinition[] {
	const field = (
		id: number,
		entity_type: EntityName,
		name: string,
		type: string,
		code: string | null,
		values: FieldDefinition['enums'] = null,
	) => ({ id, entity_type, name, type, code, enums: values });
	return [
		field(710_001, 'contacts', 'Телефон', 'multitext', 'PHONE', enums(810_001)),
		field(710_002, 'contacts', 'Email', 'multitext', 'EMAIL', enums(810_011)),
		field(710_003, 'contacts', 'Должность', 'text', 'POSITION'),
		field(710_004, 'contacts', 'Внешний ID', 'text', 'EXTERNAL_ID'),
		field(720_001, 'leads', 'Источник', 'text', 'SOURCE'),
		field(720_002, 'leads', 'Ссылка', 'url', 'URL'),
		field(720_003, 'leads', 'Бюджет клиента', 'numeric', null),
		field(720_004, 'leads', 'Внешний ID', 'text', 'EXTERNAL_ID'),
	];
}

/** What is wrong with one entry of a request. */
export interface EntryProblem {
	code: string;
	path: string;
	detail: string;
}

/** Leads, contacts and companies of one account. */
export class AmoStore {
	readonly entities: Record<EntityName, Map<number, Entity>> = {
		leads: new Map(),
		contacts: new Map(),
		companies: new Map(),
	};

	readonly notes: Note[] = [];

	readonly tasks: Task[] = [];

	readonly links: Link[] = [];

	readonly fields = definitions();

	private nextId = 1_000_001;

	constructor(private readonly now: () => number) {}

	seconds(): number {
		return Math.floor(this.now() / 1_000);
	}

	takeId(): number {
		return this.nextId++;
	}

	/** Checks an entry; a wrong one is refused with its place. */
	problemOf(kind: EntityName, entry: Fields): EntryProblem | undefined {
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
		const unknown = given.findIndex((value) => this.definitionOf(kind, value) === undefined);
		return unknown < 0
			? undefined
			: {
					code: 'NotSupportedChoice',
					path: `custom_fields_values.${unknown}.field_id`,
					detail: 'The value you selected is not a valid choice.',
				};
	}

	create(kind: EntityName, entry: Fields): Entity {
		const at = this.seconds();
		const id = this.takeId();
		const entity: Entity = {
			id,
			name: kind === 'leads' ? `Сделка #${id}` : '',
			responsible_user_id: 9_000_001,
			...(kind === 'leads'
				? { price: 0, pipeline_id: PIPELINE.id, status_id: PIPELINE.statuses[1]?.id }
				: {}),
			created_at: at,
			updated_at: at,
			is_deleted: false,
			custom_fields_values: null,
			tags: [],
		};
		this.entities[kind].set(id, entity);
		this.apply(kind, entity, entry);
		if (typeof entry.created_at === 'number') entity.created_at = entry.created_at;
		return entity;
	}

	apply(kind: EntityName, entity: Entity, entry: Fields): void {
		if (typeof entry.name === 'string') entity.name = entry.name;
		const person = [entry.first_name, entry.last_name].filter((part) => typeof part === 'string');
		if (kind === 'contacts' && entity.name === '' && person.length > 0) {
			entity.name = person.join(' ');
		}
		if (typeof entry.price === 'number') entity.price = entry.price;
		if (typeof entry.status_id === 'number') entity.status_id = entry.status_id;
		if (typeof entry.responsible_user_id === 'number') {
			entity.responsible_user_id = entry.responsible_user_id;
		}
		entity.updated_at = this.seconds();
		this.applyFields(kind, entity, entry.custom_fields_values);
		const embedded = isRecord(entry._embedded) ? entry._embedded : {};
		for (const tag of listOf(embedded.tags)) {
			const name = String(tag.name ?? '');
			if (name !== '' && !entity.tags.some((known) => known.name === name)) {
				entity.tags.push({ id: this.takeId(), name });
			}
		}
		for (const target of ['contacts', 'companies'] as const) {
			for (const { id } of listOf(embedded[target])) {
				if (typeof id === 'number')
					this.link({ from: kind, fromId: entity.id, to: target, toId: id });
			}
		}
	}

	link(link: Link): void {
		const same = this.links.some((other) => JSON.stringify(other) === JSON.stringify(link));
		if (!same) this.links.push(link);
	}

	/** Text of all that the `query` filter looks through; phones also as bare digits. */
	textOf(entity: Entity): string {
		const values = (entity.custom_fields_values ?? []).flatMap(
			({ field_code: code, values: given }) =>
				given.flatMap(({ value }) => {
					const text = String(value);
					return code === 'PHONE' ? [text, text.replaceAll(/\D/g, '')] : [text];
				}),
		);
		return [entity.name, ...values].join(' ').toLowerCase();
	}

	private applyFields(kind: EntityName, entity: Entity, given: unknown): void {
		for (const value of listOf(given)) {
			const definition = this.definitionOf(kind, value);
			if (definition === undefined) continue;
			const others = (entity.custom_fields_values ?? []).filter(
				({ field_id: id }) => id !== definition.id,
			);
			entity.custom_fields_values = [
				...others,
				{
					field_id: definition.id,
					field_name: definition.name,
					field_code: definition.code,
					field_type: definition.type,
					values: listOf(value.values),
				},
			];
		}
	}

	private definitionOf(kind: EntityName, value: unknown): FieldDefinition | undefined {
		if (!isRecord(value)) return undefined;
		return this.fields.find(
			(field) =>
				field.entity_type === kind &&
				(value.field_id === undefined
					? field.code !== null && field.code === value.field_code
					: field.id === value.field_id),
		);
	}
}

export function listOf(value: unknown): Fields[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
