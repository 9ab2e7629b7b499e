/**
 * Why a call ended without a result. One kind per remedy: whoever handles an error asks for the
 * kind, never for the text.
 */
export type FailureKind =
	| 'authentication' // wrong password, dead token, revoked consent
	| 'captcha' // the service wants a person
	| 'blocked' // the address or the account is shut out for a while
	| 'forbidden' // the key or the role may not do this
	| 'rateLimited' // too many requests
	| 'notFound'
	| 'validation' // a parameter is wrong
	| 'conflict' // already done, or the state does not allow it
	| 'funds' // connects, balance or contacts are used up
	| 'temporary' // the service is in trouble
	| 'network' // no connection, broken connection
	| 'proxy' // the user's proxy does not answer or refuses
	| 'timeout'
	| 'contract' // the answer is not what the service is known to answer
	| 'outcomeUnknown' // a write may or may not have happened
	| 'refusedLocally' // a guard of ours said no, nothing was sent
	| 'cancelled';

export interface ServiceErrorOptions {
	kind: FailureKind;
	/** What to do next, one or two sentences for a person who does not program. */
	remedy: string;
	/** The service's own code, as it sent it. */
	code?: string | number;
	httpStatus?: number;
	/** How long the service asked us to wait. */
	retryAfterMs?: number;
	/** Plain data without secrets, shown to the user. */
	details?: Record<string, unknown>;
	cause?: unknown;
}

/** What a service told about a failure, beside what its row of a table says. */
export type FailureFacts = Omit<ServiceErrorOptions, 'kind' | 'remedy'>;

/**
 * Base of every error that `lib` throws. `message` says what happened, `remedy` what to do.
 * Neither contains secrets or personal data beyond ids.
 */
export class ServiceError extends Error {
	readonly kind: FailureKind;

	readonly remedy: string;

	readonly code?: string | number;

	readonly httpStatus?: number;

	readonly retryAfterMs?: number;

	readonly details?: Record<string, unknown>;

	constructor(message: string, options: ServiceErrorOptions) {
		super(message, { cause: options.cause });
		this.name = new.target.name;
		this.kind = options.kind;
		this.remedy = options.remedy;
		this.code = options.code;
		this.httpStatus = options.httpStatus;
		this.retryAfterMs = options.retryAfterMs;
		this.details = options.details;
	}
}

/** No waiting heals it: a person has to act, and until then every call would only be refused again. */
export const needsPerson = ({ kind }: Pick<ServiceError, 'kind'>): boolean =>
	kind === 'authentication' || kind === 'captcha';

/** What was thrown, as an error: somebody may have thrown a text. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * The code that Node, a library or n8n gave an error, or its cause; with several addresses tried,
 * that of the first. Asks for fields, not for classes: errors may come from another realm.
 */
export function codeOf(error: unknown): string | undefined {
	const { errors, code, cause } = Object(error) as Record<string, unknown>;
	if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
	if (typeof code === 'string') return code;
	return cause === undefined ? undefined : codeOf(cause);
}
