import { z } from 'zod';

/** The wobbling habits of the service, one switch each (`control.kwork.configure`). */
export const settingsSchema = z.object({
	/** How `text` of a socket frame is written (kwork.md 5.2); `mixed` takes turns. */
	textEncoding: z.enum(['json', 'urlencoded', 'prefixed', 'object', 'mixed']).default('json'),
	/** Which frames a new message makes (kwork.md 5.3). */
	messageEvents: z.array(z.enum(['new_inbox', 'notify', 'pop_up_notify'])).default(['new_inbox']),
	/** What `notify` says about the dialog. */
	notifyDialogData: z.enum(['login', 'null', 'empty', 'absent']).default('login'),
	/** An empty and a `ping` frame before every event. */
	noiseFrames: z.boolean().default(false),
	/** `from` of new_inbox as a numeric string. */
	fromAsText: z.boolean().default(false),
	/** The sender's own channel gets his message, too. */
	echoToSender: z.boolean().default(false),
	/** An empty `categories` means the favourite rubrics (before 2026-10) or everything. */
	emptyCategoriesMeans: z.enum(['all', 'favorites']).default('all'),
	/** signIn answers 118 to everybody until a captcha answer or pass token comes. */
	captchaForAll: z.boolean().default(false),
	/** Life of a token in seconds. */
	tokenLifetime: z.number().int().positive().default(31_536_000),
	/** 150/151 for an empty order list; off: an empty list. */
	emptyOrdersAreErrors: z.boolean().default(true),
	/** Answers with nothing to say leave out `response`. */
	missingResponseWhenEmpty: z.boolean().default(true),
	/** Cancel keys of orders with a Cyrillic letter, as in the specification. */
	cyrillicOrderKeys: z.boolean().default(true),
	/** `getOrderDetails` and `getOrderHeader` as a list of one (specification) or as an object. */
	orderDetailsAsList: z.boolean().default(false),
	/** Numbers now and then as text: `to_live_date`, `created_order_id`. */
	wobblingTypes: z.boolean().default(true),
	/**
	 * With `withTracks` a dialog has the time and the words of its newest order message, and people
	 * who wrote in orders only are listed; off: only its `unread_count` has them (kwork.md 12.2).
	 */
	tracksMoveDialogs: z.boolean().default(true),
	/** What an order message sends over the socket; its names are invented (kwork.md 12.4). */
	orderFrames: z.enum(['none', 'unknown', 'counters']).default('unknown'),
	/** Rows of orders in `getInboxTracks`: as documented, without what tells the order, ids as text. */
	trackRows: z.enum(['full', 'bare', 'text']).default('full'),
	/** A second message with a used `message_key` is dropped (unknown of the real service). */
	dropRepeatedMessageKeys: z.boolean().default(false),
	/**
	 * Delivering breaks with HTTP 500 when a part of it is done: the first of several stages, or the
	 * state of the order without its entry in the chat.
	 */
	deliveryBreaksHalfway: z.boolean().default(false),
	/** Where the offer page carries its CSRF token. */
	csrfPlace: z.enum(['cookie', 'script', 'input', 'none']).default('cookie'),
	/** How the offer page carries the draft key. */
	draftKeyPlace: z.enum(['script', 'input', 'attribute', 'none']).default('script'),
});

export type Settings = z.output<typeof settingsSchema>;
