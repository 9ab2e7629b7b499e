import { z } from 'zod';

/** Quirks of the real service, each with a switch (upwork.md 7); the defaults are what it does. */
export const settingsSchema = z.object({
	/** The search crashes on `pagination_eq` without `after`, or with an empty one. */
	searchCrashesWithoutAfter: z.boolean().default(true),
	/** The job search always crashes, so that only the public one is left. */
	searchUnavailable: z.boolean().default(false),
	/** Budget and hourly ranges are silently ignored. */
	budgetFiltersIgnored: z.boolean().default(true),
	/** A workload filter finds nothing. */
	workloadFindsNothing: z.boolean().default(true),
	/** Jobs per page when none is asked for, and the most a page may have. */
	defaultPage: z.number().int().positive().default(10),
	largestPage: z.number().int().positive().default(100),
	/** More proposals per page give VJCA-6. */
	largestProposalPage: z.number().int().positive().default(40),
	/** System stories have no user, which empties their node and adds an error. */
	systemStoriesWithoutUser: z.boolean().default(true),
	/** Rooms that are hidden or not subscribed to are left out unless asked for. */
	roomsHiddenByDefault: z.boolean().default(true),
	/** `abort`: one denied field ends the whole operation. `partial`: it alone becomes null. */
	deniedFields: z.enum(['abort', 'partial']).default('abort'),
	/** `Type.field` or `Type.*` that no key may read, whatever its scopes. */
	alsoDenied: z.array(z.string()).default([]),
	/** `createJobProposal` and `connectsSummary` are missing on keys without the 2026 schema. */
	operationsOf2026: z.boolean().default(true),
	/** Where VJ-JA-10 stands when a proposal exists already. */
	duplicateProposalIn: z.enum(['errors', 'result']).default('errors'),
	/** Whether the code of a business error stands in `extensions.code` too, or only in the text. */
	codesInExtensions: z.boolean().default(true),
	/** Time from Pending to Accepted of a new proposal. */
	pendingMs: z.number().int().min(0).default(5_000),
	/** Several `__type` in one query are refused. */
	badFaithIntrospection: z.boolean().default(true),
	/** First page number of `offersByAttribute`. */
	firstOfferPage: z.union([z.literal(0), z.literal(1)]).default(0),
	/** Skips the consent page. */
	autoConsent: z.boolean().default(false),
	/** Requests without a User-Agent meet the "Just a moment..." page on www.upwork.com. */
	userAgentNeeded: z.boolean().default(true),
	/** Every request to the token route meets that page. */
	cloudflareOnToken: z.boolean().default(false),
	accessTokenSeconds: z.number().int().positive().default(86_400),
	refreshTokenSeconds: z
		.number()
		.int()
		.positive()
		.default(14 * 86_400),
	/** What is left to a refresh token that has been used. */
	refreshGraceSeconds: z.number().int().min(0).default(86_400),
	/** Requests per address; null: no limit. The day counts per key. */
	limits: z
		.object({
			perSecond: z.number().int().positive().nullable().default(10),
			perMinute: z.number().int().positive().nullable().default(300),
			perDay: z.number().int().positive().nullable().default(40_000),
			retryAfterHeader: z.boolean().default(true),
		})
		.prefault({}),
});

export type UpworkSettings = z.output<typeof settingsSchema>;

export const seedSizesSchema = z.object({
	jobs: z.number().int().min(20).max(3_000).default(320),
	/** The jobs were published within this time, unevenly: nights and weekends are quiet. */
	weeks: z.number().int().min(1).max(52).default(4),
	rooms: z.number().int().min(6).max(500).default(36),
	proposals: z.number().int().min(10).max(1_000).default(64),
});

export type SeedSizes = z.output<typeof seedSizesSchema>;
