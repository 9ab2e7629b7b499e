import { isRecord } from '../../core/isRecord';

export type Properties = Record<string, string | null>;

export interface HubSpotObject {
	id: string;
	properties: Properties;
	createdAt: number;
	updatedAt: number;
	archived: boolean;
	associations: { toType: string; toId: string }[];
}

/** Properties that exist; others are refused, as the service does. */
export const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
	contacts: [
		...['email', 'firstname', 'lastname', 'phone', 'mobilephone', 'company', 'website'],
		...['jobtitle', 'lifecyclestage', 'hs_lead_status', 'city', 'country', 'message'],
		...['hubspot_owner_id', 'source_id'],
	],
	deals: [
		...['dealname', 'amount', 'dealstage', 'pipeline', 'closedate', 'description', 'dealtype'],
		...['hubspot_owner_id', 'deal_currency_code', 'source_id', 'source_url'],
	],
	notes: ['hs_note_body', 'hs_timestamp', 'hubspot_owner_id'],
};

/** What is shown when no properties are asked for. */
export const DEFAULT_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
	contacts: ['email', 'firstname', 'lastname'],
	deals: ['dealname', 'amount', 'dealstage', 'pipeline', 'closedate'],
	notes: [],
};

/** Properties that must be unique: HubSpot's own, and `source_id`, made so by the portal's owner. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
	contacts: ['email', 'source_id'],
	deals: ['source_id'],
};

/** Objects of one portal by type. */
export class HubSpotStore {
	readonly objects = new Map(
		Object.keys(PROPERTIES).map((type) => [type, new Map<string, HubSpotObject>()] as const),
	);

	private nextId = 101;

	constructor(private readonly now: () => number) {}

	of(type: string): Map<string, HubSpotObject> {
		return this.objects.get(type) ?? new Map<string, HubSpotObject>();
	}

	/** The object with this id, or with this value of a unique property. */
	find(type: string, id: string, idProperty?: string | null): HubSpotObject | undefined {
		if (idProperty === undefined || idProperty === null) return this.of(type).get(id);
		return [...this.of(type).values()].find(
			({ properties, archived }) => !archived && same(properties[idProperty], id),
		);
	}

	/** Another object that already has a value that must be unique. */
	conflict(
		type: string,
		properties: Properties,
		self?: string,
	): { name: string; id: string } | undefined {
		return UNIQUE[type]
			?.flatMap((name) => {
				const value = properties[name];
				const found = value == null ? undefined : this.find(type, value, name);
				return found === undefined ? [] : [{ name, id: found.id }];
			})
			.find(({ id }) => id !== self);
	}

	create(type: string, properties: Properties, associations: unknown): HubSpotObject {
		const now = this.now();
		const id = String(this.nextId++);
		const object: HubSpotObject = {
			id,
			properties: { ...properties, hs_object_id: id },
			createdAt: now,
			updatedAt: now,
			archived: false,
			associations: associationsOf(associations),
		};
		if (object.properties.email != null) {
			object.properties.email = object.properties.email.toLowerCase();
		}
		this.of(type).set(id, object);
		return object;
	}

	update(object: HubSpotObject, properties: Properties): void {
		Object.assign(object.properties, properties);
		object.updatedAt = this.now();
	}
}

function same(a: string | null | undefined, b: string): boolean {
	return a?.toLowerCase() === b.toLowerCase();
}

const ASSOCIATION_TARGETS: Readonly<Record<number, string>> = {
	3: 'contacts',
	202: 'contacts',
	214: 'deals',
};

function associationsOf(given: unknown): HubSpotObject['associations'] {
	return (Array.isArray(given) ? given.filter(isRecord) : []).flatMap((entry) => {
		const toId = isRecord(entry.to) ? String(entry.to.id) : '';
		const types = Array.isArray(entry.types) ? entry.types.filter(isRecord) : [];
		return types.map((type) => ({
			toType: ASSOCIATION_TARGETS[Number(type.associationTypeId)] ?? 'unknown',
			toId,
		}));
	});
}
