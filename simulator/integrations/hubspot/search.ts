import { isRecord } from '../../core/isRecord';
import type { HubSpotObject } from './store';

/** Groups are alternatives, filters within a group must all fit. */
export function fitsSearch(object: HubSpotObject, groups: unknown, query: unknown): boolean {
	const text = Object.values(object.properties).join(' ').toLowerCase();
	if (typeof query === 'string' && !text.includes(query.toLowerCase())) return false;
	const list = Array.isArray(groups) ? groups.filter(isRecord) : [];
	if (list.length === 0) return true;
	return list.some((group) => {
		const filters = Array.isArray(group.filters) ? group.filters.filter(isRecord) : [];
		return filters.every((filter) => fitsFilter(object, filter));
	});
}

function fitsFilter(object: HubSpotObject, filter: Record<string, unknown>): boolean {
	const name = String(filter.propertyName);
	if (name.startsWith('associations.')) return isLinked(object, name, String(filter.value));
	const actual =
		name === SEARCHABLE_PHONE
			? searchablePhone(object.properties.phone)
			: (object.properties[name] ?? null);
	const wanted = String(filter.value ?? '').toLowerCase();
	const values = (Array.isArray(filter.values) ? filter.values : []).map((value) =>
		String(value).toLowerCase(),
	);
	const text = (actual ?? '').toLowerCase();
	const order = compare(text, wanted);
	switch (filter.operator) {
		case 'EQ':
			return text === wanted;
		case 'NEQ':
			return text !== wanted;
		case 'GT':
			return actual !== null && order > 0;
		case 'GTE':
			return actual !== null && order >= 0;
		case 'LT':
			return actual !== null && order < 0;
		case 'LTE':
			return actual !== null && order <= 0;
		case 'IN':
			return values.includes(text);
		case 'NOT_IN':
			return !values.includes(text);
		case 'HAS_PROPERTY':
			return actual !== null && actual !== '';
		case 'NOT_HAS_PROPERTY':
			return actual === null || actual === '';
		case 'CONTAINS_TOKEN':
			return text.includes(wanted.replaceAll('*', ''));
		case 'NOT_CONTAINS_TOKEN':
			return !text.includes(wanted.replaceAll('*', ''));
		default:
			return false;
	}
}

/** HubSpot computes it from `phone`: area code and local number, without the country code. */
const SEARCHABLE_PHONE = 'hs_searchable_calculated_phone_number';

function searchablePhone(phone: string | null | undefined): string | null {
	const digits = (phone ?? '').replaceAll(/\D/g, '');
	return digits === '' ? null : digits.slice(-10);
}

/** `associations.deal` names the kind of the other object in the singular, its value is an id. */
function isLinked({ associations }: HubSpotObject, name: string, wantedId: string): boolean {
	const type = `${name.slice('associations.'.length)}s`;
	return associations.some(({ toType, toId }) => toType === type && toId === wantedId);
}

function compare(a: string, b: string): number {
	const [left, right] = [Number(a), Number(b)];
	if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
	return a < b ? -1 : Number(a > b);
}
