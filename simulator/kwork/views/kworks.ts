import type { Kwork, PortfolioItem, Review, User } from '../model';
import { categoryById } from '../seed/categories';
import type { World } from '../world';
import { avatarOf, userWorkerView } from './users';

/** Own status groups with their ids (kwork.md 4.8). */
export const STATUS_GROUPS = [
	[7, 'Активные'],
	[1, 'На модерации'],
	[2, 'Требуют исправления'],
	[3, 'Остановленные'],
	[4, 'На паузе'],
	[5, 'Скрытые'],
	[6, 'Черновики'],
	[0, 'Все'],
] as const;

/** `profileKwork`, with the worker's level. */
export const kworkView = (world: World, kwork: Kwork, caller: User | undefined) => ({
	id: kwork.id,
	category_id: kwork.categoryId,
	category_name: categoryById(kwork.categoryId)?.name ?? '',
	classification_id: 3587,
	status_id: kwork.statusId,
	status_name: STATUS_GROUPS.find(([id]) => id === kwork.statusId)?.[1] ?? '',
	title: kwork.title,
	image_url: `https://cdn-edge.kwork.ru/pics/t3/01/${kwork.id}-1.jpg`,
	price: kwork.price,
	is_price_from: true,
	is_best: false,
	is_hidden: false,
	is_favorite: caller?.favoriteKworks.has(kwork.id) ?? false,
	is_viewed: caller?.viewedKworks.includes(kwork.id) ?? false,
	isSubscription: false,
	lang: 'ru',
	order: 0,
	worker: userWorkerView(world.user(kwork.userId)),
	edits_list: kwork.statusId === 2 ? ['Замените изображение'] : [],
	activity: { views: kwork.views, orders: kwork.orders, earned: kwork.earned },
	badges: [],
	isBlackFriday: false,
	blackFridayPrice: 0,
	discountPercentage: 0,
	not_available_for_company: false,
	url: `https://kwork.ru/kwork/${kwork.id}`,
});

export const kworkDetailsView = (world: World, kwork: Kwork, caller: User | undefined) => {
	const owner = world.user(kwork.userId);
	return {
		id: world.settings.wobblingTypes ? String(kwork.id) : kwork.id,
		kwork_link: `https://kwork.ru/kwork/${kwork.id}`,
		image_url: '',
		default_kwork_price: kwork.price,
		is_subscription: false,
		term: `${kwork.days} дня`,
		orders_in_queue_count: 0,
		kwork_in_favorites_count: 1,
		kwork_title: kwork.title,
		kwork_description: kwork.description,
		category: kwork.categoryId,
		portfolio_items: [],
		portfolio_items_count: 0,
		short_user_info: {
			...userWorkerView(owner),
			description: owner.description,
			good_reviews: owner.goodReviews,
			bad_reviews: owner.badReviews,
			level: 'Профессионал',
			location: 'Россия',
			order_done_count: owner.completedOrders,
			answer_time: '1 час',
			registration_time: owner.registeredAt,
			achievments_list: [],
			is_cashless_payment_available: false,
		},
		badges: [],
		packages: [],
		additional_options: [{ id: 11, name: 'Срочно', price: 500 }],
		files: [],
		is_hidden: false,
		is_favorite: caller?.favoriteKworks.has(kwork.id) ?? false,
		links_sites_count: 0,
		links_sites: [],
		feat: Number(kwork.statusId === 7),
		active: Number(kwork.statusId === 7),
		lang: 'ru',
		kwork_instructions: 'Пришлите техническое задание.',
		classifications: [],
		unit_and_quantity: null,
		reject_fields_string: '',
		common_reject_reason: null,
		is_kwork_rejected_with_spam_reason: false,
		channel_link: [],
		channel_stat: [],
		show_subscribers_statistics: false,
		not_available_for_company: false,
	};
};

/** `userReview` (kwork.md 4.11). */
export function reviewView(world: World, review: Review) {
	const kwork = world.kworks.get(review.kworkId);
	const writer = world.user(review.writerId);
	const owner = world.user(review.userId);
	return {
		id: review.id,
		portfolio: null,
		time_added: review.time,
		text: review.text,
		auto_mode: null,
		good: review.good,
		bad: !review.good,
		kwork: { id: review.kworkId, title: kwork?.title ?? '', active: 1, feat: true },
		writer: {
			id: writer.id,
			username: writer.username,
			profilepicture: avatarOf(writer, 'small'),
		},
		...(review.answer === null
			? {}
			: {
					answer: {
						id: review.answer.id,
						text: review.answer.text,
						user_id: owner.id,
						time_added: review.answer.time,
						username: owner.username,
						profilepicture: avatarOf(owner, 'small'),
					},
				}),
	};
}

/** `portfolio` (kwork.md 4.10). */
export const portfolioView = (item: PortfolioItem) => ({
	id: item.id,
	title: item.title,
	order_id: item.orderId,
	category_id: item.categoryId,
	category_name: categoryById(item.categoryId)?.name ?? '',
	type: 'photo',
	photo: `https://cdn-edge.kwork.ru/pics/portfolio/${item.id}.jpg`,
	video: '',
	views: item.views,
	views_dirty: item.views + 4,
	comments_count: 0,
	images: [
		{
			link: `https://cdn-edge.kwork.ru/pics/portfolio/${item.id}.jpg`,
			thumbnail: `https://cdn-edge.kwork.ru/pics/portfolio/${item.id}s.jpg`,
			position: 0,
		},
	],
	videos: [],
	audios: [],
	pdf: [],
	pined_at_timestamp: 0,
});
