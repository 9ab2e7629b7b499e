import { isRecord } from '../../core/isRecord';
import { z } from 'zod';
import { badJsonData, envelopeC, envelopeD, envelopeE, notFound } from '../errors';
import { bodyOf, pathNumber } from '../input';
import { applyFields, createVacancy, startTask, taskView } from '../publication';
import type { Vacancy } from '../types';
import { fromVersion1, vacancyProblems } from '../vacancyRules';
import { Refusal, type AvitoCall, type AvitoRoutes } from '../world';
import { vacancyUrl } from './items';

const DAY = 24 * 3_600_000;
/** Prolonging a vacancy that was published a moment ago is refused; the exact time is not known. */
const TOO_EARLY = 7 * DAY;

const V1_REQUIRED = [
	...['billing_type', 'title', 'description', 'business_area', 'employment', 'schedule'],
	'experience',
];
const V2_REQUIRED = ['billing_type', 'title', 'description', 'business_area'];

const uuidsSchema = z.object({ ids: z.array(z.string()).min(1).max(100) });
const renewalSchema = z.object({ auto_renewal: z.boolean() });

const job = { scope: 'job:write', family: 'job', tariff: 'job' } as const;

/** Creating, editing, prolonging, stopping vacancies (avito.md 3.7). */
export const vacancyWriteRoutes: AvitoRoutes = {
	'POST /job/v1/vacancies': {
		...job,
		handle(call) {
			const fields = version1Fields(call, V1_REQUIRED);
			spendPlacement(call);
			const vacancy = createVacancy(call.world, call.account, fields);
			const url = vacancyUrl(vacancy);
			return {
				status: 201,
				headers: { Location: url },
				json: { id: String(vacancy.id), url, uuid: vacancy.uuid },
			};
		},
	},
	'PUT /job/v1/vacancies/:vacancy_id': {
		...job,
		handle(call) {
			const vacancy = editableVacancy(call);
			const fields = version1Fields(call, ['billing_type']);
			if (vacancy.status === 'archived') throw new Refusal(envelopeC(403, 'unavailable_to_edit'));
			if (hasPendingTask(call, vacancy)) {
				return envelopeE(409, 'conflict', 'Another change of the vacancy is in progress');
			}
			applyFields(call.world, vacancy, fields);
			return { status: 204 };
		},
	},
	'POST /job/v1/vacancies/:vacancy_id/prolongate': {
		...job,
		handle(call) {
			const vacancy = editableVacancy(call);
			version1Fields(call, ['billing_type']);
			if (vacancy.status === 'activated' && call.world.now() - vacancy.startTime < TOO_EARLY) {
				return envelopeC(403, 'too_early');
			}
			spendPlacement(call);
			vacancy.status = 'activated';
			vacancy.startTime = call.world.now();
			vacancy.updateTime = call.world.now();
			return { status: 204 };
		},
	},
	'PUT /job/v1/vacancies/archived/:vacancy_id': {
		...job,
		handle(call) {
			const vacancy = editableVacancy(call);
			checkEmployee(call, bodyFields(call));
			if (vacancy.status !== 'activated') return envelopeC(403, 'unavailable_to_stop');
			vacancy.status = 'archived';
			vacancy.updateTime = call.world.now();
			return { status: 204 };
		},
	},
	'POST /job/v2/vacancies': {
		...job,
		handle(call) {
			const fields = version2Fields(call, V2_REQUIRED);
			if (call.account.advanceOff) {
				return envelopeE(402, 'payment_required', 'Publication from the advance is switched off');
			}
			return { status: 202, json: { id: startTask(call.world, call.account, fields).uuid } };
		},
	},
	'POST /job/v2/vacancies/update/:vacancy_uuid': {
		...job,
		handle(call) {
			const vacancy = vacancyByUuid(call);
			if (vacancy === undefined) return notFound();
			const fields = version2Fields(call, ['billing_type']);
			const task = startTask(call.world, call.account, fields, vacancy);
			return { status: 202, json: { id: task.uuid } };
		},
	},
	'POST /job/v2/vacancies/statuses': {
		...job,
		handle(call) {
			const { ids } = bodyOf(call, uuidsSchema, (field) => badJsonData(field, 'wrong_value'));
			const tasks = ids.flatMap(
				(uuid) =>
					call.state.vacancyTasks.findLast(
						(task) => task.uuid === uuid && task.ownerId === call.account.id,
					) ?? [],
			);
			return { json: tasks.map((task) => taskView(call.world, task)) };
		},
	},
	'PUT /job/v2/vacancies/:vacancy_uuid/auto_renewal': {
		...job,
		handle(call) {
			const { auto_renewal: autoRenewal } = bodyOf(call, renewalSchema);
			const vacancy = vacancyByUuid(call);
			if (vacancy === undefined) return notFound();
			vacancy.autoRenewal = autoRenewal;
			return { status: 204 };
		},
	},
};

function bodyFields(call: AvitoCall): Record<string, unknown> {
	const { json } = call.request.body;
	return isRecord(json) ? json : {};
}

/** v1 names one wrong field (envelope C). */
function version1Fields(call: AvitoCall, required: readonly string[]): Record<string, unknown> {
	const fields = fromVersion1(bodyFields(call));
	const [problem] = vacancyProblems(fields, required);
	if (problem !== undefined) {
		const field = problem.field === 'title' ? 'name' : problem.field;
		call.world.context.violation(call.request, `Vacancy field ${field}: ${problem.reason}`);
		throw new Refusal(badJsonData(field, problem.reason));
	}
	checkEmployee(call, fields);
	return fields;
}

/** v2 lists all wrong fields (envelope D). */
function version2Fields(call: AvitoCall, required: readonly string[]): Record<string, unknown> {
	const fields = bodyFields(call);
	const problems = vacancyProblems(fields, required);
	if (problems.length > 0) {
		const texts = problems.map(({ field, reason }) => `${field}: ${reason}`);
		call.world.context.violation(call.request, `Vacancy fields ${texts.join(', ')}`);
		throw new Refusal(envelopeD(texts));
	}
	checkEmployee(call, fields);
	return fields;
}

function checkEmployee(call: AvitoCall, fields: Record<string, unknown>): void {
	const hierarchy = isRecord(fields.hierarchy) ? fields.hierarchy : fields;
	const employeeId = hierarchy.employee_id;
	if (employeeId === undefined || employeeId === null) return;
	const employee = call.state.employees.find((known) => known.employeeId === employeeId);
	if (employee === undefined) throw new Refusal(envelopeC(404, 'employee_not_found'));
	if (!employee.isActive) throw new Refusal(envelopeC(403, 'employee_is_not_active'));
}

function spendPlacement(call: AvitoCall): void {
	if (call.account.advanceOff) {
		throw new Refusal(
			envelopeE(402, 'payment_required', 'Publication from the advance is switched off'),
		);
	}
	if (call.account.placementsLeft <= 0) {
		throw new Refusal(envelopeC(402, 'not_enough_purchased_services'));
	}
	call.account.placementsLeft--;
}

/** The own vacancy of the path, if it may be changed at all. */
function editableVacancy(call: AvitoCall): Vacancy {
	const vacancy = call.state.vacancies.get(pathNumber(call, 'vacancy_id'));
	if (vacancy === undefined) throw new Refusal(envelopeC(404, 'chosen_vacancy_is_not_found'));
	if (vacancy.ownerId !== call.account.id) {
		throw new Refusal(envelopeC(403, 'chosen_vacancy_belongs_to_another_user'));
	}
	if (vacancy.status === 'blocked') throw new Refusal(envelopeC(403, 'unavailable_for_blocked'));
	if (vacancy.status === 'closed') throw new Refusal(envelopeC(403, 'unavailable_for_removed'));
	return vacancy;
}

function vacancyByUuid(call: AvitoCall): Vacancy | undefined {
	return [...call.state.vacancies.values()].find(
		(vacancy) => vacancy.uuid === call.params.vacancy_uuid && vacancy.ownerId === call.account.id,
	);
}

function hasPendingTask(call: AvitoCall, vacancy: Vacancy): boolean {
	return call.state.vacancyTasks.some(
		(task) => task.vacancyId === vacancy.id && task.outcome === null,
	);
}
