import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { failures } from './failures';

export interface ProposalTerms {
	/** Hourly rate or fixed bid in USD, as the client is charged. */
	amount: number;
	/** Extra Connects for a boost. */
	boostConnects?: number;
	/** Id out of the list of durations. */
	durationId?: string;
	milestones?: Array<{ amount: number; description: string; dueDate?: string }>;
	occupationId?: string;
	attachments?: string[];
}

/** All that a person sees and agrees to. */
export interface ProposalDraft {
	/** Numeric id. */
	jobId: string;
	coverLetter: string;
	/** In the order of the questions. */
	answers: Array<{ question: string; answer: string }>;
	terms: ProposalTerms;
}

const draftSchema = z.object({
	jobId: z.string().min(1),
	coverLetter: z.string(),
	answers: z.array(z.object({ question: z.string(), answer: z.string() })).default([]),
	terms: z.object({
		amount: z.number(),
		boostConnects: z.number().optional(),
		durationId: z.string().optional(),
		milestones: z
			.array(
				z.object({
					amount: z.number(),
					description: z.string(),
					dueDate: z.string().optional(),
				}),
			)
			.optional(),
		occupationId: z.string().optional(),
		attachments: z.array(z.string()).optional(),
	}),
});

/** Reads what Prepare returned, after it went through a workflow. Throws `upwork.preparedPartly`. */
export function draftOf(prepared: unknown): ProposalDraft {
	const draft = draftSchema.safeParse(prepared);
	if (draft.success) return draft.data;
	const fields = draft.error.issues.map(({ path }) => path.join('.') || 'everything');
	throw failures.preparedPartly(fields);
}

export interface ConfirmationOptions {
	/** Secret of the account; nobody without it can make a value. */
	secret: string;
	/** Who applies: user and organization. */
	applicant: string;
	now: number;
}

const PREFIX = 'uwc1';
/** Postings, questions and balances change; a week is enough for somebody to look. */
export const CONFIRMATION_VALID_MS = 7 * 24 * 3_600_000;

/**
 * The value that stands for a person's decision on one proposal. It is an HMAC-SHA256 over the job,
 * every letter of the text and the answers, the terms, who applies and the moment of preparing, so
 * that a changed proposal, another job, another account or an old value does not pass.
 */
export function confirmationOf(draft: ProposalDraft, options: ConfirmationOptions): string {
	const issued = Math.floor(options.now / 1000).toString(36);
	return `${PREFIX}.${issued}.${macOf(draft, issued, options)}`;
}

/** Throws unless the value belongs to exactly this draft and is fresh. */
export function checkConfirmation(
	confirmation: string,
	draft: ProposalDraft,
	options: ConfirmationOptions,
): void {
	const [prefix, issued = '', mac = ''] = confirmation.trim().split('.');
	if (confirmation.trim() === '') throw failures.unconfirmed();
	const expected = Buffer.from(macOf(draft, issued, options));
	const given = Buffer.from(mac);
	if (prefix !== PREFIX || given.length !== expected.length || !timingSafeEqual(given, expected)) {
		throw failures.confirmedOtherwise();
	}
	const age = options.now - parseInt(issued, 36) * 1000;
	if (!(age <= CONFIRMATION_VALID_MS)) throw failures.confirmedTooLongAgo();
}

function macOf(draft: ProposalDraft, issued: string, options: ConfirmationOptions): string {
	const { jobId, coverLetter, answers, terms } = draft;
	const { amount, boostConnects, durationId, milestones, occupationId, attachments } = terms;
	const content = JSON.stringify([
		PREFIX,
		issued,
		options.applicant,
		jobId,
		coverLetter,
		answers.map(({ question, answer }) => [question, answer]),
		amount,
		boostConnects ?? 0,
		durationId ?? '',
		(milestones ?? []).map((stage) => [stage.amount, stage.description, stage.dueDate ?? '']),
		occupationId ?? '',
		attachments ?? [],
	]);
	return createHmac('sha256', `upwork proposal ${options.secret}`)
		.update(content)
		.digest('base64url');
}
