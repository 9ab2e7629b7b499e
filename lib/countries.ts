import codes from 'i18n-iso-countries/codes.json';
import english from 'i18n-iso-countries/langs/en.json';
import russian from 'i18n-iso-countries/langs/ru.json';

/** Letters only, so that case, accents, hyphens, commas and "the" make no other country. */
const plain = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}]+/gu, ' ')
		.replace(/\bthe\b/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

/** Names in use that neither ISO 3166 nor Unicode has, and one that they give to two countries. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	BY: ['Белоруссия'],
	CD: ['Congo, the Democratic Republic of the', 'DR Congo'],
	CG: ['Congo'],
	KG: ['Кыргызстан'],
	KR: ['Республика Корея', 'Южная Корея'],
	MO: ['Macau'],
	GB: ['England', 'Scotland', 'Wales', 'Northern Ireland', 'Англия'],
	MK: ['Macedonia', 'Macedonia, the former Yugoslav Republic of'],
	MM: ['Burma'],
	SZ: ['Swaziland'],
	TL: ['East Timor'],
	VN: ['Viet Nam'],
	US: ['America', 'Соединенные Штаты Америки'],
};

const namesIn = (locale: string, style: 'long' | 'short') => {
	const names = new Intl.DisplayNames([locale], { type: 'region', style });
	return (code: string) => names.of(code) ?? code;
};

const UNICODE_NAMES = ['en', 'ru'].flatMap((locale) =>
	(['long', 'short'] as const).map((style) => namesIn(locale, style)),
);

const namesOf = (names: string | readonly string[]): readonly string[] =>
	typeof names === 'string' ? [names] : names;

const CODES: ReadonlyMap<string, string> = new Map(
	[
		...codes.map(([two = '', three = '']) => {
			return [two, [two, three, ...UNICODE_NAMES.map((of) => of(two))]] as const;
		}),
		...Object.entries(english.countries),
		...Object.entries(russian.countries),
		...Object.entries(OTHER_NAMES),
	].flatMap(([code, names]) => namesOf(names).map((name) => [plain(name), code] as const)),
);

/**
 * The two-letter code of ISO 3166-1 for a name in English or Russian or for a code of two or three
 * letters; undefined for what is no country.
 */
export const countryCode = (text: string): string | undefined => CODES.get(plain(text));

/** What two texts have to share to be the same country; texts that are no country only themselves. */
export const countryKey = (text: string): string => countryCode(text) ?? plain(text);

/** The English name where the text is a code; other texts as they are. */
export function countryName(text: string): string {
	const code = /^[a-z]{2,3}$/i.test(text) ? countryCode(text) : undefined;
	if (code === undefined) return text;
	// "Hong Kong" rather than "Hong Kong SAR China", but "United States" rather than "US".
	const short = namesIn('en', 'short')(code);
	return short.length > 3 ? short : namesIn('en', 'long')(code);
}
