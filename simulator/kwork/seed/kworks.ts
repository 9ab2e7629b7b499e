import type { Kwork } from '../model';
import type { World } from '../world';
import kworks from './kworks.json';
import { clientsOf } from './people';

const DEMO = 4_242_424;

export function seedKworks(world: World): void {
	for (const [index, kwork] of kworks.own.entries()) {
		addKwork(world, { userId: DEMO, ...kwork, orders: 24 - index * 2 });
	}
	const people = clientsOf(world);
	for (const [index, kwork] of kworks.others.entries()) {
		const owner = people[index * 3];
		if (owner === undefined) continue;
		addKwork(world, { userId: owner.id, ...kwork, statusId: 7, orders: index });
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
