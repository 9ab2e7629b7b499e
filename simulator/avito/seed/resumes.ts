import { cities, streets } from '../data/places';
import { feminine, femaleFirstNames, lastNames, maleFirstNames, patronymics } from '../data/names';
import { nationalities, specializations } from '../data/specializations';
import texts from '../data/texts.json';
import type { Place, Resume, WorkPlace } from '../types';
import type { Dice } from '../../core/dice';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_RESUME_ID = 2_788_100_000;
const FIRST_PERSON_ID = 301_900_000;

/** A place in one of the seed's cities, within about ten kilometres of its centre. */
export function drawPlace(dice: Dice): Place {
	const city = dice.weighted(cities, (candidate) => candidate.weight);
	const district = dice.pick(city.districts);
	return {
		locationId: city.locationId,
		city: city.name,
		province: city.province,
		slug: city.slug,
		district: district.name,
		districtId: district.id,
		metro: district.metro,
		metroId: district.metroId,
		address: `${city.name}, ${dice.pick(streets)}, ${dice.int(1, 120)}`,
		latitude: round(city.latitude + dice.int(-900, 900) / 10_000),
		longitude: round(city.longitude + dice.int(-1_500, 1_500) / 10_000),
	};
}

function round(degrees: number): number {
	return Math.round(degrees * 10_000) / 10_000;
}

function isoDay(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}

/** Jobs one after another up to the present; a third of the people still work. */
function drawWork(dice: Dice, position: string, duties: string, years: number, now: number) {
	const places: WorkPlace[] = [];
	let end = now - dice.int(0, 200) * DAY;
	let daysLeft = years * 365;
	while (daysLeft > 0 && places.length < 4) {
		const days = Math.min(daysLeft, dice.int(200, 900));
		places.unshift({
			company: dice.pick(texts.companies),
			position: places.length === 0 ? position : `${position} (стажёр)`,
			responsibilities: duties,
			start: isoDay(end - days * DAY),
			finish: places.length === 0 && dice.chance(35) ? null : isoDay(end),
		});
		end -= (days + dice.int(10, 120)) * DAY;
		daysLeft -= days;
	}
	return places;
}

/** One invented person with a resume; `index` makes ids, phones and mail addresses unique. */
export function drawResume(dice: Dice, index: number, now: number): Resume {
	const area = dice.weighted(specializations, (candidate) => candidate.professions.length);
	const profession = dice.pick(area.professions);
	const gender = dice.chance(50) ? 'female' : 'male';
	const surname = dice.pick(lastNames);
	const patronymic = dice.pick(patronymics);
	const age = dice.int(18, 58);
	const experience = dice.chance(18) ? 0 : dice.int(1, Math.min(25, age - 17));
	const updatedAt = now - dice.int(0, 45 * 24 * 60) * 60_000;
	const drives = /Водитель|Автокурьер/.test(profession.title);
	const driverLicence = drives || dice.chance(25);
	const educationLevel = dice.pick([
		'higher',
		'unfinished-higher',
		'secondary',
		'special-secondary',
	] as const);
	return {
		id: FIRST_RESUME_ID + index * 37,
		userId: FIRST_PERSON_ID + index,
		title: profession.title,
		description: `${profession.duties}. ${dice.pick(texts.strengths)} ${dice.pick(texts.strengths)}`,
		firstName: dice.pick(gender === 'female' ? femaleFirstNames : maleFirstNames),
		lastName: gender === 'female' ? feminine(surname) : surname,
		patronymic: dice.chance(60) ? patronymic[gender] : null,
		gender,
		age,
		birthday: isoDay(now - (age * 365.25 + dice.int(1, 300)) * DAY),
		specialization: area.id,
		educationLevel,
		education:
			educationLevel === 'secondary'
				? []
				: [
						{
							institution: dice.pick(texts.institutions),
							specialty: dice.pick(texts.specialties),
							stop: String(new Date(now).getUTCFullYear() - Math.max(0, age - 22)),
						},
					],
		experience,
		work: drawWork(dice, profession.title, profession.duties, experience, now),
		languages: dice.chance(30)
			? [{ language: dice.pick(texts.languages), level: dice.pick(texts.languageLevels) }]
			: [],
		salary: dice.chance(82)
			? Math.round((profession.salary * dice.int(80, 130)) / 100 / 1000) * 1000
			: null,
		place: drawPlace(dice),
		hasAddress: dice.chance(85),
		schedule: dice.pick([
			'full-day',
			'full-day',
			'shift',
			'flexible',
			'partial-day',
			'remote',
			'fly-in-fly-out',
		]),
		businessTrips: dice.pick(['ready', 'never', 'sometimes'] as const),
		relocation: dice.chance(25) ? 'possible' : 'never',
		nationality: dice.weighted(nationalities, ({ weight }) => weight).id,
		driverLicence,
		driverCategories: driverLicence ? (dice.chance(25) ? ['b', 'c'] : ['b']) : [],
		drivingExperience: driverLicence
			? dice.pick(['less-than-three-years', 'more-than-three-years'] as const)
			: null,
		ownTransport: driverLicence ? dice.pick(['no', 'car', 'cargo-car', 'bike'] as const) : 'no',
		medicalBook: dice.chance(30),
		createdAt: updatedAt - dice.int(0, 200) * DAY,
		updatedAt,
		isActive: dice.chance(93),
		isClosed: dice.chance(3),
		hasPhoto: dice.chance(50),
		phone: `7999${String(1_000_000 + index).padStart(7, '0')}`,
		email: `candidate${index}@example.test`,
		chatId: `u2i-${dice.urlSafe(22)}`,
	};
}
