import { z } from 'zod';
import { flag, id, looseList, number, part, text } from './values';

/** A project on the exchange as a seller sees it (kwork.md 4.3). Texts are HTML, see `plainText`. */
export const projectSchema = z.looseObject({
	id,
	status: text,
	user_id: number,
	username: text,
	profile_picture: text,
	/** Desired budget, roubles. */
	price: number,
	/** The highest price an offer may have. */
	possible_price_limit: number,
	allow_higher_price: flag,
	category_base_price: number,
	title: text,
	description: text,
	offers: number,
	/** Seconds left, not a date. */
	time_left: number,
	/** Unix time of publishing: the key for "new since". */
	date_confirm: number,
	parent_category_id: number,
	category_id: number,
	user_projects_count: number,
	user_active_projects_count: number,
	user_hired_percent: number,
	is_viewed: flag,
	already_work: number,
	has_offer: flag,
	user_need_portfolio: flag,
	user_need_portfolio_rubric_name: text,
	user_need_kwork: flag,
});
export type Project = z.output<typeof projectSchema>;

/** An own offer (kwork.md 4.4). `comment` is the text, as the service stores it. */
export const offerSchema = z
	.looseObject({
		id,
		status: text,
		title: text,
		comment: text,
		price: number,
		/** Days. */
		duration: number,
		date_create: number,
		is_actual: flag,
		/** The buyer has read it. */
		is_read: flag,
		want_id: number,
		order_id: number,
		kwork_id: number,
		project: part(projectSchema),
	})
	.transform((offer) => ({ ...offer, want_id: offer.want_id ?? offer.project?.id }));
export type Offer = z.output<typeof offerSchema>;

/** An own project as its buyer sees it (kwork.md 4.3). */
export const ownProjectSchema = z.looseObject({
	id,
	title: text,
	description: text,
	status: text,
	want_status_id: number,
	date_create: number,
	date_active: number,
	date_expire: number,
	date_reject: number,
	price_limit: number,
	possible_price_limit: number,
	allow_higher_price: flag,
	views: number,
	orders: number,
	offers: number,
});
export type OwnProject = z.output<typeof ownProjectSchema>;

/** A group of own projects with the same status (`wantsStatusList`). */
export const ownProjectGroupSchema = z.looseObject({
	id: number,
	title: text,
	projects_count: number,
	wants: looseList(ownProjectSchema),
});
export type OwnProjectGroup = z.output<typeof ownProjectGroupSchema>;

export const favouriteCategorySchema = z.looseObject({
	id,
	name: text,
	description: text,
	is_attribute: flag,
});
export type FavouriteCategory = z.output<typeof favouriteCategorySchema>;

/** `exchangeInfo`: a bare object live, a list of one in the specification. */
export const exchangeInfoSchema = z.looseObject({
	archived_count: number,
	exchange_response_count: number,
});
export type ExchangeInfo = z.output<typeof exchangeInfoSchema>;

const boundaries = part(z.looseObject({ from: number, to: number }));
const intervalSchema = z.looseObject({ name: text, boundaries, count: number });

/** `getWantsCount`: how many projects fit a filter, and how many per budget and offers. */
export const projectCountSchema = z.looseObject({
	count: number,
	filters: part(
		z.looseObject({ by_budget: looseList(intervalSchema), offers: looseList(intervalSchema) }),
	),
});
export type ProjectCount = z.output<typeof projectCountSchema>;
