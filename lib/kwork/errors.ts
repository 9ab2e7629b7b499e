import { asError, ServiceError, type FailureFacts } from '../errors';

/**
 * One class per cause, so that a caller can tell causes apart with `instanceof` and everybody else
 * by `kind`. Codes and texts: kwork.md sections 2, 6.5 and 9.
 */

/** Code 105, and any other sign-in that the service turns down for good. */
export class WrongPasswordError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork does not accept this login and password.', {
			kind: 'authentication',
			remedy:
				'Check login and password in the credential by signing in on kwork.ru in a browser. No further sign-in is tried for a while, so that the account is not locked.',
			...facts,
		});
	}
}

/** Code 192. */
export class PhoneDigitsNeededError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork asks for the last four digits of the phone number of this account.', {
			kind: 'authentication',
			remedy: 'Enter the last four digits of the phone number in the credential and try again.',
			...facts,
		});
	}
}

/** The token is expired or revoked. Kwork says so with HTTP 200 and a text, or HTTP 401. */
export class DeadTokenError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('The session of this Kwork account has ended.', {
			kind: 'authentication',
			remedy: 'Paste a fresh token or enter login and password in the credential.',
			...facts,
		});
	}
}

/** There is no way left to get a session: nothing to sign in with, or a new session died, too. */
export class AuthenticationError extends ServiceError {
	constructor(message: string, remedy: string, facts: FailureFacts = {}) {
		super(message, { kind: 'authentication', remedy, ...facts });
	}
}

/** Code 118. */
export class CaptchaError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork wants to see that a person is there (captcha).', {
			kind: 'captcha',
			remedy:
				'Sign in once on kwork.ru in a browser from the same network and solve the captcha, or paste a token into the credential. The account rests for a while: every further attempt makes it worse.',
			...facts,
		});
	}
}

/** HTTP 403 with `ipAdress`, an empty body, or the page of the anti-robot service. */
export class AddressBlockedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork has blocked the address that these requests come from.', {
			kind: 'blocked',
			remedy:
				'Wait, then ask less often (Requests per Minute in the credential), or use a proxy of your own in your usual network. The account rests for a while; signing in again would prolong the block.',
			...facts,
		});
	}
}

/** Code 130. */
export class WritingNotAllowedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork does not let this account write to this person.', {
			kind: 'forbidden',
			remedy:
				'Open the dialog on kwork.ru to see why: often there was no order yet, one side blocked the other, or the account is new.',
			...facts,
		});
	}
}

/** Code 116. */
export class FraudQuizError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork wants its quiz about fraud to be passed before this account may write.', {
			kind: 'forbidden',
			remedy: 'Open any dialog on kwork.ru in a browser, pass the quiz once and try again.',
			...facts,
		});
	}
}

/** `inboxCreate` refused with `response.expire_time`. */
export class MessageLimitError extends ServiceError {
	constructor(facts: FailureFacts & { serviceText?: string } = {}) {
		const { serviceText, ...rest } = facts;
		super(`Kwork does not take more messages for now${quoted(serviceText)}.`, {
			kind: 'rateLimited',
			remedy: 'Send less often, and try again after the time that Kwork names.',
			...rest,
		});
	}
}

/** HTTP 429. */
export class TooManyRequestsError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork says that too many requests came from this account.', {
			kind: 'rateLimited',
			remedy: 'Lower Requests per Minute in the credential, or run the workflow less often.',
			...facts,
		});
	}
}

/** Code 404: the service has no such method. */
export class MethodNotFoundError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('Kwork has no API method of this name.', {
			kind: 'notFound',
			remedy:
				'In API Call choose the method from the list. Elsewhere Kwork has taken the method away: check for a newer version of this package.',
			...facts,
		});
	}
}

/** The thing with this id does not exist or is not this account's. */
export class NotFoundError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'notFound',
			remedy: 'Check the ID, and that it belongs to the account of this credential.',
			...facts,
		});
	}
}

/** Codes 100 and 101, `multi_error`. */
export class ParameterError extends ServiceError {
	constructor(
		message: string,
		facts: FailureFacts = {},
		remedy = 'Check the names and values of the parameters of this call.',
	) {
		super(message, { kind: 'validation', remedy, ...facts });
	}
}

/** `balance_deficit`: the buyer's balance does not cover the price. */
export class BalanceTooLowError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('The balance on Kwork does not cover this payment.', {
			kind: 'funds',
			remedy: 'Top up the balance on kwork.ru, then try again. The missing sum is in the details.',
			...facts,
		});
	}
}

/** No connects are left for an offer. */
export class NoConnectsError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('This account has no connects left; every offer costs one.', {
			kind: 'funds',
			remedy: 'Wait for the monthly refill (the account operation Get Connects shows when).',
			...facts,
		});
	}
}

/** The buyer takes no more offers for this project. */
export class ProjectClosedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('This project takes no offers any more.', {
			kind: 'conflict',
			remedy: 'Nothing to do: the buyer has closed it or its time is over.',
			...facts,
		});
	}
}

/** One project takes one offer per account. */
export class AlreadyOfferedError extends ServiceError {
	constructor(facts: FailureFacts = {}) {
		super('This account has already made an offer on this project.', {
			kind: 'conflict',
			remedy: 'Use the operation Edit to change the offer, or withdraw it first.',
			...facts,
		});
	}
}

/** The service turned the offer down and says why. Nothing was sent to the buyer. */
export class OfferRefusedError extends ServiceError {
	constructor(serviceText: string | undefined, remedy: string, facts: FailureFacts = {}) {
		super(`Kwork did not accept the offer${quoted(serviceText)}.`, {
			kind: 'validation',
			remedy,
			...facts,
		});
	}
}

/** A check before sending failed. Nothing was sent. */
export class OfferCheckFailedError extends ServiceError {
	constructor(message: string, remedy: string, facts: FailureFacts = {}) {
		super(message, { kind: 'validation', remedy, ...facts });
	}
}

/** The browser session on kwork.ru could not be opened or has ended. */
export class WebSessionError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'authentication',
			remedy:
				'Try again in a minute. If it stays so, sign in on kwork.ru in a browser and see whether the site asks for something.',
			...facts,
		});
	}
}

/** The service is in trouble and says so. */
export class TemporaryError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, { kind: 'temporary', remedy: 'Try again in a few minutes.', ...facts });
	}
}

/** Any other error that the service reports in words. */
export class KworkRefusalError extends ServiceError {
	constructor(serviceText: string | undefined, facts: FailureFacts = {}) {
		super(`Kwork refused the call${quoted(serviceText)}.`, {
			kind: 'validation',
			remedy: serviceText
				? 'The text in quotes is what Kwork says about the reason (in Russian).'
				: 'Kwork gives no reason. Check the IDs and values of this call, and on kwork.ru whether it can be done now.',
			...facts,
		});
	}
}

/** The state of an order does not allow the step; found before anything was sent. */
export class OrderStateError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'conflict',
			remedy: 'Look at the order with Order → Get, or on kwork.ru, to see what can be done now.',
			...facts,
		});
	}
}

/** The answer is not what Kwork is known to answer. */
export class KworkContractError extends ServiceError {
	constructor(message: string, facts: FailureFacts = {}) {
		super(message, {
			kind: 'contract',
			remedy:
				'Kwork may have changed its private API. Check for a newer version of this package, or report what the details say.',
			...facts,
		});
	}
}

/** The answer to an upload did not come: the file may lie on Kwork, but nothing refers to it. */
export class UploadLostError extends ServiceError {
	constructor(fileName: string, facts: FailureFacts = {}) {
		super(`Kwork did not confirm the upload of ${fileName}; nothing was sent with it.`, {
			kind: 'temporary',
			remedy: 'Run the item again. A file that did arrive is in no message and seen by nobody.',
			...facts,
		});
	}
}

/** A write of several steps that stopped on the way. What is done is not done again. */
export class PartlyDoneError extends ServiceError {
	constructor(message: string, stepsDone: number, cause: ServiceError) {
		const { kind, code, httpStatus, retryAfterMs, remedy, details } = cause;
		super(message, {
			kind,
			remedy: `${remedy} Run again, the item goes on with the step that is missing.`,
			code,
			httpStatus,
			retryAfterMs,
			details: { ...details, stepsDone },
			cause,
		});
	}
}

/**
 * Tells a failure by the steps: what is done, and what of the rest.
 *
 * @param steps what is done; what is not, where the failure is certain; what is not known, where not
 */
export function partlyDone(
	steps: { count: number; done: string; missing: string; unknown: string },
	error: unknown,
): Error {
	if (!(error instanceof ServiceError)) return asError(error);
	const rest = error.kind === 'outcomeUnknown' ? steps.unknown : steps.missing;
	return new PartlyDoneError(`${steps.done}; ${rest}. ${error.message}`, steps.count, error);
}

/** Kwork's own words belong to an error; they are cut so that no text of a user fills a log. */
function quoted(serviceText: string | undefined): string {
	const text = serviceText?.replace(/\s+/g, ' ').trim();
	if (!text) return '';
	return `: «${text.length > 200 ? `${text.slice(0, 199)}…` : text}»`;
}
