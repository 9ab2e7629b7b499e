import { z } from 'zod';
import { flag, id, looseList, number, part, requiredText, text } from './values';

/** `signIn` (kwork.md 2.1). `expired` is a lifetime in seconds, no date. */
export const signInSchema = z.looseObject({ token: requiredText, expired: number, need_2fa: flag });

/** The own account (kwork.md 4.1). */
export const actorSchema = z.looseObject({
	id,
	username: text,
	email: text,
	fullname: text,
	status: text,
	/** `worker` or `payer`. */
	type: text,
	verified: flag,
	profilepicture: text,
	description: text,
	location: text,
	level_description: text,
	profession: text,
	specialization: text,
	good_reviews: number,
	bad_reviews: number,
	rating: number,
	rating_count: number,
	total_amount: number,
	hold_amount: number,
	free_amount: number,
	currency: text,
	inbox_archive_count: number,
	unread_dialog_count: number,
	unread_messages_count: number,
	warning_inbox_count: number,
	notify_unread_count: number,
	app_notify_count: number,
	red_notify: flag,
	addtime: number,
	timezone_id: number,
	kworks_count: number,
	completed_orders_count: number,
	/** `free`, `busy` or nothing. */
	worker_status: text,
	has_offers: flag,
	offers_count: number,
	wants_count: number,
	archived_wants_count: number,
	achievments_list: looseList(z.looseObject({ id: number, name: text })),
});
export type Actor = z.output<typeof actorSchema>;

/** Counters of unread things (`getBadgesInfo`). */
export const badgesSchema = z.looseObject({
	dialogs_unread_count: number,
	unread_messages_count: number,
	notifications_unread_count: number,
	important_notifications_count: flag,
	warning_dialogs_count: number,
	important_dialog_count: number,
	notifications_not_delivered: flag,
});
export type Badges = z.output<typeof badgesSchema>;

/** A public profile (kwork.md 4.2). */
export const userSchema = z.looseObject({
	id,
	username: text,
	fullname: text,
	status: text,
	profilepicture: text,
	description: text,
	location: text,
	rating: number,
	rating_count: number,
	level_description: text,
	good_reviews: number,
	bad_reviews: number,
	reviews_count: number,
	online: flag,
	live_date: number,
	custom_request_min_budget: number,
	is_allow_custom_request: flag,
	order_done_persent: number,
	order_done_intime_persent: number,
	order_done_repeat_persent: number,
	blocked_by_user: flag,
	allowedDialog: flag,
	addtime: number,
	completed_orders_count: number,
	specialization: text,
	profession: text,
	kworks_count: number,
	skills: looseList(z.looseObject({ id: number, name: text })),
	is_verified_worker: flag,
	note: part(z.looseObject({ posted_timestamp: number, text })),
	is_cashless_payment_available: flag,
});
export type User = z.output<typeof userSchema>;

/** The short user of a search (`userSearch`). */
export const foundUserSchema = z.looseObject({
	id,
	username: text,
	fullname: text,
	profilepicture: text,
	rating: number,
	reviews_count: number,
	rating_count: number,
	is_online: flag,
	level_description: text,
});
export type FoundUser = z.output<typeof foundUserSchema>;

/** A review about a user or a kwork (kwork.md 4.11). */
export const reviewSchema = z.looseObject({
	id: number,
	time_added: number,
	text,
	auto_mode: text,
	good: flag,
	bad: flag,
	kwork: part(z.looseObject({ id: number, title: text, active: flag, feat: flag })),
	writer: part(z.looseObject({ id: number, username: text, profilepicture: text })),
	answer: part(z.looseObject({ id: number, text, time_added: number })),
});
export type Review = z.output<typeof reviewSchema>;
