import type { Offer, Project, User } from '../model';
import { rootOf } from '../seed/categories';
import type { World } from '../world';
import { avatarOf } from './users';

export const offerCount = (world: World, project: Project): number =>
	project.otherOffers + world.offersOn(project.id).length;

const ownProjects = (world: World, buyerId: number) =>
	[...world.projects.values()].filter((project) => project.buyerId === buyerId);

/** `want_worker` (kwork.md 4.3). */
export function projectView(world: World, project: Project, caller: User) {
	const buyer = world.user(project.buyerId);
	const own = ownProjects(world, buyer.id);
	const order = world
		.ordersOf(caller.id, 'worker')
		.find((candidate) => candidate.payerId === buyer.id);
	return {
		id: project.id,
		status: project.status,
		user_id: buyer.id,
		username: buyer.username,
		profile_picture: avatarOf(buyer),
		price: project.price,
		title: project.title,
		description: project.description,
		offers: offerCount(world, project),
		time_left: Math.max(0, project.expiresAt - world.now()),
		parent_category_id: rootOf(project.categoryId)?.id ?? 0,
		category_id: project.categoryId,
		date_confirm: project.publishedAt,
		category_base_price: 500,
		user_projects_count: own.length,
		user_hired_percent: buyer.hiredPercent,
		user_active_projects_count: own.filter(({ status }) => status === 'active').length,
		achievements_list: [],
		is_viewed: project.viewedBy.has(caller.id),
		already_work: order?.status === 3 || order?.status === 5 ? order.status : 0,
		allow_higher_price: project.allowHigherPrice,
		possible_price_limit: project.maxPrice,
		has_offer: world.offerOf(caller.id, project.id) !== undefined,
		user_need_portfolio: project.needsPortfolio ? 1 : 0,
		user_need_portfolio_rubric_name: project.needsPortfolio
			? (rootOf(project.categoryId)?.name ?? '')
			: '',
	};
}

export const connectsView = ({ connects }: User) => ({
	all_connects: connects.all,
	active_connects: connects.active,
	update_time: connects.updateTime,
});

/** `offer` (kwork.md 4.4). */
export function offerView(world: World, offer: Offer) {
	const project = world.projects.get(offer.projectId);
	return {
		id: offer.id,
		status: offer.status,
		title: offer.title,
		comment: offer.comment,
		price: offer.price,
		duration: offer.duration,
		date_create: offer.createdAt,
		is_actual: project?.status === 'active',
		is_read: offer.read,
		want_id: offer.projectId,
		order_id: offer.orderId,
		kwork_id: offer.kworkId,
		project: project && projectView(world, project, world.user(offer.userId)),
	};
}

/** The numbers of `want_status_id` are invented: they are not known. */
const STATUS_IDS = { moderation: 0, active: 1, stop: 2, archived: -1 };

/** `want_payer`: an own project of a buyer. */
export function ownProjectView(world: World, project: Project) {
	return {
		id: project.id,
		title: project.title,
		description: project.description,
		status: project.status,
		want_status_id: STATUS_IDS[project.status],
		date_create: project.publishedAt,
		date_active: project.status === 'active' ? project.publishedAt : null,
		date_expire: project.expiresAt,
		date_reject: null,
		price_limit: project.price,
		views: project.views,
		orders: 0,
		offers: offerCount(world, project),
		views_history: { date: project.publishedAt, view_count: project.views },
		category_base_price: null,
		allow_higher_price: project.allowHigherPrice,
		possible_price_limit: project.maxPrice,
	};
}
