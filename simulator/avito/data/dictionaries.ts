import { otherAreas, specializations } from './specializations';

export interface DictionaryEntry {
	id: number;
	name: string;
	deprecated: boolean;
}

function numbered(first: number, names: readonly string[]): DictionaryEntry[] {
	return names.map((name, index) => ({ id: first + index, name, deprecated: false }));
}

/** First id of the profession dictionary; the order is that of the seed's specialisations. */
const FIRST_PROFESSION_ID = 3600001;

const professionTitles = specializations.flatMap((area) =>
	area.professions.map((profession) => profession.title),
);

/** Vacancy dictionaries (avito.md 3.7): description and entries by dictionary id. */
export const dictionaries: Readonly<
	Record<string, { description: string; entries: DictionaryEntry[] }>
> = {
	business_area: {
		description: 'Сферы деятельности',
		entries: [
			...[...specializations, ...otherAreas].map(({ id, title }) => ({
				id,
				name: title,
				deprecated: false,
			})),
		],
	},
	profession: {
		description: 'Профессии',
		entries: [
			...numbered(FIRST_PROFESSION_ID, professionTitles),
			{ id: 3609999, name: 'Телеграфист', deprecated: true },
		],
	},
	vehicle_type: {
		description: 'Типы транспорта',
		entries: numbered(2900001, [
			'Легковой автомобиль',
			'Грузовой автомобиль',
			'Автобус',
			'Погрузчик',
		]),
	},
	administrator_organization_type: {
		description: 'Типы организаций для администраторов',
		entries: numbered(2910001, ['Салон красоты', 'Фитнес-клуб', 'Гостиница', 'Клиника']),
	},
	work_format: {
		description: 'Форматы работы',
		entries: numbered(2920001, ['Офис', 'Удалённо', 'Гибрид']),
	},
	schedules: {
		description: 'Графики работы',
		entries: numbered(2930001, ['Вахта', 'Фиксированный', 'Гибкий', 'Сменный']),
	},
	shifts: {
		description: 'Смены',
		entries: numbered(2940001, ['Утренние', 'Дневные', 'Вечерние', 'Ночные']),
	},
	work_days_per_week: {
		description: 'Рабочие дни в неделю',
		entries: numbered(2950001, ['2 / 2', '3 / 3', '5 / 2', '6 / 1']),
	},
	work_hours_per_day: {
		description: 'Рабочие часы в день',
		entries: numbered(2960001, ['4', '6', '8', '10', '12']),
	},
	medical_specialization: {
		description: 'Медицинские специализации',
		entries: numbered(2970001, ['Медицинская сестра', 'Терапевт', 'Стоматолог', 'Фармацевт']),
	},
};
