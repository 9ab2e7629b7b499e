import { isRecord } from '../core/isRecord';
import { cities } from './data/places';
import { dictionaries } from './data/dictionaries';
import { utc } from './input';
import { drawPlace } from './seed/resumes';
import type { AvitoAccount, Place, Vacancy, VacancyTask } from './types';
import type { AvitoWorld } from './world';
import { vacancyUrl } from './routes/items';

type Fields = Record<string, unknown>;

/** A new published vacancy from a body in v2's shape. */
export function createVacancy(
	world: AvitoWorld,
	account: AvitoAccount,
	fields: Fields,
	uuid: string = world.state.dice.uuid(),
): Vacancy {
	const now = world.now();
	const vacancy: Vacancy = {
		id: 4_531_000_000 + world.state.nextNumber++ * 11,
		uuid,
		ownerId: account.id,
		companyName: account.name,
		title: '',
		description: '',
		businessArea: 0,
		profession: dictionaries.profession?.entries[0]?.id ?? 0,
		place: drawPlace(world.state.dice),
		status: 'activated',
		autoRenewal: false,
		employeeId: null,
		salaryFrom: null,
		salaryTo: null,
		startTime: now,
		updateTime: now,
		fields: {},
	};
	applyFields(world, vacancy, fields);
	world.state.vacancies.set(vacancy.id, vacancy);
	return vacancy;
}

/** Takes changed fields over; what is not named stays. */
export function applyFields(world: AvitoWorld, vacancy: Vacancy, fields: Fields): void {
	vacancy.fields = { ...vacancy.fields, ...fields };
	if (typeof fields.title === 'string') vacancy.title = fields.title;
	if (typeof fields.description === 'string') vacancy.description = fields.description;
	if (typeof fields.business_area === 'number') vacancy.businessArea = fields.business_area;
	if (typeof fields.profession === 'number') vacancy.profession = fields.profession;
	if (isRecord(fields.hierarchy) && typeof fields.hierarchy.employee_id === 'number') {
		vacancy.employeeId = fields.hierarchy.employee_id;
	}
	const detail = isRecord(fields.salary_detail) ? fields.salary_detail : {};
	const base = isRecord(detail.base) ? detail.base : {};
	const range = [base.range, fields.salary_range, fields.salary].find(isRecord);
	if (range !== undefined) {
		vacancy.salaryFrom = typeof range.from === 'number' ? range.from : null;
		vacancy.salaryTo = typeof range.to === 'number' ? range.to : null;
	}
	vacancy.place = placeOf(fields) ?? vacancy.place;
	vacancy.updateTime = world.now();
}

/** v2 has `location.address`, v1 a flat `address`. */
function placeOf(fields: Fields): Place | undefined {
	const location = isRecord(fields.location) ? fields.location : {};
	const parts = isRecord(location.address) ? location.address : undefined;
	const text = typeof fields.address === 'string' ? fields.address : undefined;
	const locality = parts === undefined ? text?.split(',')[0]?.trim() : String(parts.locality);
	if (locality === undefined) return undefined;
	const city = cities.find((candidate) => candidate.name === locality);
	const coordinates = [location.coordinates, fields.coordinates].find(isRecord) ?? {};
	return {
		locationId: city?.locationId ?? 0,
		city: locality,
		province: String(parts?.province ?? city?.province ?? locality),
		slug: city?.slug ?? 'rossiya',
		district: '',
		districtId: 0,
		metro: '',
		metroId: 0,
		address:
			text ??
			[parts?.locality, parts?.street, parts?.house]
				.filter((part) => part !== undefined)
				.join(', '),
		latitude: Number(coordinates.latitude ?? city?.latitude ?? 0),
		longitude: Number(coordinates.longitude ?? city?.longitude ?? 0),
	};
}

/** Starts an asynchronous publication (or an edit of `vacancy`); the clock carries it through. */
export function startTask(
	world: AvitoWorld,
	account: AvitoAccount,
	changes: Fields,
	vacancy?: Vacancy,
): VacancyTask {
	const { state } = world;
	const task: VacancyTask = {
		uuid: vacancy?.uuid ?? state.dice.uuid(),
		vacancyId: vacancy?.id ?? null,
		requestedAt: world.now(),
		changes,
		kind: vacancy === undefined ? 'create' : 'update',
		outcome: null,
		finishedAt: null,
		ownerId: account.id,
	};
	state.vacancyTasks.push(task);
	world.context.clock.schedule(world.settings.publishMs, () => {
		if (world.state === state) finishTask(world, account, task);
	});
	return task;
}

function finishTask(world: AvitoWorld, account: AvitoAccount, task: VacancyTask): void {
	task.finishedAt = world.now();
	const known = world.state.vacancies.get(task.vacancyId ?? -1);
	if (known !== undefined) {
		applyFields(world, known, task.changes);
		task.outcome = 'success';
		return;
	}
	if (account.placementsLeft <= 0) {
		task.outcome = 'error';
		return;
	}
	account.placementsLeft--;
	const vacancy = createVacancy(world, account, task.changes, task.uuid);
	if (world.settings.moderation === 'rejected') vacancy.status = 'rejected';
	task.vacancyId = vacancy.id;
	task.outcome = 'success';
}

/** One line of the statuses answer; `error` and `vacancy` are absent until they exist. */
export function taskView(world: AvitoWorld, task: VacancyTask): Record<string, unknown> {
	const vacancy = world.state.vacancies.get(task.vacancyId ?? -1);
	const halfway = world.now() - task.requestedAt >= world.settings.publishMs / 2;
	const status = task.outcome ?? (halfway ? 'process' : 'new');
	return {
		id: task.uuid,
		last_action: {
			status,
			datetime: utc(task.finishedAt ?? task.requestedAt),
			...(task.outcome === 'error'
				? { error: { code: 402, message: 'not_enough_purchased_services' } }
				: {}),
		},
		...(vacancy === undefined
			? {}
			: {
					vacancy: {
						id: vacancy.id,
						url: vacancyUrl(vacancy),
						status: vacancy.status,
						moderation_status: vacancy.status === 'rejected' ? 'rejected' : 'allowed',
						reasons: vacancy.status === 'rejected' ? { '1': 'Нарушены правила' } : {},
					},
				}),
	};
}
