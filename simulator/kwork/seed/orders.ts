import type { Order, OrderStatus, Stage } from '../model';
import type { World } from '../world';
import { clientsOf } from './people';

const DAY = 86_400;
const DEMO = 4_242_424;
const BUYER = 4_242_500;

/** Title, state, price, days, and what is special. */
const ORDERS: ReadonlyArray<
	readonly [string, OrderStatus, number, number, Partial<Order> & { ageDays: number }]
> = [
	['Бот для заявок', 1, 6000, 7, { ageDays: 2, inWork: true, progress: 30 }],
	['Парсер прайс-листов', 1, 9000, 10, { ageDays: 0, inWork: false }],
	['Интеграция CRM по этапам', 1, 15000, 21, { ageDays: 5, inWork: true, progress: 50 }],
	['Доработка рассылки', 1, 3000, 3, { ageDays: 4, inWork: true, progress: 80 }],
	['Скрипт отчётов', 1, 4500, 5, { ageDays: 1, inWork: true, missingData: true }],
	['Чат-бот поддержки', 4, 8000, 7, { ageDays: 6, inWork: true, progress: 100 }],
	['Перенос базы клиентов', 4, 5000, 4, { ageDays: 3, inWork: true, progress: 100 }],
	['Бот опросов', 2, 7000, 7, { ageDays: 12, inWork: true, progress: 90 }],
	['Парсер отзывов', 3, 4000, 5, { ageDays: 20, cancelReason: 'По взаимному согласию' }],
	['Мини-приложение', 3, 20000, 30, { ageDays: 40, cancelReason: 'Покупатель не отвечает' }],
	['Виджет записи', 6, 5500, 5, { ageDays: 1 }],
	...Array.from({ length: 12 }, (_, index) => finished(index)),
];

function finished(
	index: number,
): readonly [string, OrderStatus, number, number, Partial<Order> & { ageDays: number }] {
	const titles = ['Телеграм-бот', 'Парсер каталога', 'Автопостинг', 'Настройка n8n'];
	const title = `${titles[index % titles.length]} №${index + 1}`;
	return [title, 5, 1500 + index * 700, 5, { ageDays: 30 + index * 11, progress: 100 }];
}

/** 23 orders of `demo` as the seller in all states, three of them bought by `buyer`. */
export function seedOrders(world: World): void {
	const clients = clientsOf(world);
	const kworks = [...world.kworks.values()].filter(
		({ userId, statusId }) => userId === DEMO && statusId === 7,
	);
	for (const [index, [title, status, price, days, special]] of ORDERS.entries()) {
		const { ageDays, ...more } = special;
		const kwork = kworks[index % kworks.length];
		const payerId = index % 8 === 0 ? BUYER : (clients[index]?.id ?? BUYER);
		if (kwork === undefined) continue;
		const order = addOrder(world, {
			kworkId: kwork.id,
			title,
			payerId,
			workerId: DEMO,
			price,
			status,
			durationSeconds: days * DAY,
			createdAt: world.now() - ageDays * DAY - 3600,
			...more,
		});
		if (title.includes('этапам')) order.stages = seedStages(world, order);
		addHistory(world, order);
	}
	for (const order of [...world.orders.values()].filter(({ status }) => status === 5)) {
		seedReview(world, order);
	}
}

export function addOrder(
	world: World,
	order: Pick<Order, 'kworkId' | 'title' | 'payerId' | 'workerId' | 'price'> & Partial<Order>,
): Order {
	const createdAt = order.createdAt ?? world.now();
	const durationSeconds = order.durationSeconds ?? 7 * DAY;
	const added: Order = {
		id: world.nextId('order'),
		kworkTitle: world.kworks.get(order.kworkId)?.title ?? order.title,
		status: 1,
		createdAt,
		cancelledAt: order.status === 3 ? createdAt + 2 * DAY : null,
		deliveredAt: order.status === 4 || order.status === 5 ? createdAt + 3 * DAY : null,
		durationSeconds,
		deadline: createdAt + durationSeconds,
		inWork: false,
		progress: 0,
		cancelReason: '',
		cancelRequestBy: null,
		requirements: 'Бот принимает заявки и пишет их в таблицу.',
		missingData: false,
		stages: [],
		suggestedStages: [],
		options: [],
		tracks: [],
		fileIds: [],
		note: '',
		portfolioAllowed: false,
		...order,
	};
	world.orders.set(added.id, added);
	return added;
}

function seedStages(world: World, order: Order): Stage[] {
	return ['Прототип', 'Основная часть', 'Запуск'].map((title, index) => ({
		id: world.nextId('stage'),
		number: index + 1,
		title,
		price: order.price / 3,
		progress: index === 0 ? 100 : index === 1 ? 50 : 0,
		status: index === 0 ? 5 : index === 1 ? 1 : 0,
		createdAt: order.createdAt,
	}));
}

/** The track types are invented: their numbers are not known (kwork.md 4.7). */
function addHistory(world: World, order: Order): void {
	const at = (seconds: number) => order.createdAt + seconds;
	world.addTrack(order, { type: 1, title: 'Заказ создан', time: at(0), unread: false });
	if (order.inWork || order.status === 5) {
		world.addTrack(order, { type: 2, title: 'Заказ взят в работу', time: at(600), unread: false });
		world.addTrack(order, {
			type: 0,
			title: '',
			text: 'Начал работу, завтра покажу первую версию.',
			fromId: order.workerId,
			time: at(700),
			unread: false,
		});
	}
	if (order.status === 1 && order.inWork) {
		world.addTrack(order, {
			type: 0,
			title: '',
			text: 'Хорошо, жду. Доступы отправила в файле.',
			fromId: order.payerId,
			time: at(3000),
		});
	}
	if (order.status === 4) {
		world.addTrack(order, { type: 32, title: 'Работа сдана на проверку', fromId: order.workerId });
	}
	if (order.status === 5) {
		world.addTrack(order, { type: 5, title: 'Заказ выполнен', time: at(3 * DAY), unread: false });
	}
}

function seedReview(world: World, order: Order): void {
	const number = world.reviews.length;
	const good = number !== 4;
	world.reviews.push({
		id: world.nextId('review'),
		kworkId: order.kworkId,
		orderId: order.id,
		userId: order.workerId,
		writerId: order.payerId,
		good,
		text: good ? 'Отличная работа, всё в срок!' : 'Пришлось долго ждать ответа.',
		time: order.createdAt + 4 * DAY,
		answer:
			number % 3 === 0
				? { id: world.nextId('answer'), text: 'Спасибо за заказ!', time: order.createdAt + 5 * DAY }
				: null,
	});
}
