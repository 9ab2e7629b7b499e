import more from './dictionaries.json';
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
		entries: [...specializations, ...otherAreas].map(({ id, title }) => ({
			id,
			name: title,
			deprecated: false,
		})),
	},
	profession: {
		description: 'Профессии',
		entries: [
			...numbered(FIRST_PROFESSION_ID, professionTitles),
			{ id: 3609999, name: 'Телеграфист', deprecated: true },
		],
	},
	...Object.fromEntries(
		Object.entries(more).map(([id, { description, firstId, names }]) => [
			id,
			{ description, entries: numbered(firstId, names) },
		]),
	),
};
