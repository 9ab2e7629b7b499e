import { isRecord } from '../../core/isRecord';

export type Kind = 'lead' | 'contact';
export const KINDS: readonly Kind[] = ['lead', 'contact'];

export type Fields = Record<string, unknown>;

/** Multi-value fields: written as `[{VALUE, VALUE_TYPE}]`, read with ids. */
export const MULTI = ['PHONE', 'EMAIL', 'WEB', 'IM'];

const COMMON = [
	...['ID', 'COMMENTS', 'SOURCE_ID', 'SOURCE_DESCRIPTION', 'ASSIGNED_BY_ID', 'CREATED_BY_ID'],
	...['OPENED', 'DATE_CREATE', 'DATE_MODIFY', 'ORIGINATOR_ID', 'ORIGIN_ID', 'UTM_SOURCE'],
	...['UTM_MEDIUM', 'UTM_CAMPAIGN', 'NAME', 'LAST_NAME', 'SECOND_NAME', 'POST', ...MULTI],
];

/** Fields by kind; names outside, except `UF_CRM_...`, are ignored as the portal does. */
const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
	lead: [
		...COMMON,
		...['OPPORTUNITY', 'CURRENCY_ID', 'TITLE', 'STATUS_ID', 'COMPANY_TITLE', 'CONTACT_ID'],
	],
	contact: [...COMMON, 'TYPE_ID', 'COMPANY_ID'],
};

const DEFAULTS: Readonly<Record<Kind, Fields>> = {
	lead: { STATUS_ID: 'NEW', CURRENCY_ID: 'RUB', OPPORTUNITY: '0.00' },
	contact: { TYPE_ID: 'CLIENT' },
};

/** Leads and contacts of one portal. */
export class BitrixStore {
	readonly entities: Record<Kind, Map<number, Fields>> = {
		lead: new Map(),
		contact: new Map(),
	};

	readonly comments: Fields[] = [];

	private nextIds: Record<Kind, number> = { lead: 1, contact: 1 };

	private nextPart = 1;

	constructor(private readonly now: () => number) {}

	add(kind: Kind, fields: Fields): number {
		const id = this.nextIds[kind]++;
		const entity: Fields = {
			ID: String(id),
			ASSIGNED_BY_ID: '1',
			CREATED_BY_ID: '1',
			OPENED: 'Y',
			DATE_CREATE: this.time(),
			...DEFAULTS[kind],
		};
		if (kind === 'lead') entity.TITLE = `Лид #${id}`;
		this.entities[kind].set(id, entity);
		this.change(kind, entity, fields);
		return id;
	}

	/** Unknown fields are dropped without an error. */
	change(kind: Kind, entity: Fields, fields: Fields): void {
		for (const [name, value] of Object.entries(fields)) {
			const isKnown = FIELDS[kind].includes(name) || name.startsWith('UF_CRM_');
			if (!isKnown || name === 'ID') continue;
			entity[name] = MULTI.includes(name) ? this.multi(name, entity[name], value) : scalar(value);
		}
		entity.DATE_MODIFY = this.time();
	}

	/** Time with the portal's offset. */
	time(): string {
		return `${new Date(this.now() + 3 * 3_600_000).toISOString().slice(0, 19)}+03:00`;
	}

	/** Entries with an `ID` change or (with an empty value) remove a part, others are appended. */
	private multi(name: string, known: unknown, given: unknown): Fields[] {
		let parts = Array.isArray(known) ? known.filter(isRecord) : [];
		for (const entry of Array.isArray(given) ? given.filter(isRecord) : []) {
			const value = String(entry.VALUE ?? '');
			const type = String(entry.VALUE_TYPE ?? 'WORK');
			const id = entry.ID === undefined ? undefined : String(entry.ID);
			if (id !== undefined) parts = parts.filter((part) => part.ID !== id);
			if (value === '' || entry.DELETE === 'Y') continue;
			const partId = id ?? String(this.nextPart++);
			parts = [...parts, { ID: partId, VALUE_TYPE: type, VALUE: value, TYPE_ID: name }];
		}
		return parts;
	}
}

function scalar(value: unknown): unknown {
	return typeof value === 'number' ? String(value) : value;
}

/** `filter` of a list: equal, or `>` before the name; undefined for another operator. */
export function fitsFilter(entity: Fields, filter: Fields): boolean | undefined {
	const tests = Object.entries(filter).map(([key, wanted]) => {
		const [, operator = '', name = ''] = /^([^\w]*)(.*)$/.exec(key) ?? [];
		const values = valuesOf(entity[name]);
		if (operator === '>') return values.some((value) => Number(value) > Number(wanted));
		if (operator !== '' && operator !== '=') return undefined;
		return [wanted].flat().some((one) => values.includes(String(one)));
	});
	return tests.includes(undefined) ? undefined : !tests.includes(false);
}

function valuesOf(value: unknown): string[] {
	if (!Array.isArray(value)) return [String(value ?? '')];
	const parts = value.filter(isRecord).map(({ VALUE: text }) => String(text));
	return parts.length > 0 ? parts : [''];
}
