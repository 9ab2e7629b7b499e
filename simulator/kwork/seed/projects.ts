import type { Project } from '../model';
import type { World } from '../world';
import { clientsOf } from './people';

const HOUR = 3600;
export const DURATIONS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60];

/** Rubric, title, budget. */
const PROJECTS: ReadonlyArray<readonly [number, string, number]> = [
	[41, 'Бот для приёма заявок в Telegram', 6000],
	[41, 'Парсер цен конкурентов с выгрузкой в Google Таблицы', 9000],
	[41, 'Интеграция amoCRM и WhatsApp через n8n', 15000],
	[41, 'Бот-запись для салона красоты', 8000],
	[41, 'Скрипт для рассылки счетов клиентам', 3000],
	[41, 'Mini app с каталогом товаров для Telegram', 40000],
	[41, 'Чат-бот с нейросетью для ответов клиентам', 25000],
	[41, 'Парсинг объявлений и уведомления о новых', 5000],
	[41, 'Доработать бота: оплата и чеки', 4500],
	[41, 'Автопостинг из таблицы в три соцсети', 7000],
	[37, 'Сайт-визитка для стоматологии', 20000],
	[37, 'Интернет-магазин детских игрушек на 1500 товаров', 65000],
	[37, 'Лендинг для курса по фотографии', 12000],
	[37, 'Корпоративный сайт строительной компании', 55000],
	[37, 'Сайт базы отдыха с бронированием', 45000],
	[37, 'Промостраница для выставки', 9000],
	[38, 'Ускорить загрузку сайта на WordPress', 4000],
	[38, 'Подключить оплату на Tilda', 2500],
	[38, 'Исправить ошибки в корзине OpenCart', 3500],
	[38, 'Перенести сайт на новый хостинг', 2000],
	[38, 'Добавить фильтр товаров в Битрикс', 14000],
	[38, 'Настроить вебхуки между CRM и сайтом', 6500],
	[39, 'Приложение для курьеров на Flutter', 120000],
	[39, 'Доработка приложения фитнес-клуба', 30000],
	[40, 'Простая игра для Telegram', 28000],
	[79, 'Сверстать страницу по макету Figma', 3000],
	[79, 'Адаптив для мобильных: пять страниц', 6000],
	[79, 'Верстка писем для рассылки', 2500],
	[80, 'Программа для печати этикеток', 18000],
	[81, 'Протестировать мобильное приложение', 5000],
	[255, 'Настроить сервер Ubuntu и резервные копии', 5500],
	[255, 'Развернуть n8n на своём сервере', 4000],
	[24, 'Дизайн личного кабинета, восемь экранов', 24000],
	[24, 'Макет лендинга для кофейни', 7000],
	[25, 'Логотип и фирменный стиль пекарни', 8000],
	[25, 'Редизайн логотипа автосервиса', 3500],
	[27, 'Иллюстрации к детской книге', 16000],
	[28, 'Меню ресторана в печать', 4000],
	[250, 'Презентация для инвесторов, 20 слайдов', 11000],
	[270, 'Инфографика карточек для маркетплейса', 5000],
	[306, 'Картинки нейросетью для блога', 1500],
	[73, 'Десять статей про ремонт квартир', 6000],
	[73, 'Описания товаров: кофе и чай', 3000],
	[35, 'Перевод договора с английского', 4500],
	[35, 'Перевести сайт на немецкий', 12000],
	[74, 'Тексты для лендинга юридической фирмы', 5000],
	[75, 'Резюме руководителя проектов', 1500],
	[235, 'Набрать текст с 80 сканов', 2000],
	[43, 'SEO-аудит интернет-магазина', 7000],
	[59, 'Семантическое ядро для клиники', 5000],
	[71, 'Исправить технические ошибки SEO', 4500],
	[273, 'Вывести сайт в топ по городу', 25000],
	[46, 'Вести группу ВКонтакте месяц', 15000],
	[46, 'Контент-план и оформление канала', 6000],
	[47, 'Собрать базу оптовых покупателей', 3500],
	[49, 'Настроить Яндекс Директ для окон', 9000],
	[108, 'Цепочка писем для онлайн-школы', 8000],
	[112, 'Заполнить 200 карточек на маркетплейсе', 7000],
	[20, 'Озвучить ролик мужским голосом', 2000],
	[23, 'Смонтировать 10 коротких видео', 9000],
	[77, 'Ролик о доставке цветов', 13000],
	[55, 'Проверить договор подряда', 3000],
	[64, 'Помощник на два часа в день', 10000],
	[65, 'Сдать отчётность ИП на УСН', 2500],
	[84, 'Найти менеджера по продажам', 12000],
	[114, 'Обзвонить 300 клиентов', 9000],
];

/** 66 active projects, the newest five minutes old, plus the own ones of `buyer`. */
export function seedProjects(world: World): void {
	const clients = clientsOf(world);
	for (const [index, [categoryId, title, price]] of PROJECTS.entries()) {
		const buyer = clients[(index * 7) % clients.length];
		if (buyer === undefined) continue;
		const higher = index % 2 === 0;
		addProject(world, {
			buyerId: buyer.id,
			categoryId,
			title,
			description: describe(title, index),
			price,
			maxPrice: higher ? price * 3 : price,
			otherOffers: (index * 5) % 23,
			publishedAt: world.now() - 300 - index * 2900,
			views: 4 + ((index * 31) % 180),
			needsPortfolio: index % 17 === 16,
		});
	}
	const own = (title: string, status: Project['status']) =>
		addProject(world, { buyerId: 4_242_500, categoryId: 41, title, price: 7000, status });
	own('Нужен бот поддержки для магазина', 'active');
	own('Выгрузка заказов в Excel', 'stop');
	own('Старый проект: рассылка', 'archived');
}

function describe(title: string, index: number): string {
	const details = [
		'Есть техническое задание, пришлю после отклика.',
		'Подробности обсудим в &laquo;личке&raquo;. Важно сделать в срок.',
		'Пришлите, пожалуйста, примеры похожих работ.<br>Предоплата возможна.',
		'Делали раньше &quot;сами&quot;, теперь нужен специалист.',
	];
	return `${title}.<br>${details[index % details.length]}<br>Срок: ${DURATIONS[2 + (index % 8)]} дн.`;
}

/** Whether the exchange shows it. */
export const isListed = (world: World, { status, listedAt }: Project): boolean =>
	status === 'active' && listedAt <= world.now();

/** Adds a project; missing fields get sensible values. */
export function addProject(
	world: World,
	project: Pick<Project, 'buyerId' | 'categoryId' | 'title' | 'price'> & Partial<Project>,
): Project {
	const added: Project = {
		id: world.nextId('project'),
		description: `${project.title}.`,
		maxPrice: project.price * 3,
		allowHigherPrice: (project.maxPrice ?? project.price * 3) > project.price,
		otherOffers: 0,
		publishedAt: world.now(),
		listedAt: world.now(),
		expiresAt: (project.publishedAt ?? world.now()) + 120 * HOUR,
		status: 'active',
		views: 0,
		needsPortfolio: false,
		durations: DURATIONS,
		viewedBy: new Set(),
		...project,
	};
	world.projects.set(added.id, added);
	return added;
}
