import type { FailureFacts, ServiceError } from '../errors';
import { defineFailures, LOOK_FIRST } from '../failures';
import type { Timeouts } from './types';

type Facts = FailureFacts & { remedy?: string };

/** `sent: false`: not one byte of the request left, so that even a write may be given again. */
const told = ({ details, ...facts }: Facts, sent: boolean) => ({
	...facts,
	details: { ...details, sent },
});

/** What may go wrong between this machine and a service, whichever it is. */
export const failures = defineFailures('http', {
	/** No connection, or a connection that broke before the answer was complete. */
	network: (message: string, sent: boolean, facts: Facts = {}) => ({
		kind: 'network',
		message,
		remedy: sent
			? 'Try again; if it keeps failing, check the connection of this machine to the service.'
			: 'Nothing was sent. Check the name, the network and the firewall of this machine, then try again.',
		...told(facts, sent),
	}),
	/** The user's proxy does not answer, refuses, or cannot reach the service. */
	proxy: (message: string, facts: Facts = {}) => ({
		kind: 'proxy',
		message,
		remedy:
			'Nothing was sent. Check address, login and balance of the proxy, or take it out of the credential.',
		...told(facts, false),
	}),
	/** The service took longer than allowed; `phase` says with what. */
	timeout: (message: string, phase: keyof Timeouts, sent: boolean, facts: Facts = {}) => ({
		kind: 'timeout',
		message,
		remedy: sent
			? 'Try again later; the service answers slowly.'
			: 'Nothing was sent. Check the network of this machine, then try again.',
		...told({ ...facts, details: { phase } }, sent),
	}),
	/** A write that left this machine and whose result did not come back. */
	outcomeUnknown: (message: string, facts: FailureFacts = {}) => ({
		kind: 'outcomeUnknown',
		message,
		remedy: LOOK_FIRST,
		...facts,
	}),
	/** An address outside the service's own hosts, or one that hides where it goes. Nothing was sent. */
	hostNotAllowed: (message: string, facts: Facts = {}) => ({
		kind: 'refusedLocally',
		message,
		remedy:
			'Use an address of the service itself; the simulator has to run on this machine (127.0.0.1, ::1 or localhost).',
		...facts,
	}),
	/** The request itself is nothing that HTTP can carry. */
	unsendable: (name: string, code: string) => ({
		kind: 'validation',
		message: `${name}: a header or the method holds what HTTP cannot carry`,
		remedy: 'Nothing was sent. Look for line breaks and unusual characters in the fields.',
		code,
		details: { sent: false },
	}),
	/** The answer is larger than the call allows; it is dropped whole, never cut. */
	tooLarge: (name: string, maxBytes: number, httpStatus: number) => ({
		kind: 'contract',
		message: `${name}: the answer is larger than ${maxBytes} bytes`,
		remedy: 'Ask for less at once.',
		httpStatus,
	}),
	/** The answer is not what was asked for: HTML for JSON, a broken encoding, a redirect. */
	unexpectedAnswer: (message: string, facts: FailureFacts = {}) => ({
		kind: 'contract',
		message,
		remedy:
			'Try again later. If it stays, open the service in a browser: it may be down or ask for a check.',
		...facts,
	}),
	/** The account rests after a block, a captcha or many failures; nothing was sent. */
	resting: (name: string, until: string, reason: ServiceError, retryAfterMs: number) => ({
		kind: reason.kind,
		message: `${name}: the account rests until ${until}: ${reason.message}`,
		remedy: reason.remedy,
		code: reason.code,
		retryAfterMs,
		details: { sent: false },
		cause: reason,
	}),
	/** Why an account rests that nobody told to. */
	manyFailures: (count: number, last: { message: string; remedy?: string }) => ({
		kind: 'temporary',
		message: `${count} calls in a row failed, the last one with: ${last.message}`,
		remedy: `${last.remedy ?? 'The service is in trouble; run again later.'} Calls go on by themselves afterwards.`,
	}),
	/** The budget has no turn before the call gives up. */
	noCallsBefore: (name: string, until: string, reason: string, retryAfterMs: number) => ({
		kind: 'rateLimited',
		message: `${name}: no calls before ${until}, ${reason}`,
		remedy:
			'Nothing was sent. Wait until then, or run less often; where the service asks for the pause, lower the requests per minute in the credential.',
		retryAfterMs,
		details: { sent: false },
	}),
	/** Others were before it in the queue. */
	noTurn: (name: string) => ({
		kind: 'rateLimited',
		message: `${name}: no turn within the rate budget in time`,
		remedy:
			'Nothing was sent. Run less often or less at once, or raise the requests per minute if you may.',
		details: { sent: false },
	}),
	/** The caller gave up, or the client was closed. */
	cancelled: (message: string, facts: FailureFacts = {}) => ({
		kind: 'cancelled',
		message,
		remedy: 'Nothing to do: the call was given up on purpose.',
		...facts,
	}),
});
