import type { Application, ApplicationState, Resume, Vacancy } from '../types';
import { nationalities } from '../data/specializations';
import type { Dice } from '../../core/dice';

const MINUTE = 60_000;

const STATES: readonly (readonly [ApplicationState, number])[] = [
	['new', 40],
	['inprocess', 20],
	['interview', 14],
	['selected', 6],
	['rejected', 14],
	['archive', 6],
];

/** An application of `person` to `vacancy` at `createdAt`. */
export function drawApplication(
	dice: Dice,
	person: Resume,
	vacancy: Vacancy,
	createdAt: number,
	now: number,
): Application {
	const state = dice.weighted(STATES, ([, weight]) => weight)[0];
	const byChat = dice.chance(75);
	return {
		id:
			Math.floor(createdAt / 1000)
				.toString(16)
				.padStart(8, '0') + dice.hex(16),
		vacancyId: vacancy.id,
		resumeId: dice.chance(80) ? person.id : null,
		applicantId: person.userId,
		chatId: byChat ? `u2i-${dice.urlSafe(22)}` : null,
		state,
		isViewed: state !== 'new' || dice.chance(30),
		createdAt,
		updatedAt:
			state === 'new' ? createdAt : Math.min(now, createdAt + dice.int(30, 4_000) * MINUTE),
		fromMailing: dice.chance(12),
		withBot: dice.chance(20),
		name: { first: person.firstName, last: person.lastName, patronymic: person.patronymic },
		birthday: dice.chance(70) ? person.birthday : null,
		citizenship: nationalities.find(({ id }) => id === person.nationality)?.title ?? null,
		education: person.educationLevel,
		gender: dice.chance(80) ? person.gender : null,
		phone: person.phone,
	};
}
