import type { Kwork } from '../model';
import type { World } from '../world';
import { clientsOf } from './people';

const DEMO = 4_242_424;

/** Title, rubric, price, status group. */
const OWN: ReadonlyArray<readonly [string, number, number, number]> = [
	['Создам телеграм-бота', 41, 1500, 7],
	['Напишу парсер сайта', 41, 2000, 7],
	['Настрою интеграцию в n8n', 38, 3000, 7],
	['Разверну сервер и резервные копии', 255, 2500, 7],
	['Сделаю рассылку по базе', 108, 1000, 4],
	['Выгружу данные из маркетплейса', 112, 1500, 4],
	['Сверстаю письмо', 79, 1000, 1],
	['Напишу игру для Telegram', 40, 5000, 2],
	['Проверю сайт на ошибки', 81, 500, 3],
	['Черновик: аудит автоматизации', 41, 4000, 6],
];

const OTHERS: ReadonlyArray<readonly [string, number, number]> = [
	['Нарисую логотип', 25, 1500],
	['Сделаю дизайн лендинга', 24, 4000],
	['Напишу статью', 73, 500],
	['Переведу текст с английского', 35, 700],
	['Настрою Директ', 49, 3000],
	['Смонтирую ролик', 23, 1500],
	['Соберу семантическое ядро', 59, 1000],
	['Сверстаю страницу', 79, 1500],
	['Озвучу текст', 20, 500],
	['Сделаю бота для Discord', 41, 2000],
	['Напишу скрипт на Python', 41, 1000],
	['Перенесу сайт', 38, 800],
];

export function seedKworks(world: World): void {
	for (const [index, [title, categoryId, price, statusId]] of OWN.entries()) {
		addKwork(world, { userId: DEMO, title, categoryId, price, statusId, orders: 24 - index * 2 });
	}
	const people = clientsOf(world);
	for (const [index, [title, categoryId, price]] of OTHERS.entries()) {
		const owner = people[index * 3];
		if (owner === undefined) continue;
		addKwork(world, { userId: owner.id, title, categoryId, price, statusId: 7, orders: index });
	}
	const demo = world.user(DEMO);
	const foreign = [...world.kworks.values()].filter(({ userId }) => userId !== DEMO);
	for (const kwork of foreign.slice(0, 2)) demo.favoriteKworks.add(kwork.id);
	demo.viewedKworks.push(...foreign.slice(0, 4).map(({ id }) => id));
	seedPortfolio(world);
	seedNotices(world);
}

function addKwork(
	world: World,
	kwork: Pick<Kwork, 'userId' | 'title' | 'categoryId' | 'price' | 'statusId' | 'orders'>,
): void {
	const id = world.nextId('kwork');
	world.kworks.set(id, {
		id,
		description: `<p>${kwork.title}. Работаю быстро и с гарантией.</p>`,
		views: 40 + kwork.orders * 9,
		earned: kwork.orders * kwork.price,
		days: 3,
		...kwork,
	});
}

function seedPortfolio(world: World): void {
	const titles = ['Бот записи', 'Парсер цен', 'Панель отчётов', 'Интеграция amoCRM', 'Бот опросов'];
	for (const title of titles) {
		world.portfolio.push({
			id: world.nextId('portfolio'),
			userId: DEMO,
			title,
			categoryId: 41,
			orderId: null,
			kworkId: null,
			views: 14,
			imageIds: [],
		});
	}
}

function seedNotices(world: World): void {
	const [active, , , , , , waiting, rejected] = [...world.kworks.values()];
	const base = { userId: DEMO, red: false };
	if (active !== undefined) {
		world.notify({
			...base,
			name: 'kworkActive',
			entityType: 'kwork',
			description: 'Кворк прошёл модерацию',
			entityId: active.id,
			link: '/my_kworks',
			fields: { kworkTitle: active.title },
		});
	}
	if (rejected !== undefined && waiting !== undefined) {
		world.notify({
			...base,
			red: true,
			name: 'kworkRejected',
			entityType: 'kwork',
			description: 'Кворк требует исправления',
			entityId: rejected.id,
			link: '/my_kworks',
			fields: { kworkTitle: rejected.title },
		});
	}
	world.notify({
		...base,
		name: 'want',
		entityType: 'want',
		description: 'Новые проекты в любимых рубриках',
		entityId: 3_210_900,
		link: '/projects',
		fields: {},
	});
}
