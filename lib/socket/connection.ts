import { ServiceError } from '../errors';
import type { SocketRoute } from '../http/sockets';
import { silentLogger, type Logger } from '../log';
import { systemClock, untilAborted, type Clock, type Random } from '../time';
import { backoffAfter, backoffDelay } from '../backoff';
import { failures } from './failures';
import { Link } from './link';
import type { SocketConnectionOptions, SocketState, SocketStatus, SocketTimings } from './types';

const TIMINGS: SocketTimings = {
	handshakeMs: 15_000,
	pingMs: 20_000,
	pongMs: 10_000,
	silenceMs: 180_000,
	stableMs: 60_000,
	closeMs: 2000,
};
const BACKOFF = { baseMs: 1000, capMs: 60_000 };
const MAX_PAYLOAD_BYTES = 1024 * 1024;

/**
 * A WebSocket that stays up: it connects, watches the link, and connects again for as long as it is
 * not closed, with a growing random wait in between. It only listens; nothing is ever sent besides
 * pings. Handlers of an old link never run, and none runs after `close()` was called.
 */
export class SocketConnection {
	private readonly timings: SocketTimings;

	private readonly clock: Clock;

	private readonly random: Random;

	private readonly logger: Logger;

	private readonly stopped = new AbortController();

	private readonly current: SocketStatus;

	private link?: Link;

	private closing?: Promise<void>;

	private answersPings = false;

	constructor(private readonly options: SocketConnectionOptions) {
		this.timings = { ...TIMINGS, ...options.timings };
		this.clock = options.clock ?? systemClock;
		this.random = options.random ?? Math.random;
		this.logger = options.logger ?? silentLogger;
		this.current = { state: 'idle', since: this.clock.now(), connections: 0, failures: 0 };
	}

	/** A copy of where the connection stands. */
	get status(): SocketStatus {
		return { ...this.current };
	}

	/** Starts connecting and returns at once. Further calls, and calls after `close()`, do nothing. */
	open(): void {
		if (this.current.state !== 'idle') return;
		this.current.downSince = this.clock.now();
		void this.run();
	}

	/** Ends everything in any state, within `closeMs`. Every call returns the same promise. */
	async close(): Promise<void> {
		this.closing ??= this.shut();
		await this.closing;
	}

	private async shut(): Promise<void> {
		this.enter('closed');
		this.stopped.abort();
		await this.link?.end();
	}

	private async run(): Promise<void> {
		const { signal } = this.stopped;
		while (!signal.aborted) {
			this.enter('connecting');
			const error = await this.connectOnce();
			if (signal.aborted) return;
			const delay = this.fail(error);
			await this.clock.sleep(delay, signal).catch(() => {});
		}
	}

	/** One attempt and, if it comes up, the whole life of its link. Answers why it ended. */
	private async connectOnce(): Promise<ServiceError> {
		const { signal } = this.stopped;
		let route: SocketRoute;
		try {
			// A route that is never found must not hold up `close()`.
			route = await untilAborted(this.options.route(signal), signal);
		} catch (error) {
			return asServiceError(error);
		}
		if (signal.aborted) return failures.closed();
		try {
			return await this.live(route);
		} catch (error) {
			// A route that `ws` cannot even read.
			return asServiceError(error);
		}
	}

	private async live(route: SocketRoute): Promise<ServiceError> {
		let openedAt: number | undefined;
		const link = new Link({
			route,
			timings: this.timings,
			maxPayloadBytes: this.options.maxPayloadBytes ?? MAX_PAYLOAD_BYTES,
			clock: this.clock,
			answersPings: this.answersPings,
			onOpen: () => {
				openedAt = this.clock.now();
				route.worked();
				this.opened();
			},
			onMessage: (text) => {
				this.current.lastMessageAt = this.clock.now();
				this.call('onMessage', () => this.options.onMessage(text));
			},
			onPong: () => {
				this.answersPings = true;
			},
		});
		this.link = link;
		const reason = await link.ended;
		this.link = undefined;
		if (this.stopped.signal.aborted) return reason;
		if (openedAt === undefined) route.failed();
		else if (this.clock.now() - openedAt >= this.timings.stableMs) this.current.failures = 0;
		return reason;
	}

	private opened(): void {
		this.current.connections += 1;
		this.current.downSince = undefined;
		this.enter('open');
		this.logger.debug(`${this.options.name}: connected`);
		this.call('onOpen', () => this.options.onOpen?.());
	}

	private fail(error: ServiceError): number {
		const { current, options } = this;
		current.failures += 1;
		current.lastError = error;
		current.downSince ??= this.clock.now();
		const backoff = backoffAfter(error, options.backoff ?? BACKOFF);
		const delay = backoffDelay(current.failures, backoff, this.random);
		this.enter('backoff');
		this.logger.debug(`${options.name}: down`, { reason: error.message, retryInMs: delay });
		this.call('onDown', () => options.onDown?.(error, delay));
		return delay;
	}

	private enter(state: SocketState): void {
		this.current.state = state;
		this.current.since = this.clock.now();
		this.call('onState', () => this.options.onState?.(this.status));
	}

	/** A handler that throws must not end the connection of everybody else. */
	private call(name: string, handler: () => void): void {
		try {
			handler();
		} catch (error) {
			this.logger.error(`${this.options.name}: ${name} failed`, {
				reason: error instanceof Error ? error.name : 'unknown',
			});
		}
	}
}

function asServiceError(error: unknown): ServiceError {
	if (error instanceof ServiceError) return error;
	return failures.notPrepared({ cause: error });
}
