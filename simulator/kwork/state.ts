import type { World } from './world';

/** Plain data for tests and the control page; no tokens, no passwords. */
export function kworkState(world: World) {
	return {
		settings: world.settings,
		accounts: [...world.users.values()]
			.filter((user) => user.password !== '')
			.map(
				({ id, username, obstacle, writing, connects, online, favoriteCategories, blocked }) => ({
					id,
					username,
					obstacle,
					writing,
					activeConnects: connects.active,
					online,
					favoriteCategories,
					blocked: [...blocked],
				}),
			),
		sessions: [...world.sessions.values()].map(({ userId, expiresAt }) => ({ userId, expiresAt })),
		projects: [...world.projects.values()].map(({ viewedBy, ...project }) => ({
			...project,
			viewedBy: [...viewedBy],
		})),
		offers: [...world.offers.values()],
		messages: world.messages,
		orders: [...world.orders.values()],
		kworks: [...world.kworks.values()],
		reviews: world.reviews,
		portfolio: world.portfolio,
		files: [...world.files.values()].map(({ data, ...file }) => ({ ...file, size: data.length })),
		dialogs: Object.fromEntries(world.marks),
		notices: world.notices,
		pushes: world.pushes,
	};
}
