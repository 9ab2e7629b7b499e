import type { FailureKind } from '../errors';
import { ServiceError } from '../errors';
import type { AvitoFailure } from './envelopes';

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

/** Base of what Avito itself refused. `code` is Avito's own code or slug. */
export class AvitoError extends ServiceError {
	constructor(context: FailureContext, kind: FailureKind, remedy: string, what?: string) {
		const { name, status, failure, retryAfterMs } = context;
		const said = wordsIn(failure);
		super(
			`${what ?? `Avito refused ${wordsOf(name)}`}${said ? `: ${said}` : ` (status ${status})`}`,
			{
				kind,
				remedy,
				code: failure?.slug ?? failure?.code ?? status,
				httpStatus: status,
				retryAfterMs,
				details: { call: name, ...(failure?.fields ? { fields: failure.fields } : {}) },
			},
		);
	}
}

/** Avito's own words, and the fields that it names. */
const wordsIn = (failure: AvitoFailure | undefined): string =>
	[failure?.message ?? failure?.slug, namesOf(failure?.fields)].filter(Boolean).join(' ');

/** Refused fields by name, with Avito's word on each where it is one: `(title: is too short)`. */
function namesOf(fields: Record<string, unknown> | undefined): string {
	const names = Object.entries(fields ?? {}).map(([name, word]) =>
		typeof word === 'string' && word !== '' ? `${name}: ${word}` : name,
	);
	const text = names.join('; ');
	return text === '' ? '' : `(${text.length > 300 ? `${text.slice(0, 300)}…` : text})`;
}

/** A call in words, e.g. `message send`. */
export const wordsOf = (name: string): string => name.replace(/^avito\./, '').replaceAll('.', ' ');

export class AvitoAuthenticationError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'authentication',
			'Check client ID and client secret in the credential ("For professionals → API" in the Avito account), or connect the account again for OAuth2.',
			'Avito did not accept the credential',
		);
	}
}

/** How long an account is left alone after a block. */
export const BLOCK_REST_MS = 15 * 60_000;

/** A page with 403 or 429, as sites put before a whole address; says nothing about the key. */
export class AvitoBlockedError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'blocked',
			'The credential may be right: it was not looked at. The account rests for 15 minutes. Then ask less often ("Requests per Minute" in the credential), or use a proxy of your own in your usual network. If it stays, open avito.ru in a browser from the same network.',
			'Avito has blocked the address that these requests come from',
		);
	}
}

export class AvitoForbiddenError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'forbidden',
			'The key may not do this: it may belong to an employee instead of the main account, the object may belong to another account, or the tariff does not open this part of the API.',
		);
	}
}

/** Resume contacts need a verified employer since 25 June 2025 (avito.md 3.4). */
export class EmployerNotVerifiedError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'forbidden',
			'Pass the employer verification in the Avito account, then run again. Nothing was spent.',
			'Avito shows contacts to verified employers only',
		);
	}
}

/** 402 without a package behind it: Job API and messenger need a subscription (avito.md 3.1, 4.1). */
export class SubscriptionRequiredError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'funds',
			'The Job API needs the top ("Maximum") subscription in Jobs, the messenger a subscription with API access. Check the tariff in the Avito account.',
			"The account's subscription does not cover this",
		);
	}
}

export class PackageEmptyError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'funds',
			'Buy a package of resume contacts or vacancy placements in the Avito account, then run again. Nothing was spent.',
			'The purchased package is used up',
		);
	}
}

/** The company has a package, the employee that is charged has no share of it left. */
export class EmployeeLimitError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'funds',
			'Raise the limit of this employee in the Avito account, or leave "Employee ID" empty. Nothing was spent.',
			"The employee's share of the package is used up",
		);
	}
}

/** Publication from the advance is switched off for the account (since 30 July 2026). */
export class AdvanceSwitchedOffError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'funds',
			'Buy a package of placements, or switch on payment from the advance in the Avito account.',
			'Publishing from the advance is switched off',
		);
	}
}

export class AvitoRateLimitError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'rateLimited',
			'Wait a minute, or lower "Requests per Minute" in the credential. Avito can raise the limit on request.',
			'Too many requests for Avito',
		);
	}
}

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

export class AvitoNotFoundError extends AvitoError {
	constructor(context: FailureContext) {
		const words = wordsOf(context.name);
		const isEmployee = context.failure?.slug === 'employee_not_found';
		super(
			context,
			'notFound',
			isEmployee
				? 'Check "Employee ID".'
				: 'Check the ID. It may be hidden, deleted, or of another account.',
			`Avito does not know this ${isEmployee ? 'employee' : (SUBJECTS[words] ?? words.split(' ')[0])}`,
		);
	}
}

export class AvitoValidationError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'validation',
			wordsIn(context.failure) === ''
				? 'Avito does not say why. Check the values of this operation, then run again.'
				: 'Correct what Avito names in the message, then run again.',
		);
	}
}

/** A vacancy may not be charged to, or changed by, this employee (avito.md 3.7). */
export class EmployeeNotAllowedError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'validation',
			'Give an active employee of the company who is responsible for this vacancy in "Employee ID", or leave it empty.',
			'Avito does not accept this employee',
		);
	}
}

/** What the state of the object does not allow: 409, and the 403 of vacancies (avito.md 3.7). */
export class AvitoConflictError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'conflict',
			context.failure?.slug === 'too_early'
				? 'It was published a short while ago. Run again when its publication is about to end.'
				: 'Its state does not allow this now. Read it first, wait until its last change is done, and try again.',
		);
	}
}

/** A page for people where data was expected: not the API has answered, but what stands before it. */
export class AvitoPageError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'temporary',
			'Run again in a few minutes. If it stays, open avito.ru in a browser from the same network.',
			`Avito answered ${wordsOf(context.name)} with a page instead of data`,
		);
	}
}

export class AvitoTemporaryError extends AvitoError {
	constructor(context: FailureContext) {
		super(
			context,
			'temporary',
			'Avito is in trouble. Run again in a few minutes.',
			`Avito could not answer ${wordsOf(context.name)}`,
		);
	}
}

/** The answer parsed as JSON, yet is not what Avito is known to answer. */
export class AvitoAnswerError extends ServiceError {
	constructor(name: string, where: string) {
		super(`Avito answered ${wordsOf(name)} in a shape that is not known: ${where}`, {
			kind: 'contract',
			remedy:
				'Update the package. If this is the newest version, report the call and the place named here.',
			details: { call: name },
		});
	}
}

/** Something was refused here, before anything was sent or spent. */
export class RefusedLocallyError extends ServiceError {
	constructor(message: string, remedy: string, details?: Record<string, unknown>) {
		super(message, { kind: 'refusedLocally', remedy, details });
	}
}

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
