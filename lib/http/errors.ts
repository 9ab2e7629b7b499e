import type { FailureKind, ServiceErrorOptions } from '../errors';
import { ServiceError } from '../errors';

type Details = Omit<ServiceErrorOptions, 'kind' | 'remedy'> & { remedy?: string };

/** A call that broke on its way. `sent` says whether the service may have received anything. */
export abstract class TransportError extends ServiceError {
	/** `false`: not one byte of the request left, so that even a write may be given again. */
	readonly sent: boolean;

	protected constructor(message: string, sent: boolean, options: ServiceErrorOptions) {
		super(message, { ...options, details: { ...options.details, sent } });
		this.sent = sent;
	}
}

/** No connection, or a connection that broke before the answer was complete. */
export class NetworkError extends TransportError {
	constructor(message: string, sent: boolean, options: Details = {}) {
		super(message, sent, {
			remedy: sent
				? 'Try again; if it keeps failing, check the connection of this machine to the service.'
				: 'Nothing was sent. Check the name, the network and the firewall of this machine, then try again.',
			...options,
			kind: 'network',
		});
	}
}

/** The user's proxy does not answer, refuses, or cannot reach the service. */
export class ProxyError extends TransportError {
	constructor(message: string, options: Details = {}) {
		super(message, false, {
			remedy:
				'Nothing was sent. Check address, login and balance of the proxy, or take it out of the credential.',
			...options,
			kind: 'proxy',
		});
	}
}

export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'total';

/** The service took longer than allowed; `phase` says with what. */
export class TimeoutError extends TransportError {
	constructor(
		message: string,
		readonly phase: TimeoutPhase,
		sent: boolean,
		options: Details = {},
	) {
		super(message, sent, {
			remedy: sent
				? 'Try again later; the service answers slowly.'
				: 'Nothing was sent. Check the network of this machine, then try again.',
			...options,
			kind: 'timeout',
		});
	}
}

/** A write that left this machine and whose result did not come back. */
export class OutcomeUnknownError extends ServiceError {
	constructor(message: string, options: Details = {}) {
		super(message, {
			remedy:
				'Look on the service whether it happened before you repeat it; it is not repeated by itself.',
			...options,
			kind: 'outcomeUnknown',
		});
	}
}

/** An address outside the service's own hosts, or one that hides where it goes. Nothing was sent. */
export class HostNotAllowedError extends ServiceError {
	constructor(message: string, options: Details = {}) {
		super(message, {
			remedy:
				'Use an address of the service itself; the simulator has to run on this machine (127.0.0.1, ::1 or localhost).',
			...options,
			kind: 'refusedLocally',
		});
	}
}

/** The answer is larger than the call allows; it is dropped whole, never cut. */
export class ResponseTooLargeError extends ServiceError {
	constructor(message: string, options: Details = {}) {
		super(message, { remedy: 'Ask for less at once.', ...options, kind: 'contract' });
	}
}

/** The answer is not what was asked for: HTML for JSON, a broken encoding, a redirect. */
export class UnexpectedAnswerError extends ServiceError {
	constructor(message: string, options: Details = {}) {
		super(message, {
			remedy:
				'Try again later. If it stays, open the service in a browser: it may be down or ask for a check.',
			...options,
			kind: 'contract',
		});
	}
}

/** The account rests after a block, a captcha or many failures; nothing was sent. */
export class RestingError extends ServiceError {
	constructor(message: string, kind: FailureKind, options: Details & { remedy: string }) {
		super(message, { ...options, kind });
	}
}

/** The caller gave up, or the client was closed. */
export class CancelledError extends ServiceError {
	constructor(message: string, options: Details = {}) {
		super(message, {
			remedy: 'Nothing to do: the call was given up on purpose.',
			...options,
			kind: 'cancelled',
		});
	}
}
