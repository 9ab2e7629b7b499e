import { codeOf } from '../errors';
import { defineFailures } from '../failures';

const TRIED_AGAIN =
	'The connection is tried again by itself, after a longer wait each time. If it stays down, check the network, the proxy and whether the service is reachable.';

/** Why a socket did not come up or did not stay up. The connection tries again by itself. */
export const failures = defineFailures('socket', {
	/** The link broke, or never came up. The error's own text may hold an address with secrets. */
	broken: (error: Error) => {
		const code = codeOf(error);
		return {
			kind: 'network',
			message: `The event connection broke${code ? ` (${code})` : ''}`,
			remedy: TRIED_AGAIN,
			code,
		};
	},
	/** The server answered the handshake with an ordinary HTTP status. */
	refused: (httpStatus: number) => ({
		kind:
			httpStatus === 401 || httpStatus === 403
				? 'forbidden'
				: httpStatus === 429
					? 'rateLimited'
					: 'temporary',
		message: `The service refused the event connection with HTTP ${httpStatus}`,
		remedy: TRIED_AGAIN,
		httpStatus,
	}),
	closedByServer: (code: number) => ({
		kind: 'network',
		message: `The event connection was closed by the other side (${code})`,
		remedy: TRIED_AGAIN,
		code,
	}),
	notUpInTime: {
		kind: 'timeout',
		message: 'The event connection did not come up in time',
		remedy: TRIED_AGAIN,
	},
	silent: {
		kind: 'timeout',
		message: 'The event connection fell silent',
		remedy: TRIED_AGAIN,
	},
	/** There is not even an address to go to. */
	notPrepared: {
		kind: 'network',
		message: 'The event connection could not be prepared',
		remedy: TRIED_AGAIN,
	},
	closed: {
		kind: 'cancelled',
		message: 'The event connection was closed',
		remedy: 'Nothing to do: nobody listens any more.',
	},
});
