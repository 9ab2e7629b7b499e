import { codeOf, ServiceError, type FailureKind, type ServiceErrorOptions } from '../errors';

/** A socket that did not come up or did not stay up. The connection tries again by itself. */
export class SocketError extends ServiceError {
	constructor(
		message: string,
		kind: FailureKind,
		options: Partial<Omit<ServiceErrorOptions, 'kind'>> = {},
	) {
		super(message, {
			remedy:
				'The connection is tried again by itself. If it stays down, check the network, the proxy and whether the service is reachable.',
			...options,
			kind,
		});
	}
}

/** The link broke, or never came up. Its text may hold an address with secrets. */
export function brokenLink(error: Error): SocketError {
	const code = codeOf(error);
	return new SocketError(`The event connection broke${code ? ` (${code})` : ''}`, 'network', {
		code,
	});
}

/** The server answered the handshake with an ordinary HTTP status. */
export function refusedHandshake(status: number): SocketError {
	const kind =
		status === 401 || status === 403 ? 'forbidden' : status === 429 ? 'rateLimited' : 'temporary';
	return new SocketError(`The service refused the event connection with HTTP ${status}`, kind, {
		httpStatus: status,
	});
}

export function closedByServer(code: number): SocketError {
	return new SocketError(`The event connection was closed by the other side (${code})`, 'network', {
		code,
	});
}
