import names from './names.json';

/**
 * Invented people: names are drawn apart from each other, so no entry means a real person. Surnames
 * are masculine.
 */
export const { femaleFirstNames, maleFirstNames, lastNames, patronymics } = names;

/** `Смирнов` becomes `Смирнова`. */
export function feminine(lastName: string): string {
	return `${lastName}а`;
}
