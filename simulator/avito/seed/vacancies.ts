import { dictionaries } from '../data/dictionaries';
import { specializations } from '../data/specializations';
import texts from '../data/texts.json';
import type { Vacancy } from '../types';
import type { Dice } from '../../core/dice';
import { drawPlace } from './resumes';

const DAY = 24 * 3_600_000;
const FIRST_VACANCY_ID = 4_521_900_000;

/** Employers whose vacancies fill the site-wide search beside our own. */
export const OTHER_EMPLOYER_IDS = [302_000_001, 302_000_002, 302_000_003];

/** One published vacancy of `ownerId`. */
export function drawVacancy(
	dice: Dice,
	index: number,
	owner: { id: number; companyName: string },
	now: number,
): Vacancy {
	const area = dice.pick(specializations);
	const profession = dice.pick(area.professions);
	const place = drawPlace(dice);
	const startTime = now - dice.int(1, 28) * DAY;
	const salaryFrom = Math.round((profession.salary * dice.int(85, 100)) / 100 / 1000) * 1000;
	const salaryTo = salaryFrom + dice.int(10, 40) * 1000;
	return {
		id: FIRST_VACANCY_ID + index * 53,
		uuid: dice.uuid(),
		ownerId: owner.id,
		companyName: owner.companyName || dice.pick(texts.companies),
		title: profession.title,
		description: `<p>${profession.duties}.</p><ul><li>Обучение за счёт компании</li><li>Выплаты без задержек</li></ul>`,
		businessArea: area.id,
		profession:
			dictionaries.profession?.entries.find((entry) => entry.name === profession.title)?.id ?? 0,
		place,
		status: 'activated',
		autoRenewal: dice.chance(50),
		employeeId: null,
		salaryFrom,
		salaryTo,
		startTime,
		updateTime: startTime + dice.int(0, 20) * 3_600_000,
		fields: {
			employment: dice.pick(['full', 'partial', 'temporary']),
			schedule: dice.pick(['shift', 'fixed', 'flexible', 'flyInFlyOut']),
			experience: dice.pick(['noMatter', 'noMatter', 'moreThan1', 'moreThan3']),
			work_format: dice.chance(85) ? ['office'] : ['remote'],
			payout_frequency: dice.pick(['biweeklyPay', 'weeklyPay', 'monthlyPay']),
			salary_detail: {
				paid_period: 'month',
				taxes: 'net',
				base: { bonus: 'премия по итогам месяца', range: { from: salaryFrom, to: salaryTo } },
			},
			vacancy_code: `SEED-${index + 1}`,
			contacts: {
				name: 'Ирина',
				email: 'hr@example.test',
				phone: '79990000002',
				allow_calls: true,
				allow_messages: true,
			},
		},
	};
}
