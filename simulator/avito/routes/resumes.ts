import type { Answer } from '../../core/types';
import { toSecond } from '../seed/chats';
import { applicationsOf, contactOperation, purchasesOf } from '../state';
import type { Resume } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';
import { forbidden, notFound, paymentRequired } from '../errors';
import { booleanParameter, choiceList, integerParameter, pathNumber, refuse } from '../input';
import { resumeFilter } from './resumeSearch';
import { CARD_FIELDS, CARD_PARAMS, resumeCard, SEARCH_FIELDS, searchCard } from './resumeViews';

const PAGE_CAP = 5_000;
/** Cursor = second of the update × this + place among the ids, both below 2^53 together. */
const CURSOR_BASE = 1_000_000;

const job = { scope: 'job:cv', family: 'job', tariff: 'job' } as const;

/** Search, card and paid contacts of resumes (avito.md 3.3, 3.4). */
export const resumeRoutes: AvitoRoutes = {
	'GET /job/v1/resumes/': {
		...job,
		query: [
			...['per_page', 'page', 'cursor', 'fields', 'query', 'location', 'metro', 'district'],
			...['radius', 'specialization', 'schedule', 'business_trip_readiness'],
			...['relocation_readiness', 'gender', 'age_min', 'age_max', 'education_level'],
			...['experience_min', 'experience_max', 'salary_min', 'salary_max', 'updated_at'],
			...['updated_from', 'updated_to', 'nationality', 'driver_licence'],
			...['driver_licence_category', 'driving_experience', 'own_transport', 'medical_book'],
		],
		handle: search,
	},
	'GET /job/v2/resumes/:resume_id': {
		...job,
		query: ['fields', 'params', 'photos'],
		handle(call) {
			const resume = call.state.resumes.get(pathNumber(call, 'resume_id'));
			if (resume === undefined) return notFound();
			const isPurchased = purchasesOf(call.state, call.account.id).has(resume.id);
			const choice = {
				fields: choiceList(call, 'fields', CARD_FIELDS),
				params: choiceList(call, 'params', CARD_PARAMS),
				photos: booleanParameter(call, 'photos') ?? false,
			};
			return { json: resumeCard(resume, isPurchased, choice) };
		},
	},
	'GET /job/v1/resumes/:resume_id/contacts/': { ...job, query: ['employee_id'], handle: contacts },
};

function search(call: AvitoCall): Answer {
	const { query } = call.request;
	const perPage = integerParameter(call, 'per_page', { low: 1, high: 100, fallback: 25 });
	const page = integerParameter(call, 'page', { low: 1, high: PAGE_CAP, fallback: 1 });
	const cursor = integerParameter(call, 'cursor', {
		low: 0,
		high: Number.MAX_SAFE_INTEGER,
		fallback: -1,
	});
	if (cursor < 0 && page * perPage > PAGE_CAP) {
		refuse(call, 'page', `times per_page must not pass ${PAGE_CAP}`);
	}
	if (cursor >= 0 && query.has('page')) refuse(call, 'page', 'cannot go with a cursor');
	const fields = choiceList(call, 'fields', SEARCH_FIELDS);
	const fits = resumeFilter(call);
	const found = [...call.state.resumes.values()]
		.filter(fits)
		.sort((a, b) => cursorOf(b) - cursorOf(a));
	const start =
		cursor < 0 ? (page - 1) * perPage : found.findIndex((resume) => cursorOf(resume) < cursor);
	const shown = start < 0 ? [] : found.slice(start, start + perPage);
	const last = shown.at(-1);
	const purchased = purchasesOf(call.state, call.account.id);
	const asDocumented = call.world.settings.resumeDatesAsDocumented;
	return {
		json: {
			meta: {
				cursor: last === undefined ? Math.max(cursor, 0) : cursorOf(last),
				page,
				pages: Math.ceil(found.length / perPage),
				per_page: perPage,
			},
			resumes: shown.map((resume) =>
				searchCard(resume, purchased.has(resume.id), fields, asDocumented),
			),
		},
	};
}

/** Newest change first; the id decides between equal seconds. */
function cursorOf(resume: Resume): number {
	return Math.floor(resume.updatedAt / 1000) * CURSOR_BASE + (resume.id % CURSOR_BASE);
}

/** A GET that spends: the first call for a resume takes one contact from the package. */
function contacts(call: AvitoCall): Answer {
	const { account, state, world } = call;
	const resume = state.resumes.get(pathNumber(call, 'resume_id'));
	integerParameter(call, 'employee_id', {
		low: 1,
		high: Number.MAX_SAFE_INTEGER,
		fallback: 0,
	});
	if (resume === undefined) return notFound();
	const purchased = purchasesOf(state, account.id);
	const alreadyBought =
		purchased.has(resume.id) ||
		applicationsOf(state, account.id).some((application) => application.resumeId === resume.id);
	if (!account.isVerified) return forbidden('Verification required');
	if (!alreadyBought) {
		if (account.contactsLeft <= 0) return paymentRequired();
		account.contactsLeft--;
		state.operations.push(contactOperation(resume.id, world.now()));
		openChat(call, resume);
	}
	purchased.add(resume.id);
	return { json: { already_bought: alreadyBought, ...contactDetails(call, resume) } };
}

function contactDetails(call: AvitoCall, resume: Resume) {
	const chat = call.state.chats.get(resume.chatId);
	return {
		name: `${resume.lastName} ${resume.firstName}`,
		full_name: {
			first_name: resume.firstName,
			last_name: resume.lastName,
			patronymic: resume.patronymic,
		},
		contacts: resume.isClosed
			? []
			: [
					{ type: 'e-mail', value: resume.email },
					{ type: 'phone', value: resume.phone },
					...(chat?.accountId === call.account.id ? [{ type: 'chat_id', value: chat.id }] : []),
				],
	};
}

/** Bought contacts come with an empty chat about the resume. */
function openChat(call: AvitoCall, resume: Resume): void {
	if (resume.isClosed || call.state.chats.has(resume.chatId)) return;
	const at = toSecond(call.world.now());
	call.state.chats.set(resume.chatId, {
		id: resume.chatId,
		type: 'u2i',
		accountId: call.account.id,
		partnerId: resume.userId,
		partnerName: resume.firstName,
		itemId: resume.id,
		createdAt: at,
		updatedAt: at,
		messages: [],
	});
}
