import type { CandidateProfile, Exclusion } from './types';

/** An include filter; empty means everybody (avito.md 6.6). */
export interface RegionFilter {
	/** Names of places, compared without case: a candidate's city equals or contains one of them. */
	places?: readonly string[];
	around?: { latitude: number; longitude: number; radiusKm: number };
	/** Candidates whose place is not known; default: keep. */
	dropUnknown?: boolean;
}

const EARTH_KM = 6371;

/** Kilometres between two points, by the haversine formula. */
export function distanceKm(
	a: { latitude: number; longitude: number },
	b: { latitude: number; longitude: number },
): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const height = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
	const width = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
	const scale = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
	return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(height + scale * width)));
}

const clean = (text: string) => text.trim().toLowerCase().replaceAll('ё', 'е');

/** Whole words, so that "Омск" is not found in "Томск". */
function isPlace(city: string, place: string): boolean {
	const at = ` ${clean(city).replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
	return at.includes(` ${clean(place).replace(/[^\p{L}\p{N}-]+/gu, ' ')} `);
}

export function regionExclusion(
	candidate: Pick<CandidateProfile, 'city' | 'latitude' | 'longitude'>,
	filter: RegionFilter,
): Exclusion | undefined {
	const places = (filter.places ?? []).filter((place) => place.trim() !== '');
	if (places.length === 0 && !filter.around) return undefined;
	const { city, latitude, longitude } = candidate;
	const { around } = filter;
	const isThere =
		(city !== null && places.some((place) => isPlace(city, place))) ||
		(around !== undefined &&
			latitude !== null &&
			longitude !== null &&
			distanceKm(around, { latitude, longitude }) <= around.radiusKm);
	if (isThere) return undefined;
	const isKnown =
		(places.length > 0 && city !== null) || (around !== undefined && latitude !== null);
	if (!isKnown && !filter.dropUnknown) return undefined;
	return {
		by: 'region',
		comment: isKnown ? `Outside the region: ${city ?? 'by distance'}` : 'Place not known',
	};
}
