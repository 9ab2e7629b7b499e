import json from './specializations.json';

/**
 * Specialisation ids and titles of the resume search (avito.md 3.3), with professions that people
 * of the field give themselves and what they do all day; areas that nobody in the seed works in; and
 * nationalities, by how often they are drawn. Specialisation ids serve as `business_area`, too.
 */
export const { specializations, otherAreas, nationalities } = json;

/** Title of a specialisation or business area; undefined for an unknown id. */
export function areaTitle(id: number): string | undefined {
	return [...specializations, ...otherAreas].find((area) => area.id === id)?.title;
}
