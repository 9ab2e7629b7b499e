import { z } from 'zod';
import { flag, id, list, looseList, number, part, requiredText, text } from './values';

/** A kwork (gig) in a list (kwork.md 4.8). */
export const gigSchema = z.looseObject({
	id,
	category_id: number,
	category_name: text,
	status_id: number,
	status_name: text,
	title: text,
	image_url: text,
	price: number,
	is_price_from: flag,
	is_best: flag,
	is_hidden: flag,
	is_favorite: flag,
	lang: text,
	url: text,
	worker: part(z.looseObject({ id: number, username: text, rating: number })),
	activity: part(z.looseObject({ views: number, orders: number, earned: number })),
});
export type Gig = z.output<typeof gigSchema>;

/**
 * Own kworks of one status: 7 active, 1 moderation, 2 to be corrected, 3 stopped, 4 paused,
 * 5 hidden, 6 drafts, 0 all (repeats the others).
 */
export const gigGroupSchema = z.looseObject({
	id: number,
	name: text,
	kworks_count: number,
	/** Older answers nest groups in here; those have no title and are left out by the reader. */
	kworks: looseList(gigSchema),
});
export type GigGroup = z.output<typeof gigGroupSchema>;

/** The public page of a kwork (`getKworkDetails`). */
export const gigDetailsSchema = z.looseObject({
	id,
	kwork_link: text,
	kwork_title: text,
	kwork_description: text,
	kwork_instructions: text,
	image_url: text,
	default_kwork_price: number,
	term: text,
	category: number,
	orders_in_queue_count: number,
	kwork_in_favorites_count: number,
	active: flag,
	lang: text,
	additional_options: looseList(z.looseObject({ id: number, name: text, price: number })),
	packages: looseList(z.looseObject({ id: number, name: text, price: number, term: text })),
	short_user_info: part(
		z.looseObject({ id: number, username: text, rating: number, reviews_count: number }),
	),
});
export type GigDetails = z.output<typeof gigDetailsSchema>;

export interface Category {
	id: number;
	name?: string;
	description?: string;
	subcategories?: Category[];
}

/** A rubric with what is below it, three levels at most (kwork.md 4.9). */
export const categorySchema: z.ZodType<Category> = z.looseObject({
	id,
	name: text,
	description: text,
	get subcategories() {
		return looseList(categorySchema);
	},
});

/** A node of the attribute tree of a category. */
export const attributeSchema = z.looseObject({
	id,
	title: text,
	parent_id: number,
	category_id: number,
	is_classification: flag,
	required: flag,
	allow_multiple: flag,
	kworks_count: number,
	children: looseList(z.looseObject({ id: number, title: text })),
});
export type Attribute = z.output<typeof attributeSchema>;

/** A work of the portfolio (kwork.md 4.10). */
const portfolioItemSchema = z.looseObject({
	id,
	title: text,
	order_id: number,
	category_id: number,
	category_name: text,
	type: text,
	photo: text,
	video: text,
	views: number,
	comments_count: number,
	images: looseList(z.looseObject({ link: text, thumbnail: text, position: number })),
});
export type PortfolioItem = z.output<typeof portfolioItemSchema>;

/** `{portfolio, paging}`, or the list itself where `portfolio` is the payload (kwork.md 1.4). */
export const portfolioSchema = z.preprocess(
	(value) => (Array.isArray(value) ? { portfolio: value } : (value ?? {})),
	z.looseObject({ portfolio: list(portfolioItemSchema) }),
);

const notificationSchema = z.looseObject({
	id: number,
	added: number,
	entity_id: number,
	link: text,
	otherUserId: number,
	otherUserName: text,
	orderId: number,
	orderTitle: text,
	stageTitle: text,
	kworkTitle: text,
});

/** Notifications of one type (kwork.md 4.6). */
export const notificationGroupSchema = z.looseObject({
	name: text,
	description: text,
	is_red: flag,
	priority: number,
	entity_type: text,
	notifications: looseList(notificationSchema),
});
export type NotificationGroup = z.output<typeof notificationGroupSchema>;

/** An event of the pull queue; `id` is what `confirmEvents` takes. */
export const pushEventSchema = z.looseObject({
	id,
	event: requiredText,
	entity_id: number,
	user_id: number,
	/** Its own shape per event; some servers send it as a JSON text. */
	data: z.unknown(),
	created_at: text,
});
export type PushEvent = z.output<typeof pushEventSchema>;
