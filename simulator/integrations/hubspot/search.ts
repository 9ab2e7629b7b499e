import { isRecord } from '../../core/isRecord';
import type { HubSpotObject } from './store';

/**
 * Groups are alternatives, filters within a group must all fit. `refuse` ends the search at an
 * operator that is not played.
 */
export function fitsSearch(
	object: HubSpotObject,
	groups: unknown,
	refuse: (operator: string) => never,
): boolean {
	const list = Array.isArray(groups) ? groups.filter(isRecord) : [];
	if (list.length === 0) return true;
	return list.some((group) => {
		const filters = Array.isArray(group.filters) ? group.filters.filter(isRecord) : [];
		return filters.every((filter) => {
			const actual = valueOf(object, String(filter.propertyName));
			const wanted = filter.operator === 'IN' ? filter.values : [filter.value];
			if (!['EQ', 'IN'].includes(String(filter.operator))) refuse(String(filter.operator));
			return [wanted].flat().some((value) => actual.includes(String(value ?? '').toLowerCase()));
		});
	});
}

/** HubSpot computes it from `phone`: area code and local number, without the country code. */
const SEARCHABLE_PHONE = 'hs_searchable_calculated_phone_number';

/** `associations.deal` names the kind of the other object in the singular, its values are ids. */
function valueOf({ associations, properties }: HubSpotObject, name: string): string[] {
	if (name.startsWith('associations.')) {
		const type = `${name.slice('associations.'.length)}s`;
		return associations.filter(({ toType }) => toType === type).map(({ toId }) => toId);
	}
	if (name === SEARCHABLE_PHONE) return [(properties.phone ?? '').replaceAll(/\D/g, '').slice(-10)];
	return [(properties[name] ?? '').toLowerCase()];
}
