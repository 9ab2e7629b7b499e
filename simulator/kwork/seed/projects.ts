import type { Project } from '../model';
import type { World } from '../world';
import projects from './projects.json';
import { clientsOf } from './people';

const HOUR = 3600;
export const DURATIONS = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60];

/** 66 active projects, the newest five minutes old, plus the own ones of `buyer`. */
export function seedProjects(world: World): void {
	const clients = clientsOf(world);
	for (const [index, { categoryId, title, price }] of projects.entries()) {
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
