import { z } from 'zod';
import type { Answer } from '../../core/types';
import { applicationsOf } from '../state';
import type { Application, ApplicationState } from '../types';
import type { AvitoCall, AvitoRoutes } from '../world';
import { notifyApplication } from '../notify';
import {
	bodyOf,
	booleanParameter,
	dayParameter,
	integerList,
	moscowWithOffset,
	refuse,
	utc,
} from '../input';

const PAGE = 100;
const HEX_ID = /^[0-9a-f]{24}$/;

export const STATES: Readonly<Record<ApplicationState, string>> = {
	new: 'Новый кандидат',
	inprocess: 'Может подойти',
	interview: 'Собеседование',
	selected: 'Приглашение на работу',
	rejected: 'Отказ',
	archive: 'Архив',
};

const ids = z.array(z.string()).min(1).max(PAGE);
const idsSchema = z.object({ ids });
const actionSchema = z.object({
	action: z.enum(Object.keys(STATES) as [ApplicationState, ...ApplicationState[]]),
	ids,
});
const viewedSchema = z.object({
	applies: z.array(z.object({ id: z.string(), is_viewed: z.boolean() })).max(PAGE),
});

const job = { scope: 'job:applications', family: 'job', tariff: 'job' } as const;

/** Applications to our vacancies (avito.md 3.5). */
export const applicationRoutes: AvitoRoutes = {
	'GET /job/v1/applications/get_ids': {
		...job,
		query: ['updatedAtFrom', 'createdAtFrom', 'cursor', 'vacancyIds', 'is_viewed', 'state'],
		handle: listIds,
	},
	'POST /job/v1/applications/get_by_ids': {
		...job,
		handle(call) {
			const wanted = bodyOf(call, idsSchema).ids;
			return { json: { applies: visible(call, wanted).map((found) => fullView(call, found)) } };
		},
	},
	'GET /job/v1/applications/get_states': {
		...job,
		handle: () => ({
			json: {
				states: Object.entries(STATES).map(([slug, description]) => ({ slug, description })),
			},
		}),
	},
	'POST /job/v1/applications/apply_actions': {
		...job,
		handle(call) {
			const body = bodyOf(call, actionSchema);
			const changed = visible(call, body.ids).filter((found) => found.state !== body.action);
			for (const application of changed) {
				application.state = body.action;
				touch(call, application);
			}
			return { json: { applies: changed.map(shortView) } };
		},
	},
	'POST /job/v1/applications/set_is_viewed': {
		...job,
		handle(call) {
			const { applies } = bodyOf(call, viewedSchema);
			const done = applies.filter(({ id, is_viewed: isViewed }) => {
				const [application] = visible(call, [id]);
				if (application === undefined) return false;
				if (application.isViewed !== isViewed) {
					application.isViewed = isViewed;
					touch(call, application);
				}
				return true;
			});
			return { json: { applies: done } };
		},
	},
};

function listIds(call: AvitoCall): Answer {
	const { createdAtFromAllowed } = call.world.settings;
	const updatedFrom = dayParameter(call, 'updatedAtFrom');
	const createdFrom = createdAtFromAllowed ? dayParameter(call, 'createdAtFrom') : undefined;
	if (updatedFrom === undefined && createdFrom === undefined) {
		refuse(call, 'updatedAtFrom', 'is required');
	}
	const vacancyIds = integerList(call, 'vacancyIds');
	const isViewed = booleanParameter(call, 'is_viewed');
	const state = call.request.query.get('state');
	const cursor = call.request.query.get('cursor');
	if (cursor !== null && !HEX_ID.test(cursor)) refuse(call, 'cursor', 'must be an application id');
	const all = visible(call)
		.filter(
			(application) =>
				application.updatedAt >= (updatedFrom ?? 0) &&
				application.createdAt >= (createdFrom ?? 0) &&
				(vacancyIds.length === 0 || vacancyIds.includes(application.vacancyId)) &&
				(isViewed === undefined || application.isViewed === isViewed) &&
				(state === null || application.state === state),
		)
		.sort(newestFirst);
	const last = cursor === null ? undefined : call.state.applications.get(cursor);
	const rest = last === undefined ? all : all.filter((next) => newestFirst(last, next) < 0);
	return { json: { applies: rest.slice(0, PAGE).map(shortView) } };
}

/** Newest created first; the id decides between equal times. */
function newestFirst(a: Application, b: Application): number {
	return b.createdAt - a.createdAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** The account's applications, all or those asked for in that order; unknown ids are missing. */
function visible(call: AvitoCall, wanted?: readonly string[]): Application[] {
	const now = call.world.now();
	const own = applicationsOf(call.state, call.account.id).filter(
		({ createdAt }) => createdAt <= now,
	);
	if (wanted === undefined) return own;
	return [...new Set(wanted)].flatMap((id) => own.filter((application) => application.id === id));
}

function touch(call: AvitoCall, application: Application): void {
	application.updatedAt = call.world.now();
	notifyApplication(call.world, application);
}

function shortView(application: Application) {
	return {
		id: application.id,
		state: application.state,
		created_at: utc(application.createdAt),
		updated_at: utc(application.updatedAt),
	};
}

function fullView(call: AvitoCall, application: Application): Record<string, unknown> {
	const { name } = application;
	const fullName = `${name.last} ${name.first}`;
	const vacancy = call.state.vacancies.get(application.vacancyId);
	return {
		id: application.id,
		vacancy_id: application.vacancyId,
		state: application.state,
		type: application.chatId === null ? 'by_phone' : 'by_chat',
		is_viewed: application.isViewed,
		negotiation_id: null,
		employee_id: vacancy?.employeeId ?? null,
		created_at: moscowWithOffset(application.createdAt),
		updated_at: utc(application.updatedAt),
		...(application.fromMailing
			? { source: 'sbc_cold_flow', price: { bonus: 0, real: 15_000, total: 15_000 } }
			: { price: null }),
		applicant: {
			id: String(application.applicantId),
			resume_id: application.resumeId === null ? null : String(application.resumeId),
			data: {
				name: fullName,
				full_name: {
					first_name: name.first,
					last_name: name.last,
					patronymic: name.patronymic,
				},
				birthday: application.birthday,
				citizenship: application.citizenship,
				education: application.education,
				gender: application.gender,
			},
		},
		contacts: {
			chat: application.chatId === null ? null : { value: application.chatId },
			phones: [
				{ value: application.phone, status: application.chatId === null ? null : 'received' },
			],
		},
		prevalidation: application.withBot
			? { status: 'success', summary: [{ label: 'ФИО', value: fullName, variable: 'name' }] }
			: null,
		...(application.withBot ? { enriched_properties: matching(application, fullName) } : {}),
	};
}

/** Avito's own comparison with the vacancy's criteria. */
function matching(application: Application, fullName: string) {
	const free = (value: unknown) => ({ matching_status: 'no_criteria', value });
	return {
		status: 'completed_no_criteria',
		age: null,
		citizenship: free(application.citizenship === 'Россия' ? 'rus' : null),
		experience: free('lt_1'),
		full_name: free(fullName),
		gender: free(application.gender),
		phone: free(`+${application.phone}`),
	};
}
