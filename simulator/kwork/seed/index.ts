import type { World } from '../world';
import { seedDialogs } from './dialogs';
import { seedKworks } from './kworks';
import { seedOrders } from './orders';
import { seedPeople } from './people';
import { seedProjects } from './projects';

/** Fills an empty world with invented people and their work. Times are relative to now. */
export function seedWorld(world: World): void {
	seedPeople(world);
	seedProjects(world);
	seedDialogs(world);
	seedKworks(world);
	seedOrders(world);
	seedOffers(world);
}

/** 14 own offers of `demo`, on the older projects, so that the newest are free to offer on. */
function seedOffers(world: World): void {
	const projects = [...world.projects.values()].filter(({ status }) => status === 'active');
	for (const [index, project] of projects.slice(20, 34).entries()) {
		const id = world.nextId('offer');
		world.offers.set(id, {
			id,
			userId: 4_242_424,
			projectId: project.id,
			title: project.title,
			comment: `Здравствуйте! Сделаю задачу &laquo;${project.title}&raquo; в срок. Опыт восемь лет.`,
			price: project.price,
			duration: [3, 5, 7, 10][index % 4] ?? 7,
			createdAt: project.publishedAt + 1200,
			status: 'active',
			read: index % 2 === 0,
			orderId: null,
			kworkId: null,
		});
	}
}
