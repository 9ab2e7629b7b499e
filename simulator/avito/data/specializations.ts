/**
 * Specialisation ids and titles of the resume search (avito.md 3.3), with professions that people
 * of the field give themselves and what they do all day. The same ids serve as `business_area`.
 */
export interface Specialization {
	id: number;
	title: string;
	professions: readonly { title: string; latin: string; duties: string; salary: number }[];
}

export const specializations: readonly Specialization[] = [
	{
		id: 10168,
		title: 'Продажи',
		professions: [
			{
				title: 'Оператор колл-центра',
				latin: 'operator_koll-tsentra',
				duties: 'Приём входящих звонков, консультации клиентов, запись в CRM',
				salary: 60000,
			},
			{
				title: 'Менеджер по продажам',
				latin: 'menedzher_po_prodazham',
				duties: 'Холодные звонки, переговоры, ведение сделок до оплаты',
				salary: 90000,
			},
			{
				title: 'Продавец-консультант',
				latin: 'prodavets-konsultant',
				duties: 'Консультации в торговом зале, касса, выкладка товара',
				salary: 55000,
			},
			{
				title: 'Кассир',
				latin: 'kassir',
				duties: 'Расчёт покупателей, инкассация, приём товара',
				salary: 50000,
			},
		],
	},
	{
		id: 10170,
		title: 'Транспорт, логистика',
		professions: [
			{
				title: 'Водитель-экспедитор',
				latin: 'voditel-ekspeditor',
				duties: 'Доставка по городу, документы, мелкая погрузка',
				salary: 95000,
			},
			{
				title: 'Кладовщик',
				latin: 'kladovschik',
				duties: 'Приёмка и отгрузка товара, инвентаризация, работа в 1С',
				salary: 70000,
			},
			{
				title: 'Логист',
				latin: 'logist',
				duties: 'Планирование маршрутов, поиск перевозчиков, контроль сроков',
				salary: 85000,
			},
		],
	},
	{
		id: 2804251,
		title: 'Курьерская доставка',
		professions: [
			{
				title: 'Курьер',
				latin: 'kurer',
				duties: 'Пешая и велодоставка заказов в районе',
				salary: 80000,
			},
			{
				title: 'Автокурьер',
				latin: 'avtokurer',
				duties: 'Доставка на личном автомобиле, работа в приложении',
				salary: 110000,
			},
		],
	},
	{
		id: 10173,
		title: 'Туризм, рестораны',
		professions: [
			{
				title: 'Официант',
				latin: 'ofitsiant',
				duties: 'Обслуживание гостей, подача, работа с кассовой программой',
				salary: 60000,
			},
			{
				title: 'Повар горячего цеха',
				latin: 'povar_goryachego_tseha',
				duties: 'Приготовление блюд по техкартам, заготовки',
				salary: 85000,
			},
			{
				title: 'Бариста',
				latin: 'barista',
				duties: 'Приготовление кофе, витрина, общение с гостями',
				salary: 55000,
			},
		],
	},
	{
		id: 10172,
		title: 'Строительство',
		professions: [
			{
				title: 'Электромонтажник',
				latin: 'elektromontazhnik',
				duties: 'Прокладка кабеля, сборка щитов, пусконаладка',
				salary: 110000,
			},
			{
				title: 'Отделочник',
				latin: 'otdelochnik',
				duties: 'Штукатурка, шпаклёвка, плитка, обои',
				salary: 100000,
			},
		],
	},
	{
		id: 10191,
		title: 'Административная работа',
		professions: [
			{
				title: 'Офис-менеджер',
				latin: 'ofis-menedzher',
				duties: 'Встреча гостей, документы, закупки для офиса',
				salary: 60000,
			},
			{
				title: 'Администратор салона',
				latin: 'administrator_salona',
				duties: 'Запись клиентов, касса, контроль мастеров',
				salary: 55000,
			},
		],
	},
	{
		id: 10166,
		title: 'IT, интернет, телеком',
		professions: [
			{
				title: 'Специалист технической поддержки',
				latin: 'spetsialist_tehpodderzhki',
				duties: 'Первая линия, заявки, удалённая настройка рабочих мест',
				salary: 75000,
			},
			{
				title: 'Тестировщик',
				latin: 'testirovschik',
				duties: 'Ручное тестирование веб-приложений, тест-кейсы, отчёты',
				salary: 95000,
			},
		],
	},
	{
		id: 10181,
		title: 'Бухгалтерия, финансы',
		professions: [
			{
				title: 'Бухгалтер',
				latin: 'buhgalter',
				duties: 'Первичные документы, сверки, отчётность',
				salary: 80000,
			},
		],
	},
	{
		id: 10193,
		title: 'Производство, сырьё, с/х',
		professions: [
			{
				title: 'Комплектовщик',
				latin: 'komplektovschik',
				duties: 'Сборка заказов по накладным, упаковка',
				salary: 75000,
			},
			{
				title: 'Оператор станка',
				latin: 'operator_stanka',
				duties: 'Наладка и работа на станке с ЧПУ, контроль качества',
				salary: 95000,
			},
		],
	},
	{
		id: 10188,
		title: 'Охрана, безопасность',
		professions: [
			{
				title: 'Охранник',
				latin: 'ohrannik',
				duties: 'Пропускной режим, обход территории, видеонаблюдение',
				salary: 60000,
			},
		],
	},
	{
		id: 10175,
		title: 'Без опыта, студенты',
		professions: [
			{
				title: 'Промоутер',
				latin: 'promouter',
				duties: 'Раздача листовок, консультации на стойке',
				salary: 40000,
			},
			{
				title: 'Помощник администратора',
				latin: 'pomoschnik_administratora',
				duties: 'Помощь на ресепшене, обзвон',
				salary: 45000,
			},
		],
	},
];

/** The remaining areas: in dictionaries, but nobody in the seed works there. */
export const otherAreas: readonly (readonly [number, string])[] = [
	[10167, 'Медицина, фармацевтика'],
	[10169, 'Страхование'],
	[10171, 'Образование, наука'],
	[10174, 'Фитнес, салоны красоты'],
	[10180, 'Автомобильный бизнес'],
	[10182, 'Высший менеджмент'],
	[10183, 'Госслужба, НКО'],
	[10184, 'ЖКХ, эксплуатация'],
	[10185, 'Искусство, развлечения'],
	[10186, 'Консультирование'],
	[10187, 'Маркетинг, реклама, PR'],
	[10189, 'Управление персоналом'],
	[10190, 'Юриспруденция'],
	[10192, 'Банки, инвестиции'],
	[16844, 'Домашний персонал'],
	[2804250, 'Такси'],
];

/** Nationality ids of the resume search (avito.md 3.3). */
export const nationalities: readonly (readonly [number, string, number])[] = [
	[15973, 'Россия', 86],
	[15975, 'Беларусь', 3],
	[15976, 'Казахстан', 3],
	[16046, 'Кыргызстан', 3],
	[16129, 'Таджикистан', 2],
	[16140, 'Узбекистан', 3],
];

/** Title of a specialisation or business area; undefined for an unknown id. */
export function areaTitle(id: number): string | undefined {
	return (
		specializations.find((area) => area.id === id)?.title ??
		otherAreas.find(([areaId]) => areaId === id)?.[1]
	);
}
