import type { SocketRoute } from '../http/sockets';
import type { Logger } from '../log';
import type { Clock, Random } from '../time';
import type { ServiceError } from '../errors';
import type { BackoffOptions } from '../backoff';

/**
 * `idle` before `open()`, `connecting` until the handshake is done, `backoff` between two attempts,
 * `closed` for good.
 */
export type SocketState = 'idle' | 'connecting' | 'open' | 'backoff' | 'closed';

/** Milliseconds each. */
export interface SocketTimings {
	/** From the first byte to the finished handshake. */
	handshakeMs: number;
	/** Between two pings. */
	pingMs: number;
	/** For the answer to a ping, from a server that is known to answer. */
	pongMs: number;
	/** Without any frame, from a server that was never seen to answer a ping. */
	silenceMs: number;
	/** How long a link has to live until earlier failures are forgotten. */
	stableMs: number;
	/** For the other side to answer a close frame. */
	closeMs: number;
}

export interface SocketStatus {
	state: SocketState;
	/** When this state began. */
	since: number;
	/** When the last frame arrived, over all links. */
	lastMessageAt?: number;
	/** Links that came up so far. */
	connections: number;
	/** Failed attempts in a row. */
	failures: number;
	/** When the link was lost, or never came up; undefined while it is open. */
	downSince?: number;
	/** Why the last link or attempt ended. */
	lastError?: ServiceError;
}

export interface SocketHandlers {
	/** A text or binary frame, as text. Runs inside the read loop: return at once. */
	onMessage(text: string): void;
	/** The link is up, the first time or again: whatever was sent in between is missing. */
	onOpen?(): void;
	/** A link or an attempt ended; the next attempt follows in `retryInMs`. */
	onDown?(error: ServiceError, retryInMs: number): void;
	onState?(status: SocketStatus): void;
}

export interface SocketConnectionOptions extends SocketHandlers {
	/** What logs call the connection, e.g. `kwork.notice`. */
	name: string;
	/**
	 * Asked anew before every attempt, so that a new channel, token or proxy is taken up. The route
	 * comes from `lib/http`, which has checked the host.
	 */
	route(signal: AbortSignal): Promise<SocketRoute>;
	timings?: Partial<SocketTimings>;
	/** Default: 1 s, doubled up to 60 s. */
	backoff?: BackoffOptions;
	/** Default 1 MiB; a larger frame ends the link. */
	maxPayloadBytes?: number;
	clock?: Clock;
	random?: Random;
	logger?: Logger;
}
