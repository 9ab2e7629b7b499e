import { areaTitle, nationalities, specializations } from '../data/specializations';
import { utc, zonelessMoscow } from '../input';
import type { Resume } from '../types';

/** The people's own words for what the filters call by slugs. */
const EDUCATION = {
	higher: 'Высшее',
	'unfinished-higher': 'Незаконченное высшее',
	secondary: 'Среднее',
	'special-secondary': 'Среднее специальное',
} as const;
const TRIPS = { ready: 'Готов', never: 'Не готов', sometimes: 'Иногда' } as const;
const SCHEDULES: Record<string, string> = {
	'partial-day': 'partTime',
	'full-day': 'fullDay',
	'fly-in-fly-out': 'flyInFlyOut',
	flexible: 'flexible',
	shift: 'shift',
	remote: 'remote',
};

/** Keys of a search result; `created_at` and `updated_at` are what callers ask for. */
export const SEARCH_FIELDS = [
	'title',
	'location',
	'specialization',
	'education_level',
	'total_experience',
	'gender',
	'age',
	'salary',
	'address_details',
	'is_purchased',
	'created_at',
	'updated_at',
	'nationality',
	'driver_licence',
	'driver_licence_category',
	'driving_experience',
	'own_transport',
	'medical_book',
];

export const CARD_FIELDS = [
	'address_details',
	'description',
	'is_active',
	'is_purchased',
	'salary',
	'start_time',
	'title',
	'update_time',
	'url',
];

export const CARD_PARAMS = [
	'ability_to_business_trip',
	'address',
	'age',
	'business_area',
	'driver_licence',
	'driver_licence_category',
	'education',
	'education_list',
	'experience',
	'experience_list',
	'language_list',
	'moving',
	'nationality',
	'pol',
	'razreshenie_na_rabotu_v_rossii',
	'schedule',
];

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

function nationalityTitle(id: number): string {
	return nationalities.find((known) => known.id === id)?.title ?? '';
}

/** Where somebody lives; people who gave a city only have empty texts and no coordinates. */
function addressDetails({ place, hasAddress }: Resume) {
	if (!hasAddress) {
		return { address: '', location: place.city, district: '', metro: null, coordinates: null };
	}
	return {
		address: place.address,
		location: place.city,
		district: place.district,
		metro: place.metro,
		coordinates: { latitude: place.latitude, longitude: place.longitude },
	};
}

/** A short card of the search (avito.md 3.3). */
export function searchCard(
	resume: Resume,
	isPurchased: boolean,
	fields: readonly string[],
	datesAsDocumented: boolean,
): Record<string, unknown> {
	const all: Record<string, unknown> = {
		title: resume.title,
		location: { id: resume.place.locationId, title: resume.place.city },
		specialization: {
			id: resume.specialization,
			title: areaTitle(resume.specialization) ?? '',
		},
		education_level: resume.educationLevel,
		total_experience: resume.experience,
		gender: resume.gender,
		age: resume.age,
		salary: resume.salary ?? undefined,
		address_details: addressDetails(resume),
		is_purchased: isPurchased,
		created_at: zonelessMoscow(resume.createdAt),
		updated_at: zonelessMoscow(resume.updatedAt),
		nationality: { id: resume.nationality, title: nationalityTitle(resume.nationality) },
		driver_licence: yesNo(resume.driverLicence),
		driver_licence_category: resume.driverLicence ? resume.driverCategories : undefined,
		driving_experience: resume.drivingExperience ?? undefined,
		own_transport: resume.ownTransport,
		medical_book: yesNo(resume.medicalBook),
	};
	const chosen = pick(all, fields.length > 0 ? fields : SEARCH_FIELDS);
	if (!datesAsDocumented) return { id: resume.id, ...chosen };
	const { created_at: createdAt, updated_at: updatedAt, ...rest } = chosen;
	return {
		id: resume.id,
		...rest,
		...(createdAt === undefined ? {} : { created: utc(resume.createdAt) }),
		...(updatedAt === undefined ? {} : { updated: utc(resume.updatedAt) }),
	};
}

/** Relative link of a resume. */
export function resumeUrl(resume: Resume): string {
	const area = specializations.find((candidate) => candidate.id === resume.specialization);
	const latin = area?.professions.find((profession) => profession.title === resume.title)?.latin;
	return `/${resume.place.slug}/rezume/${latin ?? 'rezume'}_${resume.id}`;
}

/** The full card (avito.md 3.4). It holds no name and no contacts. */
export function resumeCard(
	resume: Resume,
	isPurchased: boolean,
	choice: { fields: readonly string[]; params: readonly string[]; photos: boolean },
): Record<string, unknown> {
	const fields = {
		address_details: addressDetails(resume),
		description: resume.description,
		is_active: resume.isActive,
		is_purchased: isPurchased,
		salary: resume.salary,
		start_time: utc(resume.createdAt),
		title: resume.title,
		update_time: utc(resume.updatedAt),
		url: resumeUrl(resume),
	};
	const params = {
		ability_to_business_trip: TRIPS[resume.businessTrips],
		address: resume.hasAddress ? resume.place.address : resume.place.city,
		age: resume.age,
		business_area: areaTitle(resume.specialization),
		driver_licence: resume.driverLicence ? 'Есть' : 'Нет',
		driver_licence_category: resume.driverCategories.map((category) => category.toUpperCase()),
		education: EDUCATION[resume.educationLevel],
		education_list: resume.education.map(({ institution, specialty, stop }) => ({
			institution,
			specialty,
			education_stop: stop,
		})),
		experience: resume.experience,
		experience_list: resume.work.map(({ company, position, responsibilities, start, finish }) => ({
			company,
			position,
			responsibilities,
			work_start: start,
			...(finish === null ? {} : { work_finish: finish }),
		})),
		language_list: resume.languages.map(({ language, level }) => ({
			language,
			language_level: level,
		})),
		moving: resume.relocation === 'possible' ? 'Возможен' : 'Невозможен',
		nationality: nationalityTitle(resume.nationality),
		pol: resume.gender === 'female' ? 'Женский' : 'Мужской',
		razreshenie_na_rabotu_v_rossii: 'Да',
		schedule: SCHEDULES[resume.schedule],
	};
	return {
		id: resume.id,
		...pick(fields, choice.fields.length > 0 ? choice.fields : CARD_FIELDS),
		params: pick(params, choice.params.length > 0 ? choice.params : CARD_PARAMS),
		...(choice.photos
			? {
					photos: resume.hasPhoto
						? [{ url: `https://img.example.test/photo-${resume.id}.jpg` }]
						: null,
				}
			: {}),
	};
}

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(names.map((name) => [name, from[name]]));
}
