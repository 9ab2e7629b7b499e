import type { ResumeFilters } from '../../lib/avito';
import type { ValuesOf } from '../shared/parameters';
import {
	choice,
	choices,
	collection,
	dateTime,
	number,
	optionalId,
	optionalNumber,
	ParameterValueError,
	text,
	textList,
} from '../shared/parameters';
import { numberList } from './parameters';
import { NATIONALITIES, SPECIALIZATIONS } from './resumeLists';

const anyOr = (options: Array<[value: string, name: string]>) => [
	{ name: 'Any', value: '' },
	...options.map(([value, name]) => ({ name, value })).sort((a, b) => a.name.localeCompare(b.name)),
];

const YES_NO = anyOr([
	['yes', 'Yes'],
	['no', 'No'],
]);

const byName = (entries: Array<[number, string]>) =>
	entries
		.map(([value, name]) => ({ name, value: String(value) }))
		.sort((a, b) => a.name.localeCompare(b.name));

const ids = (displayName: string, description: string) =>
	numberList(textList({ displayName, description, placeholder: 'e.g. 637640' }), displayName);

const years = (displayName: string, description: string) =>
	optionalNumber({ displayName, description, typeOptions: { minValue: 0, maxValue: 99 } });

const fields = {
	businessTripReadiness: choice({
		displayName: 'Business Trips',
		default: '',
		description: 'Whether the person is ready for business trips',
		options: anyOr([
			['ready', 'Ready'],
			['never', 'Never'],
			['sometimes', 'Sometimes'],
		]),
	}),
	district: ids('District IDs', "IDs from Avito's public list of locations, separated by commas"),
	driverLicence: choice({ displayName: 'Driving Licence', default: '', options: YES_NO }),
	driverLicenceCategory: choices({
		displayName: 'Driving Licence Categories',
		options: ['a', 'b', 'be', 'c', 'ce', 'd', 'de', 'm', 'tm', 'tb'].map((value) => ({
			name: value.toUpperCase(),
			value,
		})),
	}),
	drivingExperience: choice({
		displayName: 'Driving Experience',
		default: '',
		options: anyOr([
			['less-than-three-years', 'Less Than Three Years'],
			['more-than-three-years', 'More Than Three Years'],
		]),
	}),
	educationLevel: choice({
		displayName: 'Education',
		default: '',
		options: anyOr([
			['higher', 'Higher'],
			['unfinished-higher', 'Unfinished Higher'],
			['secondary', 'Secondary'],
			['special-secondary', 'Special Secondary'],
		]),
	}),
	experienceMin: years('Experience From (Years)', 'Years of experience at least'),
	experienceMax: years('Experience To (Years)', 'Years of experience at most'),
	location: optionalId({
		displayName: 'Location ID',
		description: "ID of a region or city from Avito's public list of locations",
	}),
	medicalBook: choice({ displayName: 'Medical Book', default: '', options: YES_NO }),
	metro: ids('Metro IDs', "IDs from Avito's public list of locations, separated by commas"),
	ownTransport: choice({
		displayName: 'Own Transport',
		default: '',
		options: anyOr([
			['no', 'None'],
			['car', 'Car'],
			['cargo-car', 'Truck'],
			['bike', 'Bicycle'],
			['scooter', 'Scooter'],
		]),
	}),
	query: text({
		displayName: 'Search Text',
		placeholder: 'e.g. оператор',
		description: 'Words that the resume must contain',
	}),
	latitude: optionalNumber({
		displayName: 'Around: Latitude',
		typeOptions: { minValue: -90, maxValue: 90 },
		description: 'Center of the circle, together with the longitude',
	}),
	longitude: optionalNumber({
		displayName: 'Around: Longitude',
		typeOptions: { minValue: -180, maxValue: 180 },
		description: 'Center of the circle, together with the latitude',
	}),
	minDistance: optionalNumber({
		displayName: 'Around: From (Metres)',
		typeOptions: { minValue: 0, maxValue: 10000 },
		description: 'Leaves out what is nearer than this; 0 if not set',
	}),
	maxDistance: optionalNumber({
		displayName: 'Around: To (Metres)',
		typeOptions: { minValue: 0, maxValue: 100000 },
		description: 'Leaves out what is farther than this',
	}),
	relocationReadiness: choice({
		displayName: 'Relocation',
		default: '',
		options: anyOr([
			['possible', 'Possible'],
			['never', 'Never'],
		]),
	}),
	salaryMin: optionalNumber({
		displayName: 'Salary From',
		typeOptions: { minValue: 0 },
		description: 'Lowest salary wanted, in roubles',
	}),
	salaryMax: optionalNumber({
		displayName: 'Salary To',
		typeOptions: { minValue: 0 },
		description: 'Highest salary wanted, in roubles',
	}),
	schedule: choice({
		displayName: 'Schedule',
		default: '',
		options: anyOr([
			['partial-day', 'Part-Time'],
			['full-day', 'Full-Time'],
			['fly-in-fly-out', 'Fly-in Fly-Out'],
			['flexible', 'Flexible'],
			['shift', 'Shift'],
			['remote', 'Remote'],
		]),
	}),
	specialization: choices({
		displayName: 'Specializations',
		options: byName(SPECIALIZATIONS),
		description: 'Fields of work, any of them',
	}),
	updatedFrom: dateTime({
		displayName: 'Updated From',
		description: 'Changed at or after this time',
	}),
	updatedTo: dateTime({ displayName: 'Updated To', description: 'Changed at or before this time' }),
};

/** Labour law restricts selection by these; they stay apart and off (avito.md 6.6). */
const personal = {
	ageMin: number({
		displayName: 'Age From',
		default: 18,
		typeOptions: { minValue: 14, maxValue: 99 },
		description: 'Youngest age, 14 to 99',
	}),
	ageMax: number({
		displayName: 'Age To',
		default: 99,
		typeOptions: { minValue: 18, maxValue: 99 },
		description: 'Oldest age, 18 to 99',
	}),
	gender: choice({
		displayName: 'Gender',
		default: '',
		options: anyOr([
			['female', 'Female'],
			['male', 'Male'],
		]),
	}),
	nationality: choices({ displayName: 'Nationalities', options: byName(NATIONALITIES) }),
};

export const resumeFilters = () =>
	collection({ displayName: 'Filters', placeholder: 'Add Filter' }, fields);

export const personalFilters = () =>
	collection(
		{
			displayName: 'Personal Filters',
			placeholder: 'Add Filter',
			description:
				'Labour law restricts selecting candidates by age, gender or nationality. Check that you are allowed to.',
		},
		personal,
	);

const numbers = (values: readonly string[] | undefined) => values?.map(Number);

/** The panel's filters in the client's words. */
export function toResumeFilters(
	given: Partial<ValuesOf<typeof fields>>,
	persons: Partial<ValuesOf<typeof personal>> = {},
): ResumeFilters {
	const {
		latitude,
		longitude,
		minDistance,
		maxDistance,
		specialization,
		updatedFrom,
		updatedTo,
		...rest
	} = given;
	if ((latitude === undefined) !== (longitude === undefined)) {
		throw new ParameterValueError(
			'A circle needs both "Around: Latitude" and "Around: Longitude"',
			'Add the missing one, or leave both out.',
		);
	}
	if (latitude === undefined && (minDistance ?? maxDistance) !== undefined) {
		throw new ParameterValueError(
			'A distance needs a center',
			'Add "Around: Latitude" and "Around: Longitude".',
		);
	}
	if (latitude !== undefined && maxDistance === undefined) {
		throw new ParameterValueError(
			'A circle needs "Around: To (Metres)"',
			'Add it, e.g. 5000. "Around: From (Metres)" is 0 where it is left out.',
		);
	}
	const { nationality, ...others } = persons;
	return {
		...rest,
		...others,
		updatedFrom: updatedFrom?.toJSDate().toISOString(),
		updatedTo: updatedTo?.toJSDate().toISOString(),
		specialization: numbers(specialization),
		nationality: numbers(nationality),
		radius:
			latitude === undefined || longitude === undefined
				? undefined
				: // Avito takes both distances or none (avito.md 3.3).
					{ latitude, longitude, minDistance: minDistance ?? 0, maxDistance },
	};
}
