import { asError } from '../../../lib/errors';
import type { Answer } from '../../core/types';
import { envelopeF } from '../errors';
import { choiceList, dayParameter, integerParameter, utc } from '../input';
import { ownVacancies } from '../state';
import type { Vacancy } from '../types';
import { Refusal, type AvitoCall, type AvitoRoutes } from '../world';

const DAY = 24 * 3_600_000;
const VACANCIES = 111;
const STATUSES = ['active', 'removed', 'old', 'blocked', 'rejected'];

/** The account's items, which in this simulator are its vacancies (avito.md 5.2). */
export const itemRoutes: AvitoRoutes = {
	'GET /core/v1/items': {
		scope: 'items:info',
		family: 'items',
		query: ['per_page', 'page', 'status', 'updatedAtFrom', 'category'],
		handle: (call) => inEnvelopeF(() => itemList(call)),
	},
	'GET /core/v1/accounts/:user_id/items/:item_id/': {
		scope: 'items:info',
		family: 'itemInfo',
		handle(call) {
			const vacancy = call.state.vacancies.get(Number(call.params.item_id));
			if (vacancy === undefined) return { json: emptyInfo('not_found') };
			if (vacancy.ownerId !== call.account.id) return { json: emptyInfo('another_user') };
			return {
				json: {
					autoload_item_id: null,
					status: itemStatus(vacancy),
					url: vacancyUrl(vacancy),
					start_time: utc(vacancy.startTime),
					finish_time: utc(vacancy.startTime + 30 * DAY),
					vas: [],
				},
			};
		},
	},
};

function itemList(call: AvitoCall): Answer {
	const perPage = integerParameter(call, 'per_page', { low: 1, high: 99, fallback: 25 });
	const page = integerParameter(call, 'page', { low: 1, high: 100_000, fallback: 1 });
	const category = integerParameter(call, 'category', {
		low: 1,
		high: 10_000,
		fallback: VACANCIES,
	});
	const statuses = choiceList(call, 'status', STATUSES);
	const updatedFrom = dayParameter(call, 'updatedAtFrom') ?? 0;
	const wanted = statuses.length > 0 ? statuses : ['active'];
	const items = ownVacancies(call.state, call.account.id)
		.filter(
			(vacancy) =>
				!call.account.isEmployee &&
				category === VACANCIES &&
				wanted.includes(itemStatus(vacancy)) &&
				vacancy.updateTime >= updatedFrom,
		)
		.sort((a, b) => b.startTime - a.startTime || b.id - a.id)
		.slice((page - 1) * perPage, page * perPage);
	return {
		json: {
			meta: { page, per_page: perPage },
			resources: items.map((vacancy) => ({
				id: vacancy.id,
				title: vacancy.title,
				status: itemStatus(vacancy),
				price: vacancy.salaryFrom,
				url: vacancyUrl(vacancy),
				address: vacancy.place.address,
				category: { id: VACANCIES, name: 'Вакансии' },
			})),
		},
	};
}

/** The item list answers errors in a form of its own. */
function inEnvelopeF(run: () => Answer): Answer {
	try {
		return run();
	} catch (error) {
		if (error instanceof Refusal) return envelopeF(400, 'Bad Request');
		throw asError(error);
	}
}

function emptyInfo(status: 'not_found' | 'another_user') {
	return {
		autoload_item_id: null,
		status,
		url: null,
		start_time: null,
		finish_time: null,
		vas: null,
	};
}

export function vacancyUrl(vacancy: Vacancy): string {
	return `https://www.avito.ru${vacancyPath(vacancy)}`;
}

/** Relative, as the vacancy card gives it. */
export function vacancyPath(vacancy: Vacancy): string {
	return `/${vacancy.place.slug}/vakansii/vakansiya_${vacancy.id}`;
}

function itemStatus(vacancy: Vacancy): string {
	switch (vacancy.status) {
		case 'blocked':
			return 'blocked';
		case 'rejected':
			return 'rejected';
		case 'archived':
		case 'closed':
		case 'expired':
			return 'old';
		default:
			return 'active';
	}
}
