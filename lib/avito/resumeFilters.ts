import type { QueryParameters } from '../http';

/** Every filter of the resume search (avito.md 3.3). Lists are sent separated by commas. */
export interface ResumeFilters {
	query?: string;
	/** Id of a region or city of Avito's public list of locations. */
	location?: number;
	metro?: readonly number[];
	district?: readonly number[];
	/** Around a point, in metres: from 0..10,000 to 0..100,000. */
	radius?: {
		latitude: number;
		longitude: number;
		minDistance?: number;
		maxDistance?: number;
	};
	specialization?: readonly number[];
	schedule?: string;
	businessTripReadiness?: string;
	relocationReadiness?: string;
	gender?: string;
	/** Years. */
	ageMin?: number;
	ageMax?: number;
	educationLevel?: string;
	/** Years. */
	experienceMin?: number;
	experienceMax?: number;
	/** Roubles. */
	salaryMin?: number;
	salaryMax?: number;
	updatedAt?: string;
	/** ISO times. */
	updatedFrom?: string;
	updatedTo?: string;
	nationality?: readonly number[];
	driverLicence?: string;
	driverLicenceCategory?: readonly string[];
	drivingExperience?: string;
	ownTransport?: string;
	medicalBook?: string;
	/** Fields of the answer; all when left out. `id` always comes. */
	fields?: readonly string[];
}

const csv = (values: readonly (string | number)[] | undefined): string | undefined =>
	values && values.length > 0 ? values.join(',') : undefined;

/** The query of the search, in Avito's names. What is not set is left out. */
export function searchQuery(filters: ResumeFilters): QueryParameters {
	const { radius } = filters;
	return {
		query: filters.query || undefined,
		location: filters.location,
		metro: csv(filters.metro),
		district: csv(filters.district),
		'radius[point][lat]': radius?.latitude,
		'radius[point][lon]': radius?.longitude,
		'radius[minDistance]': radius?.minDistance,
		'radius[maxDistance]': radius?.maxDistance,
		specialization: csv(filters.specialization),
		schedule: filters.schedule || undefined,
		business_trip_readiness: filters.businessTripReadiness || undefined,
		relocation_readiness: filters.relocationReadiness || undefined,
		gender: filters.gender || undefined,
		age_min: filters.ageMin,
		age_max: filters.ageMax,
		education_level: filters.educationLevel || undefined,
		experience_min: filters.experienceMin,
		experience_max: filters.experienceMax,
		salary_min: filters.salaryMin,
		salary_max: filters.salaryMax,
		updated_at: filters.updatedAt || undefined,
		updated_from: filters.updatedFrom || undefined,
		updated_to: filters.updatedTo || undefined,
		nationality: csv(filters.nationality),
		driver_licence: filters.driverLicence || undefined,
		driver_licence_category: csv(filters.driverLicenceCategory),
		driving_experience: filters.drivingExperience || undefined,
		own_transport: filters.ownTransport || undefined,
		medical_book: filters.medicalBook || undefined,
		fields: csv(filters.fields),
	};
}
