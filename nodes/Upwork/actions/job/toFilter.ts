import type { JobSearchFilter, LocalJobFilter } from '../../../../lib/upwork';
import { ParameterValueError } from '../../../shared/parameters';
import type { qualityFilters, searchFilters } from './filters';

type SearchValues = ReturnType<ReturnType<typeof searchFilters>['read']>;
type QualityValues = ReturnType<ReturnType<typeof qualityFilters>['read']>;

/** The panel's filters in Upwork's words; only what was added is sent. */
export function toSearchFilter(expression: string, values: SearchValues): JobSearchFilter {
	const terms = {
		...list('andTerms_all', values.allWords),
		...list('orTerms_any', values.anyWords),
		...list('exactTerms_any', values.exactWords),
		...list('excludeTerms_any', values.excludedWords),
	};
	return {
		...some('searchExpression_eq', expression.trim()),
		...some('skillExpression_eq', values.skillNames),
		...some('titleExpression_eq', values.title),
		...(Object.keys(terms).length > 0 ? { searchTerm_eq: terms } : {}),
		...list('categoryIds_any', values.categories),
		...list('subcategoryIds_any', values.subcategoryIds),
		...list('occupationIds_any', values.occupationIds),
		...list('ontologySkillIds_all', values.skillIds),
		...some('jobType_eq', values.jobType),
		...some('experienceLevel_eq', values.experienceLevel),
		...some('workload_eq', values.workload),
		...range('clientHiresRange_eq', 'Client Hires', values.clientHiresFrom, values.clientHiresTo),
		...range('budgetRange_eq', 'Budget', values.budgetFrom, values.budgetTo),
		...range('hourlyRate_eq', 'Hourly Rate', values.rateFrom, values.rateTo),
		...range('proposalRange_eq', 'Proposals', values.proposalsFrom, values.proposalsTo),
		...yes('verifiedPaymentOnly_eq', values.verifiedPaymentOnly),
		...yes('previousClients_eq', values.previousClients),
		...yes('enterpriseOnly_eq', values.enterpriseOnly),
		...yes('ptcOnly_eq', values.talentCloudOnly),
		...list('ptcIds_any', values.talentCloudIds),
		...yes('userLocationMatch_eq', values.userLocationMatch),
		...list('locations_any', values.locations),
		...some('timezone_eq', values.timezone),
		...some('visitorCountry_eq', values.visitorCountry),
		...some('preserveFacet_eq', values.preserveFacet),
		...area(values),
	};
}

/** Budget and rate of the search are ignored by Upwork at times, so they are checked here, too. */
export function toLocalFilter(quality: QualityValues, search: SearchValues = {}): LocalJobFilter {
	const { budgetFrom, budgetTo, rateFrom, rateTo } = search;
	return {
		...quality,
		minBudget: quality.minBudget ?? budgetFrom,
		maxBudget: quality.maxBudget ?? budgetTo,
		minHourlyRate: quality.minHourlyRate ?? rateFrom,
		maxHourlyRate: quality.maxHourlyRate ?? rateTo,
	};
}

function some<K extends string, V extends string>(name: K, value: V | undefined) {
	return (value ? { [name]: value } : {}) as Partial<Record<K, V>>;
}

function yes<K extends string>(name: K, value: boolean | undefined) {
	return (value ? { [name]: true } : {}) as Partial<Record<K, boolean>>;
}

function list<K extends string>(name: K, values: string[] | undefined) {
	return (values?.length ? { [name]: values } : {}) as Partial<Record<K, string[]>>;
}

function range<K extends string>(
	name: K,
	label: string,
	from: number | undefined,
	to: number | undefined,
) {
	if (from === undefined && to === undefined) return {};
	if (from !== undefined && to !== undefined && from > to) {
		throw new ParameterValueError(
			`"${label} From" (${from}) is above "${label} To" (${to})`,
			'Swap them, or leave one out.',
		);
	}
	const value = {
		...(from === undefined ? {} : { rangeStart: Math.floor(from) }),
		...(to === undefined ? {} : { rangeEnd: Math.ceil(to) }),
	};
	return { [name]: value } as Partial<Record<K, { rangeStart?: number; rangeEnd?: number }>>;
}

function area({ latitude, longitude, radius }: SearchValues) {
	if (latitude === undefined && longitude === undefined && radius === undefined) return {};
	if (latitude === undefined || longitude === undefined || radius === undefined) {
		throw new ParameterValueError(
			'An area needs all three of latitude, longitude and radius',
			'Fill "Area Latitude", "Area Longitude" and "Area Radius", or none of them.',
		);
	}
	return { area_eq: { latitude, longitude, radius } };
}
