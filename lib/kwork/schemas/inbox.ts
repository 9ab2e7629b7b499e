import { z } from 'zod';
import { flag, id, looseList, number, part, text } from './values';

/** A file of a message (kwork.md 4.13). */
export const fileSchema = z.looseObject({
	id,
	name: text,
	path: text,
	size: number,
	timestamp: number,
	status: text,
	file_url: text,
	miniature_url: text,
	is_voice_message: flag,
	duration_in_ms: number,
});
export type KworkFile = z.output<typeof fileSchema>;

/** The order that a dialog or a row of its order chat belongs to. */
const orderOfSchema = z.looseObject({ id: number, title: text, color: number, worker_id: number });

const noteSchema = z.looseObject({ posted_timestamp: number, text });

/** A dialog with one person (kwork.md 4.5). */
export const dialogSchema = z.looseObject({
	user_id: id,
	username: text,
	profilepicture: text,
	unread: flag,
	unread_count: number,
	last_message: text,
	/** Unix time of the last message. */
	time: number,
	is_online: flag,
	lastOnlineTime: number,
	link: text,
	blocked_by_user: flag,
	allowedDialog: flag,
	lastMessage: part(
		z.looseObject({
			unread: flag,
			fromUsername: text,
			/** Whose message is last. */
			fromUserId: number,
			type: text,
			time: number,
			message: text,
			originText: text,
		}),
	),
	has_active_order: flag,
	archived: flag,
	isStarred: flag,
	has_answer: flag,
	is_important: flag,
	is_spam: flag,
	/** Message that has to be answered, its deadline (unix), hours left (-1 none). */
	warning_message_id: number,
	warning_message_time: number,
	countup: number,
	is_allow_custom_request: flag,
	hidden_at: number,
	disallowReason: number,
	active_orders: looseList(orderOfSchema),
	draft: text,
	note: part(noteSchema),
});
export type Dialog = z.output<typeof dialogSchema>;

/** Answer of `isDialogAllow` (kwork.md 4.5). */
export const writingSchema = z.looseObject({
	/** One of the numbers of the map below it. */
	privateMessageStatus: number,
	privateMessageStatuses: part(z.record(z.string(), number)),
	isPageNeedSmsVerification: flag,
	isSmsVerified: flag,
	hasDialog: flag,
	isOnline: flag,
	isDaytime: flag,
	workTime: text,
	responseTime: text,
});

/** Names of `privateMessageStatuses` that forbid writing (kwork.md 4.5). */
export const FORBIDDING: ReadonlySet<string | undefined> = new Set([
	'userBlockedTemporarily',
	'userBlockedPermanently',
	'blocked_by_receiver',
	'blocked_by_sender',
	'blocked_by_both',
	'spamer',
	'interlocutorIsDeleted',
	'showFishingTutorial',
	'currentUserBlocked',
	'sellerOnboardingRequired',
]);

/**
 * A message of a dialog (kwork.md 4.5.1), from `inboxes`, `searchInboxes` or `getInboxTracks`,
 * where order tracks are mixed in (`entity_type` 9 = inbox, 10 = track).
 */
export const messageSchema = z.looseObject({
	message_id: id,
	conversation_id: number,
	entity_type: number,
	message_key: text,
	to_id: number,
	to_username: text,
	to_live_date: number,
	from_id: number,
	from_username: text,
	from_live_date: number,
	/** HTML with entities, see `plainText`. */
	message: text,
	/** Unix time. */
	time: number,
	unread: flag,
	/** Nothing for an ordinary message. */
	type: text,
	created_order_id: number,
	forwarded: flag,
	updated_at: number,
	warning_type: text,
	countup: number,
	files: looseList(fileSchema),
	message_page: number,
	custom_request: part(z.looseObject({ budget: number, duration: number })),
	inbox_order: part(
		z.looseObject({ order_id: number, status: text, budget: number, duration: number }),
	),
	quote: part(z.looseObject({ reply_message_id: number, reply_message_displayed_text: text })),
	transcription_status: number,
	/** Entries of orders only; the numbers are listed nowhere (kwork.md 12.3). */
	track_type: number,
	track_order: part(orderOfSchema),
});
export type Message = z.output<typeof messageSchema>;

/** `entity_type` of the rows of `getInboxTracks`. */
const ENTITY = { message: 9, track: 10 };

/**
 * Whether a row is an entry of an order: the two stores have ids of their own, which may be the same.
 * A row that says nothing of it is a message (kwork.md 12.1).
 */
export function isTrack({ entity_type: entity, track_type: type, track_order: order }: Message) {
	if (entity === ENTITY.track || entity === ENTITY.message) return entity === ENTITY.track;
	return (type ?? 0) > 0 || order?.id !== undefined;
}

/** Answer of `inboxCreate`. All optional: a sent message must not look like a failure. */
export const sentMessageSchema = z.looseObject({
	id: number,
	conversation_id: number,
	/** `message` in a dialog, `track` in an order. */
	type: text,
	page: number,
	time: number,
	mass_mailing_notification: flag,
});
