/**
 * Slugs that are written and the Russian words that are read back (avito.md 3.7). Fields without
 * words in the reference are read back as the words of the closest dictionary.
 */
export const vacancyTerms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	schedule: {
		flyInFlyOut: 'Вахта',
		fixed: 'Фиксированный',
		flexible: 'Гибкий',
		shift: 'Сменный',
	},
	experience: {
		noMatter: 'Без опыта',
		moreThan1: 'Более 1 года',
		moreThan3: 'Более 3 лет',
		moreThan5: 'Более 5 лет',
		moreThan10: 'Более 10 лет',
	},
	employment: {
		temporary: 'Временная',
		full: 'Полная',
		partial: 'Частичная',
		internship: 'Стажировка',
	},
	payout_frequency: {
		dailyPay: 'каждый день',
		weeklyPay: 'раз в неделю',
		biweeklyPay: 'дважды в месяц',
		thriceMonthlyPay: 'три раза в месяц',
		monthlyPay: 'раз в месяц',
	},
	work_format: { office: 'Офис', remote: 'Удалённо', gibrid: 'Гибрид' },
	paid_period: {
		month: 'в месяц',
		week: 'в неделю',
		shift: 'за смену',
		hour: 'за час',
		piecework: 'сдельная оплата',
	},
	taxes: { gross: 'До вычета налогов', net: 'На руки' },
	grade: { junior: 'Junior', middle: 'Middle', senior: 'Senior', lead: 'Lead' },
	education_level: { notMatter: 'Не важно', secondary: 'Среднее', higher: 'Высшее' },
	age_preferences: {
		olderThan14: 'Соискатели от 14 лет',
		olderThan16: 'Соискатели от 16 лет',
		olderThan45: 'Соискатели старше 45 лет',
		withHealthProblems: 'С нарушениями здоровья',
		students: 'Для студентов',
		pensioners: 'Для пенсионеров',
	},
	citizenship: {
		rus: 'Россия',
		blr: 'Беларусь',
		kaz: 'Казахстан',
		kgz: 'Кыргызстан',
		tjk: 'Таджикистан',
		arm: 'Армения',
		uzb: 'Узбекистан',
		ukr: 'Украина',
	},
	registration_method: {
		contract: 'Трудовой договор',
		gph_ip: 'ГПХ с ИП',
		gph_self_employed: 'ГПХ с самозанятым',
		gph_individual: 'ГПХ с физическим лицом',
	},
	driving_experience: {
		noExperience: 'Нет опыта',
		lessThan1: 'Меньше года',
		'1-2': '1-2 года',
		'3-5': '3-5 лет',
		'6-10': '6-10 лет',
		moreThan10: 'Больше 10 лет',
	},
	delivery_method: {
		car: 'На автомобиле',
		bike: 'На велосипеде',
		scooter: 'На самокате',
		foot: 'Пешком',
	},
	medical_book: {
		registerByCandidate: 'Должен оформить кандидат',
		helpRegister: 'Поможем оформить',
		notNeeded: 'Не нужна',
	},
	tools_availability: { needYourOwn: 'Нужны свои', willBeProvided: 'Предоставляет работодатель' },
	worker_class: {
		'1': '1',
		'2': '2',
		'3': '3',
		'4': '4',
		'5andHigher': '5 и выше',
		notNeeded: 'Не требуется',
	},
	facility_type: {
		production: 'Производство',
		logisticsCenter: 'Логистический центр',
		warehouse: 'Склад',
		other: 'Другое',
	},
	eatery_type: {
		cafe: 'Кафе',
		bar: 'Бар',
		fastFood: 'Фастфуд',
		restaurant: 'Ресторан',
		canteen: 'Столовая',
		bakery: 'Пекарня',
		other: 'Другой',
	},
	cuisine: {
		russian: 'Русская',
		european: 'Европейская',
		caucasian: 'Кавказская',
		italian: 'Итальянская',
		japanese: 'Японская',
		turkish: 'Турецкая',
		other: 'Другая',
	},
	food_production_shop_type: {
		cold: 'Холодный',
		hot: 'Горячий',
		confectionery: 'Кондитерский',
		preparation: 'Заготовочный',
		other: 'Другой',
	},
	construction_work_type: {
		paintingWorks: 'Малярные работы',
		wallCovering: 'Облицовка стен',
		tileWork: 'Работы с плиткой',
		mountingAndInstallation: 'Монтаж и установка',
		finishingWork: 'Отделочные работы',
		roofing: 'Кровельные работы',
		installationAndConfigurationOfEquipment: 'Монтаж и настройка оборудования',
		weldingWork: 'Сварочные работы',
		constructionOfFacades: 'Строительство фасадов',
		formingMaterials: 'Формовка материалов',
		concreteAndStoneWorks: 'Бетонные и каменные работы',
		repairWork: 'Ремонтные работы',
		other: 'Другие',
	},
	retail_shop_type: {
		hypermarketOrSupermarket: 'Гипермаркет или супермаркет',
		grocery: 'Продуктовый',
		electronicsAndHouseholdAppliances: 'Электроника и бытовая техника',
		clothesAndShoes: 'Одежда и обувь',
		perfumesAndCosmetics: 'Парфюмерия и косметика',
		constructionAndHouseholdGoods: 'Строительство и хозтовары',
		childrenGoods: 'Детские товары',
		sportingGoods: 'Спортивные товары',
		petShop: 'Зоомагазин',
		pharmacy: 'Аптека',
		other: 'Другой',
		autoParts: 'Автозапчасти',
		booksAndStationery: 'Книги и канцтовары',
		furniture: 'Мебель',
		optics: 'Оптика',
		flowersAndPlants: 'Цветы и растения',
		jewelry: 'Ювелирные изделия',
	},
	retail_equipment_type: {
		cashRegisterAndPosTerminals: 'Касса и POS-терминалы',
		accountingSoftware: 'Программы учёта товаров',
	},
	bonuses: {
		prozivanie: 'Проживание',
		pitanie: 'Питание',
		medicinskaia_straxovka: 'Медицинская страховка',
		uniform: 'Униформа',
		oplata_benzina: 'Оплата бензина',
		transport_do_raboty: 'Транспорт до работы',
		skidki_v_kompanii: 'Скидки в компании',
		parkovka: 'Парковка',
		zony_otdyxa: 'Зоны отдыха',
		podarki_detiam_na_prazdniki: 'Подарки детям на праздники',
		oplata_mobilnoi_sviazi: 'Оплата мобильной связи',
		obuchenie: 'Обучение',
		kompensaciya_proezda_s_raboti: 'Компенсация проезда с работы',
		kasko: 'КАСКО',
		smartphone: 'Смартфон',
		uslugi_shinomontaza: 'Услуги шиномонтажа',
	},
};

/** Fields whose value is a list. */
export const LIST_FIELDS = [
	...['work_format', 'age_preferences', 'citizenship', 'registration_method', 'delivery_method'],
	...['worker_class', 'facility_type', 'eatery_type', 'cuisine', 'food_production_shop_type'],
	...['construction_work_type', 'retail_shop_type', 'retail_equipment_type', 'bonuses'],
];

/** Fields that v1 wraps as `{id}` (avito.md 3.7). */
export const WRAPPED_IN_V1 = ['schedule', 'experience', 'payout_frequency', 'driving_experience'];

/** Integers out of dictionaries: field and dictionary. */
export const DICTIONARY_FIELDS: Readonly<Record<string, string>> = {
	business_area: 'business_area',
	profession: 'profession',
	vehicle_type: 'vehicle_type',
	administrator_organization_type: 'administrator_organization_type',
	shifts: 'shifts',
	work_days_per_week: 'work_days_per_week',
	work_hours_per_day: 'work_hours_per_day',
	medical_specialization_ids: 'medical_specialization',
};

/** `params` that a read may select. */
export const VACANCY_PARAMS = [
	...['address', 'administrator_organization_type', 'age_preferences', 'bonuses'],
	...['business_area', 'change', 'citizenship', 'construction_work_type', 'coordinates'],
	...['cuisine', 'delivery_method', 'driving_experience', 'driving_license_category'],
	...['eatery_type', 'education_level', 'employment', 'experience', 'facility_type'],
	...['food_production_shop_type', 'grade', 'industry_type', 'is_company_car', 'is_remote'],
	...['is_side_job', 'manufacturing_type', 'medical_book', 'medical_specialization'],
	...['paid_period', 'payout_frequency', 'piecework_flag', 'profession', 'programs'],
	...['registration_method', 'retail_equipment_type', 'retail_shop_type', 'salary'],
	...['salary_base_bonus', 'salary_base_range', 'schedule', 'shifts', 'taxes'],
	...['tools_availability', 'vacancy_code', 'vehicle_type', 'warehouse_functionality'],
	...['where_to_work', 'work_days_per_week', 'work_format', 'work_hours_per_day'],
	...['worker_class', 'applies_filter'],
];

export const VACANCY_FIELDS = [
	...['description', 'is_active', 'salary', 'start_time', 'title', 'update_time', 'url'],
];
