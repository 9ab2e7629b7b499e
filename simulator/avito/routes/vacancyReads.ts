import { z } from 'zod';
import type { Answer } from '../../core/types';
import { dictionaries } from '../data/dictionaries';
import { areaTitle } from '../data/specializations';
import { VACANCY_FIELDS, VACANCY_PARAMS, vacancyTerms } from '../data/vacancyTerms';
import { envelopeA, forbidden, notFound } from '../errors';
import { bodyOf, choiceList, integerList, integerParameter, pathNumber, refuse } from '../input';
import type { AvitoCall, AvitoRoutes } from '../world';
import { vacancyUrl } from './items';
import { vacancyView } from './vacancyViews';

const PAGE_CAP = 5_000;
const EMPLOYERS_CAP = 100;

const job = { scope: 'job:vacancy', family: 'job', tariff: 'job' } as const;

const batchSchema = z.object({
	ids: z.array(z.int()).min(1).max(100),
	fields: z.array(z.enum(VACANCY_FIELDS)).default([]),
	params: z.array(z.enum(VACANCY_PARAMS)).default([]),
});

/** Reading vacancies and their dictionaries (avito.md 3.7). */
export const vacancyReadRoutes: AvitoRoutes = {
	'GET /job/v2/vacancies': {
		...job,
		family: 'vacancySearch',
		query: [
			...['per_page', 'page', 'location', 'business_area', 'work_format', 'schedule'],
			'employer_ids',
		],
		handle: search,
	},
	'GET /job/v2/vacancies/:vacancy_id': {
		...job,
		query: ['fields', 'params'],
		handle(call) {
			const vacancy = call.state.vacancies.get(pathNumber(call, 'vacancy_id'));
			if (vacancy === undefined) return notFound();
			if (vacancy.ownerId !== call.account.id) return forbidden();
			const fields = choiceList(call, 'fields', VACANCY_FIELDS);
			const params = choiceList(call, 'params', VACANCY_PARAMS);
			return { json: vacancyView(vacancy, { fields, params }) };
		},
	},
	'POST /job/v2/vacancies/batch': {
		...job,
		handle(call) {
			const { ids, fields, params } = bodyOf(call, batchSchema);
			const own = ids.flatMap((id) => call.state.vacancies.get(id) ?? []);
			return {
				json: own
					.filter((vacancy) => vacancy.ownerId === call.account.id)
					.map((vacancy) => vacancyView(vacancy, { fields, params })),
			};
		},
	},
	'GET /job/v2/vacancy/dict': {
		scope: null,
		family: 'job',
		handle: () => ({
			json: Object.entries(dictionaries).map(([id, { description }]) => ({ id, description })),
		}),
	},
	'GET /job/v2/vacancy/dict/:dictionary_id': {
		scope: null,
		family: 'job',
		handle(call) {
			const dictionary = dictionaries[call.params.dictionary_id ?? ''];
			return dictionary === undefined ? envelopeA(404, 'Not found') : { json: dictionary.entries };
		},
	},
};

/** Site-wide; 204 when nothing is found. */
function search(call: AvitoCall): Answer {
	const perPage = integerParameter(call, 'per_page', { low: 10, high: 100, fallback: 25 });
	const page = integerParameter(call, 'page', { low: 1, high: PAGE_CAP, fallback: 1 });
	if (page * perPage > PAGE_CAP) refuse(call, 'page', `times per_page must not pass ${PAGE_CAP}`);
	const locations = integerList(call, 'location');
	const areas = integerList(call, 'business_area');
	const formats = choiceList(call, 'work_format', Object.keys(vacancyTerms.work_format ?? {}));
	const schedules = choiceList(call, 'schedule', Object.keys(vacancyTerms.schedule ?? {}));
	const employers = integerList(call, 'employer_ids');
	if (employers.length > EMPLOYERS_CAP) refuse(call, 'employer_ids', 'takes 100 ids at most');
	const fits = <T>(wanted: readonly T[], values: readonly T[]) =>
		wanted.length === 0 || values.some((value) => wanted.includes(value));
	const texts = (value: unknown) => [value].flat().map(String);
	const found = [...call.state.vacancies.values()]
		.filter(
			(vacancy) =>
				vacancy.status === 'activated' &&
				fits(locations, [vacancy.place.locationId]) &&
				fits(areas, [vacancy.businessArea]) &&
				fits(formats, texts(vacancy.fields.work_format)) &&
				fits(schedules, texts(vacancy.fields.schedule)) &&
				fits(employers, [vacancy.ownerId]),
		)
		.sort((a, b) => b.startTime - a.startTime || b.id - a.id);
	const shown = found.slice((page - 1) * perPage, page * perPage);
	if (shown.length === 0) return { status: 204 };
	const employerField = call.world.settings.employerAsSellerId ? 'seller_id' : 'employer_id';
	return {
		json: {
			meta: { page, pages: Math.ceil(found.length / perPage), per_page: perPage },
			vacancies: shown.map((vacancy) => ({
				title: vacancy.title,
				companyName: vacancy.companyName,
				businessArea: areaTitle(vacancy.businessArea) ?? '',
				profession:
					dictionaries.profession?.entries.find((entry) => entry.id === vacancy.profession)?.name ??
					'',
				link: vacancyUrl(vacancy),
				addressDetails: { address: vacancy.place.address, city: vacancy.place.city },
				[employerField]: vacancy.ownerId,
			})),
		},
	};
}
