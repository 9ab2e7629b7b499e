import codes from 'i18n-iso-countries/codes.json';
import { countryCode, countryKey, countryName } from '../../lib/countries';

describe('a country', () => {
	it.each([
		['US', ['USA', 'us', 'United States', 'the United States of America', 'U.S.A.', 'США']],
		['IN', ['IND', 'India', 'INDIA ', 'Индия']],
		['NL', ['NLD', 'Netherlands', 'The Netherlands', 'Нидерланды']],
		['GB', ['GBR', 'UK', 'United Kingdom', 'Great Britain', 'England', 'Великобритания']],
		['KR', ['KOR', 'South Korea', 'Korea, Republic of', 'Южная Корея', 'Республика Корея']],
		['RU', ['RUS', 'Russia', 'Russian Federation', 'Россия']],
		['CI', ['CIV', "Cote d'Ivoire", 'Côte d’Ivoire', 'Ivory Coast']],
		['CG', ['COG', 'Congo']],
		['CD', ['COD', 'Congo, the Democratic Republic of the']],
		['VN', ['VNM', 'Vietnam', 'Viet Nam']],
		['BY', ['BLR', 'Belarus', 'Беларусь', 'Белоруссия']],
		['MK', ['MKD', 'Macedonia', 'North Macedonia']],
	])('%s is the same in %j', (code, texts) => {
		expect(texts.map(countryCode)).toEqual(texts.map(() => code));
	});

	it('is known by each of its codes and by the name shown for it', () => {
		const lost = codes.filter(([two = '', three = '']) =>
			[two, three, countryName(three)].some((text) => countryCode(text) !== two),
		);
		expect(codes.length).toBeGreaterThan(240);
		expect(lost).toEqual([]);
	});

	it('is not made of what is none', () => {
		expect(countryCode('Atlantis')).toBeUndefined();
		expect(countryCode('')).toBeUndefined();
		expect(countryKey('Atlantis')).not.toBe(countryKey('Utopia'));
		expect(countryKey('ATLANTIS ')).toBe(countryKey('Atlantis'));
		expect(countryName('Atlantis')).toBe('Atlantis');
	});
});
