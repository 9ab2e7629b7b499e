import {
	booleanText,
	choiceList,
	integerList,
	integerParameter,
	listParameter,
	refuse,
	timeParameter,
} from '../input';
import type { Resume } from '../types';
import type { AvitoCall } from '../world';

const EARTH_METRES = 6_371_000;
const CATEGORIES = ['a', 'b', 'be', 'c', 'ce', 'd', 'de', 'm', 'tm', 'tb'];
const SCHEDULES = ['partial-day', 'full-day', 'fly-in-fly-out', 'flexible', 'shift', 'remote'];
const EDUCATION = ['higher', 'unfinished-higher', 'secondary', 'special-secondary'];

type Test = (resume: Resume) => boolean;

/** The filters of the request as one test (avito.md 3.3). Several values of one filter mean "or". */
export function resumeFilter(call: AvitoCall): Test {
	const tests: Test[] = [
		textTest(call),
		...placeTests(call),
		...personTests(call),
		...workTests(call),
		...drivingTests(call),
		...timeTests(call),
	];
	return (resume) => resume.isActive && tests.every((test) => test(resume));
}

/** Passes everything when no value was given. */
function among<T>(values: readonly T[], valueOf: (resume: Resume) => T): Test {
	return (resume) => values.length === 0 || values.includes(valueOf(resume));
}

function textTest(call: AvitoCall): Test {
	const words = (call.request.query.get('query') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	return (resume) => {
		const work = resume.work.map((place) => `${place.position} ${place.responsibilities}`);
		const text = [resume.title, resume.description, ...work].join(' ').toLowerCase();
		return words.every((word) => text.includes(word));
	};
}

function placeTests(call: AvitoCall): Test[] {
	return [
		among(integerList(call, 'location'), (resume) => resume.place.locationId),
		among(integerList(call, 'metro'), (resume) => resume.place.metroId),
		among(integerList(call, 'district'), (resume) => resume.place.districtId),
		radiusTest(call),
	];
}

function radiusTest(call: AvitoCall): Test {
	const { query } = call.request;
	const names = [
		'radius[point][lat]',
		'radius[point][lon]',
		'radius[minDistance]',
		'radius[maxDistance]',
	];
	const given = names.filter((name) => query.has(name));
	if (given.length === 0) return () => true;
	if (given.length < names.length) refuse(call, 'radius', 'needs a point and both distances');
	const [latitude = 0, longitude = 0, low = 0, high = 0] = names.map((name) =>
		Number(query.get(name)),
	);
	const inBounds = low >= 0 && low <= 10_000 && high >= 0 && high <= 100_000;
	if (!inBounds || ![latitude, longitude].every(Number.isFinite)) {
		refuse(call, 'radius', 'has distances of 0 to 10000 and 0 to 100000 metres');
	}
	return ({ place, hasAddress }) => {
		const distance = metresBetween(latitude, longitude, place.latitude, place.longitude);
		return hasAddress && distance >= low && distance <= high;
	};
}

/** Great-circle distance by the haversine formula. */
function metresBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const half =
		Math.sin(radians(lat2 - lat1) / 2) ** 2 +
		Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
	return 2 * EARTH_METRES * Math.asin(Math.sqrt(half));
}

function personTests(call: AvitoCall): Test[] {
	const ageMin = integerParameter(call, 'age_min', { low: 14, high: 99, fallback: 14 });
	const ageMax = integerParameter(call, 'age_max', { low: 18, high: 99, fallback: 99 });
	const medicalBook = booleanText(call, 'medical_book');
	return [
		among(choiceList(call, 'gender', ['female', 'male']), (resume) => resume.gender),
		({ age }) => age >= ageMin && age <= ageMax,
		among(integerList(call, 'nationality'), (resume) => resume.nationality),
		among(choiceList(call, 'education_level', EDUCATION), (resume) => resume.educationLevel),
		(resume) => medicalBook === undefined || resume.medicalBook === medicalBook,
	];
}

function workTests(call: AvitoCall): Test[] {
	const years = { low: 0, high: 50 };
	const experienceMin = integerParameter(call, 'experience_min', { ...years, fallback: 0 });
	const experienceMax = integerParameter(call, 'experience_max', { ...years, fallback: 50 });
	const roubles = { low: 0, high: Number.MAX_SAFE_INTEGER };
	const salaryMin = integerParameter(call, 'salary_min', { ...roubles, fallback: 0 });
	const salaryMax = integerParameter(call, 'salary_max', { ...roubles, fallback: roubles.high });
	const salaryAsked = listParameter(call, 'salary_max').length > 0 || salaryMin > 0;
	return [
		among(integerList(call, 'specialization'), (resume) => resume.specialization),
		among(choiceList(call, 'schedule', SCHEDULES), (resume) => resume.schedule),
		among(
			choiceList(call, 'business_trip_readiness', ['ready', 'never', 'sometimes']),
			(resume) => resume.businessTrips,
		),
		among(
			choiceList(call, 'relocation_readiness', ['possible', 'never']),
			(resume) => resume.relocation,
		),
		({ experience }) => experience >= experienceMin && experience <= experienceMax,
		({ salary }) => (salary === null ? !salaryAsked : salary >= salaryMin && salary <= salaryMax),
	];
}

function drivingTests(call: AvitoCall): Test[] {
	const licence = booleanText(call, 'driver_licence');
	const categories = choiceList(call, 'driver_licence_category', CATEGORIES);
	const spans = ['less-than-three-years', 'more-than-three-years'] as const;
	const transports = ['no', 'car', 'cargo-car', 'bike', 'scooter'];
	return [
		(resume) => licence === undefined || resume.driverLicence === licence,
		(resume) =>
			categories.length === 0 ||
			categories.some((category) => resume.driverCategories.includes(category)),
		among(
			choiceList(call, 'driving_experience', spans),
			(resume) => resume.drivingExperience ?? '',
		),
		among(choiceList(call, 'own_transport', transports), (resume) => resume.ownTransport),
	];
}

/** `updated_at` alone has no documented meaning beside the window; it is read as "not before". */
function timeTests(call: AvitoCall): Test[] {
	const from = timeParameter(call, 'updated_from') ?? timeParameter(call, 'updated_at') ?? 0;
	const to = timeParameter(call, 'updated_to') ?? Infinity;
	return [({ updatedAt }) => updatedAt >= from && updatedAt <= to];
}
