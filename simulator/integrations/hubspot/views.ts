import { DEFAULT_PROPERTIES, type HubSpotObject } from './store';

const PAGE = 100;

/** Names asked for, or those of the type, with the id. */
export function askedProperties(type: string, given: readonly string[]): string[] {
	const names = given.flatMap((value) => value.split(',')).filter(Boolean);
	return ['hs_object_id', ...(names.length > 0 ? names : (DEFAULT_PROPERTIES[type] ?? []))];
}

/** An object with the named properties; missing ones are null. */
export function view(object: HubSpotObject, names: readonly string[]) {
	const createdate = new Date(object.createdAt).toISOString();
	const updated = new Date(object.updatedAt).toISOString();
	return {
		id: object.id,
		properties: {
			createdate,
			hs_lastmodifieddate: updated,
			...Object.fromEntries(names.map((name) => [name, object.properties[name] ?? null])),
		},
		createdAt: createdate,
		updatedAt: updated,
		archived: object.archived,
	};
}

/** Ids of linked objects by type. */
export function associations(object: HubSpotObject, wanted: readonly string[]) {
	const lists = wanted.map((type) => [
		type,
		{
			results: object.associations
				.filter(({ toType }) => toType === type)
				.map(({ toId }) => ({ id: toId, type: `to_${type}` })),
		},
	]);
	return { associations: Object.fromEntries(lists) as object };
}

/** `after` is the offset of the next page, as text. */
export function pageOf(
	objects: readonly HubSpotObject[],
	limit: number,
	after: string | null,
	names: readonly string[],
) {
	const start = Number(after ?? 0) || 0;
	const size = Math.min(limit || 10, PAGE);
	const next = start + size;
	return {
		results: objects.slice(start, next).map((object) => view(object, names)),
		...(next < objects.length ? { paging: { next: { after: String(next) } } } : {}),
	};
}
