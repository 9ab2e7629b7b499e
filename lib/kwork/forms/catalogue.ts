import { isoFromSeconds } from '../../records';
import type { FoundUser, Review } from '../schemas/account';
import type { Gig, GigDetails, NotificationGroup, PortfolioItem } from '../schemas/catalogue';
import type { OwnProject } from '../schemas/exchange';
import { plainOrNull } from '../text';
import { userUrl } from './account';
import { projectUrl } from './exchange';

const absolute = (url: string | undefined): string | null =>
	url ? new URL(url, 'https://kwork.ru').href : null;

export const ownProjectForms = {
	simplify: (project: OwnProject) => ({
		id: project.id,
		title: plainOrNull(project.title),
		description: plainOrNull(project.description),
		status: project.status ?? null,
		price: project.price_limit ?? null,
		maxPrice: project.possible_price_limit ?? null,
		offers: project.offers ?? null,
		views: project.views ?? null,
		expiresAt: isoFromSeconds(project.date_expire),
		url: projectUrl(project.id),
	}),
};

export const gigForms = {
	simplify: (gig: Gig) => ({
		id: gig.id,
		title: plainOrNull(gig.title),
		status: gig.status_name ?? null,
		statusId: gig.status_id ?? null,
		price: gig.price ?? null,
		category: gig.category_name ?? null,
		views: gig.activity?.views ?? null,
		orders: gig.activity?.orders ?? null,
		url: absolute(gig.url),
	}),
};

export const gigDetailsForms = {
	simplify: (gig: GigDetails) => ({
		id: gig.id,
		title: plainOrNull(gig.kwork_title),
		description: plainOrNull(gig.kwork_description),
		instructions: plainOrNull(gig.kwork_instructions),
		price: gig.default_kwork_price ?? null,
		term: gig.term ?? null,
		isActive: gig.active ?? null,
		ordersInQueue: gig.orders_in_queue_count ?? null,
		seller: gig.short_user_info?.username ?? null,
		url: absolute(gig.kwork_link),
	}),
};

type Notification = NonNullable<NotificationGroup['notifications']>[number] &
	Pick<NotificationGroup, 'name' | 'description' | 'is_red'>;

export const notificationForms = {
	simplify: (notification: Notification) => ({
		id: notification.id ?? null,
		type: notification.name ?? null,
		title: notification.description ?? null,
		isImportant: notification.is_red ?? null,
		entityId: notification.entity_id ?? null,
		orderId: notification.orderId ?? null,
		username: notification.otherUserName ?? null,
		subject: notification.orderTitle ?? notification.kworkTitle ?? notification.stageTitle ?? null,
		url: absolute(notification.link),
		addedAt: isoFromSeconds(notification.added),
	}),
};

export const reviewForms = {
	simplify: (review: Review) => ({
		id: review.id ?? null,
		isPositive: review.good ?? (review.bad === undefined ? null : !review.bad),
		text: plainOrNull(review.text),
		writer: review.writer?.username ?? null,
		kwork: review.kwork?.title ?? null,
		answer: plainOrNull(review.answer?.text) || null,
		addedAt: isoFromSeconds(review.time_added),
	}),
};

export const foundUserForms = {
	simplify: (user: FoundUser) => ({
		id: user.id,
		username: user.username ?? null,
		name: user.fullname ?? null,
		rating: user.rating ?? null,
		reviews: user.reviews_count ?? user.rating_count ?? null,
		isOnline: user.is_online ?? null,
		url: userUrl(user.username),
	}),
};

export const portfolioForms = {
	simplify: (item: PortfolioItem) => ({
		id: item.id,
		title: plainOrNull(item.title),
		category: item.category_name ?? null,
		orderId: item.order_id ?? null,
		views: item.views ?? null,
		picture: absolute(item.photo),
	}),
};
