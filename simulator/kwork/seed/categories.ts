export interface Category {
	id: number;
	name: string;
	children: Category[];
}

const leaf = (id: number, name: string): Category => ({ id, name, children: [] });

/** Ids and structure as of 2026 (kwork.md 4.9); most names of sub-rubrics are invented. */
export const categories: Category[] = [
	{
		id: 11,
		name: 'Разработка и IT',
		children: [
			leaf(37, 'Создание сайта'),
			leaf(38, 'Доработка и настройка сайта'),
			leaf(39, 'Мобильные приложения'),
			leaf(40, 'Игры'),
			leaf(41, 'Скрипты, боты и mini apps'),
			leaf(79, 'Верстка'),
			leaf(80, 'Десктоп программирование'),
			leaf(81, 'Юзабилити, тесты и помощь'),
			leaf(255, 'Сервера и хостинг'),
		],
	},
	{
		id: 15,
		name: 'Дизайн',
		children: [
			leaf(25, 'Логотип и брендинг'),
			leaf(24, 'Веб и мобильный дизайн'),
			leaf(27, 'Арт и иллюстрации'),
			leaf(28, 'Полиграфия'),
			leaf(68, 'Интерьер и экстерьер'),
			leaf(90, 'Обработка и редактирование'),
			leaf(250, 'Презентации и инфографика'),
			leaf(270, 'Маркетплейсы и соцсети'),
			leaf(272, 'Наружная реклама'),
			leaf(286, 'Промышленный дизайн'),
			leaf(306, 'Дизайн с нейросетями'),
		],
	},
	{
		id: 5,
		name: 'Тексты и переводы',
		children: [
			leaf(73, 'Тексты и наполнение сайта'),
			leaf(35, 'Переводы'),
			leaf(74, 'Продающие и бизнес-тексты'),
			leaf(75, 'Резюме и вакансии'),
			leaf(235, 'Набор текста'),
			leaf(303, 'Сценарии'),
		],
	},
	{
		id: 17,
		name: 'SEO и трафик',
		children: [
			leaf(43, 'SEO аудиты, консультации'),
			leaf(44, 'Ссылки'),
			leaf(56, 'Трафик'),
			leaf(59, 'Семантическое ядро'),
			leaf(71, 'Внутренняя оптимизация'),
			leaf(72, 'Статистика и аналитика'),
			leaf(273, 'Продвижение сайта в топ'),
		],
	},
	{
		id: 45,
		name: 'Соцсети и маркетинг',
		children: [
			leaf(46, 'Соцсети и SMM'),
			leaf(47, 'Базы данных и клиентов'),
			leaf(49, 'Контекстная реклама'),
			leaf(108, 'E-mail маркетинг'),
			leaf(112, 'Маркетплейсы и доски объявлений'),
			leaf(113, 'Реклама и PR'),
		],
	},
	{
		id: 7,
		name: 'Аудио, видео, съемка',
		children: [
			leaf(20, 'Аудиозапись и озвучка'),
			leaf(23, 'Монтаж и обработка видео'),
			leaf(76, 'Интро и анимация логотипа'),
			leaf(77, 'Видеоролики'),
			leaf(78, 'Редактирование аудио'),
			leaf(106, 'Музыка и песни'),
			leaf(300, 'Видеосъемка и фото'),
		],
	},
	{
		id: 83,
		name: 'Бизнес и жизнь',
		children: [
			leaf(55, 'Юридическая помощь'),
			leaf(63, 'Обучение и консалтинг'),
			leaf(64, 'Персональный помощник'),
			leaf(65, 'Бухгалтерия и налоги'),
			leaf(84, 'Подбор персонала'),
			leaf(114, 'Обзвоны и продажи'),
			leaf(262, 'Стройка и ремонт'),
			leaf(265, 'Продажа сайтов'),
		],
	},
];

export const rootOf = (categoryId: number): Category | undefined =>
	categories.find(
		(root) => root.id === categoryId || root.children.some((child) => child.id === categoryId),
	);

export const categoryById = (id: number): Category | undefined =>
	categories.flatMap((root) => [root, ...root.children]).find((category) => category.id === id);
