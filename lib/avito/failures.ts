import { ServiceError, type FailureKind } from '../errors';
import { defineFailures, LOOK_FIRST, type FailureRow } from '../failures';
import { wordsIn, type AvitoFailure } from './envelopes';

/** Where a failure happened, for the words and the remedy. No ids and no query in it. */
export interface FailureContext {
	/** Name of the call, e.g. `avito.resume.contacts`. */
	name: string;
	status: number;
	failure?: AvitoFailure;
	retryAfterMs?: number;
	/** A page for people came instead of data: it is Avito's edge that answers, not the API. */
	isPage?: boolean;
}

type Words = string | ((context: FailureContext) => string);

const told = (words: Words, context: FailureContext): string =>
	typeof words === 'string' ? words : words(context);

/** A row for what Avito itself refused. `code` is Avito's own code or slug. */
const refusal =
	(
		kind: FailureKind,
		remedy: Words,
		what: Words = ({ name }) => `Avito refused ${wordsOf(name)}`,
	) =>
	(context: FailureContext): FailureRow => {
		const { name, status, failure, retryAfterMs } = context;
		const said = wordsIn(failure);
		return {
			message: `${told(what, context)}${said ? `: ${said}` : ` (status ${status})`}`,
			kind,
			remedy: told(remedy, context),
			code: failure?.slug ?? failure?.code ?? status,
			httpStatus: status,
			retryAfterMs,
			details: { call: name, ...(failure?.fields ? { fields: failure.fields } : {}) },
		};
	};

/** A call in words, e.g. `message send`. */
export const wordsOf = (name: string): string => name.replace(/^avito\./, '').replaceAll('.', ' ');

/** How long an account is left alone after a block. */
export const BLOCK_REST_MS = 15 * 60_000;

/** What the ID of a call stands for, where the call's name does not say it. */
const SUBJECTS: Record<string, string> = {
	'message list': 'chat',
	'message send': 'chat',
	'message image': 'chat or image',
	'chat blacklist': 'person',
	'chat voice': 'voice message',
	'vacancy dictionary': 'dictionary',
	'api call': 'address or ID',
};

const isAboutEmployee = ({ failure }: FailureContext) => failure?.slug === 'employee_not_found';

function subjectOf(context: FailureContext): string | undefined {
	const words = wordsOf(context.name);
	return isAboutEmployee(context) ? 'employee' : (SUBJECTS[words] ?? words.split(' ')[0]);
}

/** Every way to fail; for what Avito refuses, `avitoError` finds the row (avito.md 1.6, 2.3, 3.4, 3.7). */
export const failures = defineFailures('avito', {
	authentication: refusal(
		'authentication',
		'Check client ID and client secret in the credential ("For professionals → API" in the Avito account), or connect the account again for OAuth2.',
		'Avito did not accept the credential',
	),
	/** A page with 403 or 429, as sites put before a whole address; says nothing about the key. */
	blocked: refusal(
		'blocked',
		'The credential may be right: it was not looked at. The account rests for 15 minutes. Then ask less often ("Requests per Minute" in the credential), or use a proxy of your own in your usual network. If it stays, open avito.ru in a browser from the same network.',
		'Avito has blocked the address that these requests come from',
	),
	forbidden: refusal(
		'forbidden',
		'The key may not do this: it may belong to an employee instead of the main account, the object may belong to another account, or the tariff does not open this part of the API.',
	),
	/** Resume contacts need a verified employer since 25 June 2025 (avito.md 3.4). */
	employerNotVerified: refusal(
		'forbidden',
		'Pass the employer verification in the Avito account, then run again. Nothing was spent.',
		'Avito shows contacts to verified employers only',
	),
	/** 402 without a package behind it: Job API and messenger need a subscription (avito.md 3.1, 4.1). */
	subscriptionRequired: refusal(
		'funds',
		'The Job API needs the top ("Maximum") subscription in Jobs, the messenger a subscription with API access. Check the tariff in the Avito account.',
		"The account's subscription does not cover this",
	),
	packageEmpty: refusal(
		'funds',
		'Buy a package of resume contacts or vacancy placements in the Avito account, then run again. Nothing was spent.',
		'The purchased package is used up',
	),
	/** The company has a package, the employee that is charged has no share of it left. */
	employeeLimit: refusal(
		'funds',
		'Raise the limit of this employee in the Avito account, or leave "Employee ID" empty. Nothing was spent.',
		"The employee's share of the package is used up",
	),
	/** Publication from the advance is switched off for the account (since 30 July 2026). */
	advanceSwitchedOff: refusal(
		'funds',
		'Buy a package of placements, or switch on payment from the advance in the Avito account.',
		'Publishing from the advance is switched off',
	),
	rateLimit: refusal(
		'rateLimited',
		'Wait a minute, or lower "Requests per Minute" in the credential. Avito can raise the limit on request.',
		'Too many requests for Avito',
	),
	notFound: refusal(
		'notFound',
		(context) =>
			isAboutEmployee(context)
				? 'Check "Employee ID".'
				: 'Check the ID. It may be hidden, deleted, or of another account.',
		(context) => `Avito does not know this ${subjectOf(context)}`,
	),
	validation: refusal('validation', ({ failure }) =>
		wordsIn(failure) === ''
			? 'Avito does not say why. Check the values of this operation, then run again.'
			: 'Correct what Avito names in the message, then run again.',
	),
	/** A vacancy may not be charged to, or changed by, this employee (avito.md 3.7). */
	employeeNotAllowed: refusal(
		'validation',
		'Give an active employee of the company who is responsible for this vacancy in "Employee ID", or leave it empty.',
		'Avito does not accept this employee',
	),
	/** What the state of the object does not allow: 409, and the 403 of vacancies (avito.md 3.7). */
	conflict: refusal('conflict', ({ failure }) =>
		failure?.slug === 'too_early'
			? 'It was published a short while ago. Run again when its publication is about to end.'
			: 'Its state does not allow this now. Read it first, wait until its last change is done, and try again.',
	),
	/** A page for people where data was expected: not the API has answered, but what stands before it. */
	page: refusal(
		'temporary',
		'Run again in a few minutes. If it stays, open avito.ru in a browser from the same network.',
		({ name }) => `Avito answered ${wordsOf(name)} with a page instead of data`,
	),
	temporary: refusal(
		'temporary',
		'Avito is in trouble. Run again in a few minutes.',
		({ name }) => `Avito could not answer ${wordsOf(name)}`,
	),
	/** The answer parsed as JSON, yet is not what Avito is known to answer. */
	unknownAnswer: (name: string, where: string) => ({
		kind: 'contract',
		message: `Avito answered ${wordsOf(name)} in a shape that is not known: ${where}`,
		remedy:
			'Update the package. If this is the newest version, report the call and the place named here.',
		details: { call: name },
	}),
	/** A write that Avito broke off. */
	brokenOff: (name: string, status: number, httpStatus: number) => ({
		kind: 'outcomeUnknown',
		message: `Avito answered ${wordsOf(name)} with status ${status}, so it may have happened`,
		remedy: LOOK_FIRST,
		httpStatus,
	}),
	/** A write that Avito answered with a success, but unreadably. */
	unreadableSuccess: (name: string, cause: unknown) => ({
		kind: 'outcomeUnknown',
		message: `Avito took ${wordsOf(name)}, but its answer cannot be read`,
		remedy: LOOK_FIRST,
		cause,
	}),
	/** An input item that is not a candidate. */
	notACandidate: (index: number, reason: string) => ({
		kind: 'validation',
		message: `Item ${index} is not a candidate: ${reason}`,
		remedy:
			'Give this operation the output of Candidate → Collect, or objects that have resumeId, chatId or applicationIds.',
	}),
	/** Something was refused here, before anything was sent or spent. */
	refusedLocally: (message: string, remedy: string, details?: Record<string, unknown>) => ({
		kind: 'refusedLocally',
		message,
		remedy,
		details,
	}),
});

/** Failures of the whole account: whatever is asked for next fails as well. */
const OF_THE_ACCOUNT: readonly FailureKind[] = [
	'cancelled',
	'authentication',
	'captcha',
	'blocked',
	'funds',
];

/** Whether a failure concerns one thing that was asked for, while others may still be read. */
export const isAboutOneThing = (error: unknown): error is ServiceError =>
	error instanceof ServiceError && !OF_THE_ACCOUNT.includes(error.kind);
