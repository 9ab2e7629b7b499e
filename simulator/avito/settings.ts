import { z } from 'zod';

/**
 * What the documents leave open or what differs between accounts, switchable at any time with the
 * event `configure` (avito.md 8). The defaults are what clients must be able to live with.
 */
export const settingsSchema = z.object({
	/** OAuth errors with HTTP 200 and an `error` in the body (avito.md 1.5). */
	tokenErrorsWithStatus200: z.boolean().default(false),
	tokenLifeSeconds: z.number().int().positive().default(86_400),
	/** How a dead token is answered: specs say 401, the guide 403, some see an error inside 200. */
	expiredTokenStatus: z.union([z.literal(200), z.literal(401), z.literal(403)]).default(403),
	/** Whether a new personal token kills the one before (undocumented). */
	newTokenReplacesOld: z.boolean().default(false),
	/** The documented slash only, both forms, or a redirect to the documented one. */
	trailingSlash: z.enum(['strict', 'lenient', 'redirect']).default('strict'),
	/** Adds the undocumented `X-RateLimit-Reset` and `Retry-After`. */
	extraRateHeaders: z.boolean().default(false),
	/** Requests per minute by family; null: no limit. */
	limits: z
		.object({
			job: z.number().int().nullable().default(600),
			vacancySearch: z.number().int().nullable().default(120),
			items: z.number().int().nullable().default(25),
			itemInfo: z.number().int().nullable().default(500),
			messenger: z.number().int().nullable().default(null),
			other: z.number().int().nullable().default(null),
		})
		.prefault({}),
	/** `{messages, meta}` as recorded, or the bare array of the document (avito.md 4.4). */
	messagesAsArray: z.boolean().default(false),
	/** Older answers say `isRead`. */
	camelCaseIsRead: z.boolean().default(false),
	/** `meta.has_more` beside the chats. */
	chatsHaveMeta: z.boolean().default(true),
	/** `read` on a chat's last message, as observed. */
	lastMessageShowsRead: z.boolean().default(true),
	/** Resume search dates: zoneless `created_at` as answered, or `created` as documented. */
	resumeDatesAsDocumented: z.boolean().default(false),
	/** Since 8 May 2026; before, only `updatedAtFrom` was known. */
	createdAtFromAllowed: z.boolean().default(true),
	/** Some answers omit the `result` wrapper of the operations history. */
	bareOperations: z.boolean().default(false),
	/** One example names the employer of a found vacancy `seller_id`. */
	employerAsSellerId: z.boolean().default(false),
	/** Messenger errors were seen in three forms: A of the documents, F and H (avito.md 2.3). */
	messengerErrors: z.enum(['A', 'F', 'H']).default('A'),
	/** Outcome of moderation of published vacancies. */
	moderation: z.enum(['allowed', 'rejected']).default('allowed'),
	/** Time from `new` to `success` of an asynchronous vacancy call, by the simulator's clock. */
	publishMs: z.number().int().min(0).default(5_000),
	webhooks: z
		.object({
			/** The real call at subscription to application webhooks. */
			handshake: z.boolean().default(true),
			/** Documented 2 s, in real time. */
			handshakeTimeoutMs: z.number().int().positive().default(2_000),
			/** Documented 3 s for applications and 2 s for messages, in real time. */
			applicationTimeoutMs: z.number().int().positive().default(3_000),
			messageTimeoutMs: z.number().int().positive().default(2_000),
			/** How many of the next deliveries are lost without a trace. */
			loseNext: z.number().int().min(0).default(0),
			/** A new subscription ends the others of its kind; the documents allow several (avito.md 3.6). */
			onlyOne: z.boolean().default(false),
			/** Every delivery goes out twice. */
			duplicate: z.boolean().default(false),
			/** Deliveries wait until this many are due, then go out newest first. */
			reorderBatch: z.number().int().min(1).default(1),
		})
		.prefault({}),
});

export type AvitoSettings = z.output<typeof settingsSchema>;

/** Sizes of the seed; the defaults start fast, the maxima are for tests of caps and paging. */
export const seedSizesSchema = z.object({
	resumes: z.number().int().min(20).max(10_000).default(320),
	vacancies: z.number().int().min(3).max(500).default(14),
	/** Of other employers, for the site-wide search. */
	otherVacancies: z.number().int().min(0).max(5_000).default(70),
	applications: z.number().int().min(0).max(5_000).default(90),
	chats: z.number().int().min(0).max(10_000).default(160),
});

export type SeedSizes = z.output<typeof seedSizesSchema>;
