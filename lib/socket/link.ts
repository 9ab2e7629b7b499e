import { WebSocket, type RawData } from 'ws';
import type { ServiceError } from '../errors';
import type { SocketRoute } from '../http/sockets';
import type { Clock } from '../time';
import { failures } from './failures';
import type { SocketTimings } from './types';

export interface LinkOptions {
	route: SocketRoute;
	timings: SocketTimings;
	maxPayloadBytes: number;
	clock: Clock;
	/** The other side is known to answer pings, so that a missing pong means a dead link. */
	answersPings: boolean;
	onOpen(): void;
	onMessage(text: string): void;
	onPong(): void;
}

/**
 * One WebSocket from handshake to end. All handlers are attached before the handshake starts, so
 * that a frame that arrives together with the handshake's answer is not lost. Once `ended` has
 * settled, or `end` was called, no handler is called any more.
 */
export class Link {
	/** Settles with the reason when the link is over; never rejects. */
	readonly ended: Promise<ServiceError>;

	private readonly socket: WebSocket;

	private readonly watch = new AbortController();

	private current = true;

	private lastHeardAt: number;

	private answersPings: boolean;

	private finish: (reason: ServiceError) => void = () => {};

	constructor(private readonly options: LinkOptions) {
		const { route, maxPayloadBytes, clock } = options;
		this.ended = new Promise((resolve) => (this.finish = resolve));
		this.lastHeardAt = clock.now();
		this.answersPings = options.answersPings;
		this.socket = new WebSocket(route.url, {
			agent: route.agent,
			lookup: route.lookup,
			ca: route.ca,
			maxPayload: maxPayloadBytes,
			perMessageDeflate: false,
			followRedirects: false,
		});
		this.attach();
		void this.watchHandshake();
	}

	/** Ends the link within `closeMs`: a close frame first, then the axe. */
	async end(): Promise<void> {
		const { clock, timings } = this.options;
		const wasOpen = this.socket.readyState === WebSocket.OPEN;
		this.stop(failures.closed());
		if (!wasOpen) return this.socket.terminate();
		const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
		const bound = new AbortController();
		this.socket.close(1000);
		await Promise.race([closed, clock.sleep(timings.closeMs, bound.signal).catch(() => {})]);
		bound.abort();
		this.socket.terminate();
	}

	private attach(): void {
		const { socket, options } = this;
		socket.on('open', () => {
			if (!this.current) return;
			this.heard();
			options.onOpen();
			void this.watchSilence();
		});
		socket.on('message', (data) => {
			if (!this.current) return;
			this.heard();
			options.onMessage(textOf(data));
		});
		socket.on('ping', () => this.heard());
		socket.on('pong', () => {
			this.heard();
			this.answersPings = true;
			if (this.current) options.onPong();
		});
		socket.on('unexpected-response', (request, response) => {
			response.resume();
			request.destroy();
			this.drop(failures.refused(response.statusCode ?? 0));
		});
		// Stays attached for good: a late error of a dead socket must not end the process.
		socket.on('error', (error) => this.drop(failures.broken(error)));
		socket.on('close', (code) => this.drop(failures.closedByServer(code)));
	}

	private async watchHandshake(): Promise<void> {
		const { clock, timings } = this.options;
		await clock.sleep(timings.handshakeMs, this.watch.signal).catch(() => {});
		if (this.socket.readyState !== WebSocket.CONNECTING) return;
		this.drop(failures.notUpInTime());
	}

	/**
	 * A network that drops a connection without a word leaves a socket that looks open and says
	 * nothing. Pings find it; a server that never answers them gets the longer bound.
	 */
	private async watchSilence(): Promise<void> {
		const { clock, timings } = this.options;
		while (this.current) {
			await clock.sleep(timings.pingMs, this.watch.signal).catch(() => {});
			if (!this.current) return;
			const asked = clock.now();
			this.socket.ping(() => {});
			await clock.sleep(timings.pongMs, this.watch.signal).catch(() => {});
			if (!this.current || this.lastHeardAt >= asked) continue;
			if (this.answersPings || clock.now() - this.lastHeardAt >= timings.silenceMs) {
				this.drop(failures.silent());
			}
		}
	}

	private heard(): void {
		this.lastHeardAt = this.options.clock.now();
	}

	private drop(reason: ServiceError): void {
		if (!this.current) return;
		this.stop(reason);
		this.socket.terminate();
	}

	private stop(reason: ServiceError): void {
		this.current = false;
		this.watch.abort();
		this.finish(reason);
	}
}

function textOf(data: RawData): string {
	if (Buffer.isBuffer(data)) return data.toString('utf8');
	return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)).toString('utf8');
}
