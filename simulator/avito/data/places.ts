/** Cities with districts, metro stations and a centre; ids as in Avito's list of locations. */
export interface City {
	locationId: number;
	name: string;
	province: string;
	slug: string;
	latitude: number;
	longitude: number;
	/** How often a resume comes from here, relative. */
	weight: number;
	districts: readonly { id: number; name: string; metro: string; metroId: number }[];
}

export const cities: readonly City[] = [
	{
		locationId: 637640,
		name: 'Москва',
		province: 'Москва',
		slug: 'moskva',
		latitude: 55.7558,
		longitude: 37.6173,
		weight: 34,
		districts: [
			{ id: 101, name: 'Тверской', metro: 'Белорусская', metroId: 11 },
			{ id: 102, name: 'Бутово', metro: 'Бунинская аллея', metroId: 12 },
			{ id: 103, name: 'Марьино', metro: 'Братиславская', metroId: 13 },
			{ id: 104, name: 'Митино', metro: 'Волоколамская', metroId: 14 },
		],
	},
	{
		locationId: 653240,
		name: 'Санкт-Петербург',
		province: 'Санкт-Петербург',
		slug: 'sankt-peterburg',
		latitude: 59.9386,
		longitude: 30.3141,
		weight: 22,
		districts: [
			{ id: 201, name: 'Приморский', metro: 'Пионерская', metroId: 21 },
			{ id: 202, name: 'Невский', metro: 'Ломоносовская', metroId: 22 },
			{ id: 203, name: 'Центральный', metro: 'Маяковская', metroId: 23 },
		],
	},
	{
		locationId: 650400,
		name: 'Казань',
		province: 'Республика Татарстан',
		slug: 'kazan',
		latitude: 55.7963,
		longitude: 49.1088,
		weight: 11,
		districts: [
			{ id: 301, name: 'Вахитовский', metro: 'Площадь Тукая', metroId: 31 },
			{ id: 302, name: 'Советский', metro: 'Аметьево', metroId: 32 },
		],
	},
	{
		locationId: 654070,
		name: 'Екатеринбург',
		province: 'Свердловская область',
		slug: 'ekaterinburg',
		latitude: 56.8389,
		longitude: 60.6057,
		weight: 10,
		districts: [
			{ id: 401, name: 'Кировский', metro: 'Уральская', metroId: 41 },
			{ id: 402, name: 'Чкаловский', metro: 'Ботаническая', metroId: 42 },
		],
	},
	{
		locationId: 641780,
		name: 'Новосибирск',
		province: 'Новосибирская область',
		slug: 'novosibirsk',
		latitude: 55.0084,
		longitude: 82.9357,
		weight: 9,
		districts: [
			{ id: 501, name: 'Октябрьский', metro: 'Речной вокзал', metroId: 51 },
			{ id: 502, name: 'Ленинский', metro: 'Площадь Маркса', metroId: 52 },
		],
	},
	{
		locationId: 633540,
		name: 'Краснодар',
		province: 'Краснодарский край',
		slug: 'krasnodar',
		latitude: 45.0355,
		longitude: 38.9753,
		weight: 8,
		districts: [
			{ id: 601, name: 'Прикубанский', metro: '', metroId: 0 },
			{ id: 602, name: 'Карасунский', metro: '', metroId: 0 },
		],
	},
	{
		locationId: 640860,
		name: 'Нижний Новгород',
		province: 'Нижегородская область',
		slug: 'nizhniy_novgorod',
		latitude: 56.3269,
		longitude: 44.0059,
		weight: 6,
		districts: [{ id: 701, name: 'Нижегородский', metro: 'Горьковская', metroId: 71 }],
	},
];

export const streets = [
	'Тестовая улица',
	'Садовая улица',
	'Вымышленный проспект',
	'Учебный переулок',
	'Примерная улица',
	'Образцовый проезд',
	'Лесная улица',
	'Школьная улица',
];
