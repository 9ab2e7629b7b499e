import type { FailureFacts } from '../errors';
import { defineFailures, LOOK_FIRST } from '../failures';

/**
 * Every way in which Kwork fails, one row per cause. Codes and texts: kwork.md sections 2, 6.5
 * and 9.
 */
export const failures = defineFailures('kwork', {
	/** Code 105, and any other sign-in that the service turns down for good. */
	wrongPassword: {
		kind: 'authentication',
		message: 'Kwork does not accept this login and password.',
		remedy:
			'Check login and password in the credential by signing in on kwork.ru in a browser. No further sign-in is tried for a while, so that the account is not locked.',
	},
	/** Code 192. */
	phoneDigitsNeeded: {
		kind: 'authentication',
		message: 'Kwork asks for the last four digits of the phone number of this account.',
		remedy: 'Enter the last four digits of the phone number in the credential and try again.',
	},
	/** The token is expired or revoked. Kwork says so with HTTP 200 and a text, or HTTP 401. */
	deadToken: {
		kind: 'authentication',
		message: 'The session of this Kwork account has ended.',
		remedy: 'Paste a fresh token or enter login and password in the credential.',
	},
	/** A new session died, too. */
	newSessionDied: (ageMs: number) => ({
		kind: 'authentication',
		message: `Kwork refuses a session that it opened ${Math.round(ageMs / 1000)} seconds ago.`,
		remedy:
			'Wait five minutes and try again. If it stays so, sign in on kwork.ru in a browser and see whether the account is restricted.',
	}),
	pastedTokenDied: {
		kind: 'authentication',
		message: 'The token pasted into the credential is no longer valid.',
		remedy: 'Paste a fresh token, or add login and password so that a new session can be opened.',
	},
	nothingToSignInWith: {
		kind: 'authentication',
		message: 'The Kwork credential holds neither a token nor login and password.',
		remedy: 'Enter login and password, or paste a token.',
	},
	/** The browser session on kwork.ru could not be opened or has ended. */
	webSession: (message: string, facts: FailureFacts = {}) => ({
		kind: 'authentication',
		message,
		remedy:
			'Try again in a minute. If it stays so, sign in on kwork.ru in a browser and see whether the site asks for something.',
		...facts,
	}),
	/** Code 118. */
	captcha: {
		kind: 'captcha',
		message: 'Kwork wants to see that a person is there (captcha).',
		remedy:
			'Sign in once on kwork.ru in a browser from the same network and solve the captcha, or paste a token into the credential. The account rests for a while: every further attempt makes it worse.',
	},
	/** HTTP 403 with `ipAdress`, an empty body, or the page of the anti-robot service. */
	addressBlocked: {
		kind: 'blocked',
		message: 'Kwork has blocked the address that these requests come from.',
		remedy:
			'Wait, then ask less often (Requests per Minute in the credential), or use a proxy of your own in your usual network. The account rests for a while; signing in again would prolong the block.',
	},
	/** Code 130. */
	writingNotAllowed: {
		kind: 'forbidden',
		message: 'Kwork does not let this account write to this person.',
		remedy:
			'Open the dialog on kwork.ru to see why: often there was no order yet, one side blocked the other, or the account is new.',
	},
	/** Code 116. */
	fraudQuiz: {
		kind: 'forbidden',
		message: 'Kwork wants its quiz about fraud to be passed before this account may write.',
		remedy: 'Open any dialog on kwork.ru in a browser, pass the quiz once and try again.',
	},
	/** `inboxCreate` refused with `response.expire_time`. */
	messageLimit: (serviceText: string | undefined, facts: FailureFacts = {}) => ({
		kind: 'rateLimited',
		message: `Kwork does not take more messages for now${quoted(serviceText)}.`,
		remedy: 'Send less often, and try again after the time that Kwork names.',
		...facts,
	}),
	/** HTTP 429. */
	tooManyRequests: {
		kind: 'rateLimited',
		message: 'Kwork says that too many requests came from this account.',
		remedy: 'Lower Requests per Minute in the credential, or run the workflow less often.',
	},
	/** Code 404: the service has no such method. */
	methodNotFound: {
		kind: 'notFound',
		message: 'Kwork has no API method of this name.',
		remedy:
			'In API Call choose the method from the list. Elsewhere Kwork has taken the method away: check for a newer version of this package.',
	},
	/** The thing with this id does not exist or is not this account's. */
	notFound: (message: string, facts: FailureFacts = {}) => ({
		kind: 'notFound',
		message,
		remedy: 'Check the ID, and that it belongs to the account of this credential.',
		...facts,
	}),
	/** Codes 100 and 101, `multi_error`. */
	parameter: (
		message: string,
		facts: FailureFacts = {},
		remedy = 'Check the names and values of the parameters of this call.',
	) => ({ kind: 'validation', message, remedy, ...facts }),
	/** Any other error that the service reports in words. */
	refused: (serviceText: string | undefined, facts: FailureFacts = {}) => ({
		kind: 'validation',
		message: `Kwork refused the call${quoted(serviceText)}.`,
		remedy: serviceText
			? 'The text in quotes is what Kwork says about the reason (in Russian).'
			: 'Kwork gives no reason. Check the IDs and values of this call, and on kwork.ru whether it can be done now.',
		...facts,
	}),
	/** `balance_deficit`: the buyer's balance does not cover the price. */
	balanceTooLow: {
		kind: 'funds',
		message: 'The balance on Kwork does not cover this payment.',
		remedy: 'Top up the balance on kwork.ru, then try again. The missing sum is in the details.',
	},
	/** No connects are left for an offer. */
	noConnects: {
		kind: 'funds',
		message: 'This account has no connects left; every offer costs one.',
		remedy: 'Wait for the monthly refill (the account operation Get Connects shows when).',
	},
	/** The buyer takes no more offers for this project. */
	projectClosed: {
		kind: 'conflict',
		message: 'This project takes no offers any more.',
		remedy: 'Nothing to do: the buyer has closed it or its time is over.',
	},
	/** One project takes one offer per account. */
	alreadyOffered: {
		kind: 'conflict',
		message: 'This account has already made an offer on this project.',
		remedy: 'Use the operation Edit to change the offer, or withdraw it first.',
	},
	/** The service turned the offer down and says why. Nothing was sent to the buyer. */
	offerRefused: (serviceText: string | undefined, remedy: string, facts: FailureFacts = {}) => ({
		kind: 'validation',
		message: `Kwork did not accept the offer${quoted(serviceText)}.`,
		remedy,
		...facts,
	}),
	/** A check before sending failed. Nothing was sent. */
	offerCheckFailed: (message: string, remedy: string, facts: FailureFacts = {}) => ({
		kind: 'validation',
		message,
		remedy,
		...facts,
	}),
	/** The state of an order does not allow the step; found before anything was sent. */
	orderState: (message: string, facts: FailureFacts = {}) => ({
		kind: 'conflict',
		message,
		remedy: 'Look at the order with Order → Get, or on kwork.ru, to see what can be done now.',
		...facts,
	}),
	/** The service is in trouble and says so. */
	temporary: (message: string, facts: FailureFacts = {}) => ({
		kind: 'temporary',
		message,
		remedy: 'Try again in a few minutes.',
		...facts,
	}),
	/** The answer to an upload did not come: the file may lie on Kwork, but nothing refers to it. */
	uploadLost: (fileName: string, cause?: unknown) => ({
		kind: 'temporary',
		message: `Kwork did not confirm the upload of ${fileName}; nothing was sent with it.`,
		remedy: 'Run the item again. A file that did arrive is in no message and seen by nobody.',
		cause,
	}),
	/** A write that Kwork took, or did not: its answer says neither. */
	unsettled: (method: string, cause: unknown) => ({
		kind: 'outcomeUnknown',
		message: `Kwork's answer to ${method} does not say whether it was done.`,
		remedy: LOOK_FIRST,
		details: { method },
		cause,
	}),
	/** The answer was lost, and reading back did not find the message. */
	messageNotConfirmed: (details: { userId?: number; orderId?: number }, cause: Error) => ({
		kind: 'outcomeUnknown',
		message: 'Kwork did not confirm the message, and it is not in the thread so far.',
		remedy:
			'Open the dialog on kwork.ru before you run this item again. The message is not sent a second time by itself.',
		details,
		cause,
	}),
	/** The same of an offer. */
	offerNotConfirmed: (projectId: number) => ({
		kind: 'outcomeUnknown',
		message: 'Kwork did not confirm the offer, and it is not among the own offers so far.',
		remedy:
			'Look at https://kwork.ru/offers before you run this item again. The offer is not sent a second time by itself.',
		details: { projectId },
	}),
	/** The site's answer is no yes and no refusal. */
	viewUnclear: {
		kind: 'outcomeUnknown',
		message: 'kwork.ru did not say whether it marked the project.',
		remedy: LOOK_FIRST,
	},
	/** Neither the site nor the project itself says that it counts as viewed. */
	viewNotConfirmed: (cause: Error) => ({
		kind: 'outcomeUnknown',
		message:
			'kwork.ru did not confirm that the project counts as viewed, and Kwork does not show it so far.',
		remedy:
			'Look at the project on kwork.ru before you rely on it, or run the item again: marking a project twice does no harm.',
		cause,
	}),
	/** A message to the bot that comes from nobody. */
	senderMissing: {
		kind: 'contract',
		message: 'Kwork did not say who this message is from.',
		remedy: 'Answer on kwork.ru; look for a newer version of this package.',
	},
	botWithoutHandler: {
		kind: 'refusedLocally',
		message: 'The bot has no handler for messages.',
		remedy: 'Add one with onMessage before start.',
	},
	/** The answer is not what Kwork is known to answer. */
	unknownAnswer: (message: string, facts: FailureFacts = {}) => ({
		kind: 'contract',
		message,
		remedy:
			'Kwork may have changed its private API. Check for a newer version of this package, or report what the details say.',
		...facts,
	}),
});

/** Kwork's own words belong to an error; they are cut so that no text of a user fills a log. */
function quoted(serviceText: string | undefined): string {
	const text = serviceText?.replace(/\s+/g, ' ').trim();
	if (!text) return '';
	return `: «${text.length > 200 ? `${text.slice(0, 199)}…` : text}»`;
}
