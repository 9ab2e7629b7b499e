import type { User } from '../model';
import type { World } from '../world';

export const avatarOf = (user: User, size: 'big' | 'small' = 'big'): string =>
	`https://cdn-edge.kwork.ru/files/avatar/${size}/${String(user.id).slice(-2)}/${user.id}-1.jpg`;

const ACHIEVEMENTS = [
	{
		id: 15,
		name: 'Гуру кворка',
		description: null,
		image_url: 'https://cache.kwork.ru/images/badge/15s.png',
	},
];

const levelOf = (user: User) => (user.completedOrders > 10 ? 'Профессионал' : 'Новичок');
const reviewsOf = (user: User) => user.goodReviews + user.badReviews;

/** Counters of unread things (kwork.md 3.2, getBadgesInfo). */
export function countersOf(world: World, user: User) {
	const unread = world.messages.filter((message) => message.unread && message.toId === user.id);
	const peers = world.peersOf(user.id);
	const marked = peers.filter((peer) => world.marksOf(user.id, peer).markedUnread);
	const notices = world.notices.filter((notice) => notice.userId === user.id);
	return {
		dialogs: new Set([...unread.map((message) => message.fromId), ...marked]).size,
		messages: unread.length,
		archived: peers.filter((peer) => world.marksOf(user.id, peer).archived).length,
		notices: notices.length,
		appNotices: notices.filter(
			({ name }) => !['want', 'kworkActive', 'kworkRejected'].includes(name),
		).length,
		red: notices.some(({ red }) => red),
	};
}

/** `Actor` (kwork.md 4.1). */
export function actorView(world: World, user: User) {
	const counters = countersOf(world, user);
	const own = [...world.projects.values()].filter((project) => project.buyerId === user.id);
	const offers = [...world.offers.values()].filter((offer) => offer.userId === user.id);
	return {
		id: user.id,
		username: user.username,
		status: 'active',
		email: user.email,
		type: user.role,
		verified: true,
		profilepicture: avatarOf(user),
		description: user.description,
		slogan: '',
		fullname: user.fullname,
		level_description: levelOf(user),
		cover: '',
		good_reviews: user.goodReviews,
		bad_reviews: user.badReviews,
		location: 'Россия',
		rating: user.rating.toFixed(1),
		rating_count: reviewsOf(user),
		total_amount: user.balance.total,
		hold_amount: user.balance.hold,
		free_amount: user.balance.total - user.balance.hold,
		currency: 'RUB',
		inbox_archive_count: counters.archived,
		unread_dialog_count: counters.dialogs,
		notify_unread_count: counters.notices,
		red_notify: counters.red,
		warning_inbox_count: 0,
		app_notify_count: counters.appNotices,
		unread_messages_count: counters.messages,
		country_id: user.countryId,
		city_id: user.cityId,
		timezone_id: user.timezoneId,
		addtime: user.registeredAt,
		allow_mobile_push: true,
		pushNotificationsSoundAllowed: true,
		black_friday_for_sellers: false,
		yescrow_payer: { role: 0, company: null },
		yescrow_applicants: { worker: null, payer: null },
		is_profile_consent_required: false,
		is_stop_work: null,
		is_more_payer: user.role === 'payer',
		kworks_count: [...world.kworks.values()].filter(({ userId }) => userId === user.id).length,
		favourite_kworks_count: user.favoriteKworks.size,
		hidden_kworks_count: 0,
		specialization: null,
		profession: user.profession,
		kworks_available_at_weekends: true,
		achievments_list: user.completedOrders > 0 ? ACHIEVEMENTS : [],
		...(user.role === 'payer'
			? {}
			: {
					completed_orders_count: user.completedOrders,
					kworks: [],
					portfolio_list: [],
					reviews: [],
					worker_status: 'free',
					has_offers: offers.length > 0,
					wants_count: own.length,
					offers_count: offers.length,
					archived_wants_count: own.filter(({ status }) => status === 'archived').length,
				}),
	};
}

/** A private note, or the empty list that stands for "none" (kwork.md 4.2). */
export function noteView(caller: User | undefined, user: User) {
	const note = caller?.notes.get(user.id);
	return note === undefined ? [] : { posted_timestamp: note.time, text: note.text };
}

/** `user` (kwork.md 4.2); custom-request fields only for a logged-in caller. */
export function userView(world: World, user: User, caller: User | undefined) {
	return {
		id: user.id,
		username: user.username,
		status: 'active',
		fullname: user.fullname,
		profilepicture: avatarOf(user),
		description: user.description,
		slogan: '',
		location: 'Россия',
		rating: user.rating.toFixed(1),
		rating_count: reviewsOf(user),
		level_description: levelOf(user),
		good_reviews: user.goodReviews,
		bad_reviews: user.badReviews,
		reviews_count: reviewsOf(user),
		online: user.online,
		live_date: user.lastOnlineAt,
		cover: '',
		...(caller === undefined
			? {}
			: { custom_request_min_budget: 1000, is_allow_custom_request: true }),
		order_done_persent: user.completedOrders > 0 ? 97 : 0,
		order_done_intime_persent: user.completedOrders > 0 ? 95 : 0,
		order_done_repeat_persent: user.completedOrders > 0 ? 31 : 0,
		timezoneId: user.timezoneId,
		blocked_by_user: caller !== undefined && user.blocked.has(caller.id),
		allowedDialog: true,
		addtime: user.registeredAt,
		achievments_list: user.completedOrders > 0 ? ACHIEVEMENTS : [],
		completed_orders_count: user.completedOrders,
		specialization: null,
		profession: user.profession,
		kworks_count: [...world.kworks.values()].filter(({ userId }) => userId === user.id).length,
		kworks: [],
		portfolio_list: null,
		reviews: null,
		skills: user.skills.map((name, index) => ({ id: index + 1, name })),
		is_verified_worker: false,
		note: noteView(caller, user),
		is_cashless_payment_available: false,
		is_stop_work: null,
	};
}

/** `UserInfo`: the same under other names (kwork.md 4.2). */
export function userInfoView(world: World, user: User, caller: User | undefined) {
	const view = userView(world, user, caller);
	return {
		id: user.id,
		username: user.username,
		fullname: user.fullname,
		avatar_path: view.profilepicture,
		about_me_text: view.description,
		cover_path: '',
		profession: user.profession,
		is_online: user.online,
		last_online_timestamp: user.lastOnlineAt,
		completed_orders_percent: view.order_done_persent,
		in_time_completed_orders_percent: view.order_done_intime_persent,
		repeated_orders_percent: view.order_done_repeat_persent,
		reviews_count: view.reviews_count,
		good_reviews: view.good_reviews,
		bad_reviews: view.bad_reviews,
		achievments_list: view.achievments_list,
		kworks_count: view.kworks_count,
		completed_orders_count: user.completedOrders,
		skills: view.skills,
		is_verified_worker: false,
		note: view.note,
		is_cashless_payment_available: false,
	};
}

/** `userWorker`: the short form inside kworks and search results. */
export const userWorkerView = (user: User) => ({
	id: user.id,
	username: user.username,
	fullname: user.fullname,
	profilepicture: avatarOf(user),
	rating: user.rating,
	reviews_count: reviewsOf(user),
	rating_count: reviewsOf(user),
	is_online: user.online,
	level_description: levelOf(user),
});

export const interlocutorView = (user: User) => ({
	user_id: user.id,
	username: user.username,
	last_online_timestamp: user.lastOnlineAt,
	avatar_image_path: avatarOf(user, 'small'),
});
