import { isRecord } from '../../core/isRecord';
import { definitionOf, PIPELINE, type EntityName } from './setup';

type Fields = Record<string, unknown>;

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

/** Contacts linked to leads and the like. */
export interface Link {
	from: EntityName;
	fromId: number;
	to: EntityName;
	toId: number;
}

/** Leads and contacts of one account. */
export class AmoStore {
	readonly entities: Record<EntityName, Map<number, Entity>> = {
		leads: new Map(),
		contacts: new Map(),
	};

	readonly notes: Note[] = [];

	readonly links: Link[] = [];

	private nextId = 1_000_001;

	constructor(private readonly now: () => number) {}

	seconds(): number {
		return Math.floor(this.now() / 1_000);
	}

	takeId(): number {
		return this.nextId++;
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
		for (const { id } of listOf(embedded.contacts)) {
			if (typeof id === 'number') {
				this.link({ from: kind, fromId: entity.id, to: 'contacts', toId: id });
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
			const definition = definitionOf(kind, value);
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
}

export function listOf(value: unknown): Fields[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
