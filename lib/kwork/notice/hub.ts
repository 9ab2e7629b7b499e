import type { Closable } from '../../accounts';
import type { ServiceError } from '../../errors';
import type { Logger } from '../../log';
import { SocketConnection, type SocketConnectionOptions, type SocketStatus } from '../../socket';
import { decodeFrame, type NoticeEvent } from './codec';

/** One trigger. Handlers run inside the read loop of the socket: return at once. */
export interface NoticeSubscriber {
	onEvent(event: NoticeEvent): void;
	/** The socket came up, or was up already when the subscription began. */
	onConnected(): void;
	/** The socket is down and is tried again by itself. */
	onDown?(error: ServiceError): void;
}

export interface NoticeHubOptions extends Pick<
	SocketConnectionOptions,
	'timings' | 'backoff' | 'clock' | 'random'
> {
	/** The way to the account's channel, asked anew for every attempt. */
	route: SocketConnectionOptions['route'];
	logger?: Logger;
}

export interface NoticeStatus extends SocketStatus {
	subscribers: number;
	/** Name and time of the last event, without its data. */
	lastEvent?: { name: string; at: number };
}

/**
 * The one notice socket of an account, however many triggers listen. The first subscriber opens it,
 * the last one out closes it.
 */
export class KworkNoticeHub implements Closable {
	private readonly subscribers = new Set<NoticeSubscriber>();

	private connection?: SocketConnection;

	private lastEvent?: NoticeStatus['lastEvent'];

	constructor(private readonly options: NoticeHubOptions) {}

	/** @returns ends the subscription, and the socket with the last one; safe to call twice */
	subscribe(subscriber: NoticeSubscriber): () => Promise<void> {
		this.subscribers.add(subscriber);
		const connection = this.connection ?? this.connect();
		if (connection.status.state === 'open') subscriber.onConnected();
		return async () => {
			if (!this.subscribers.delete(subscriber) || this.subscribers.size > 0) return;
			await this.close();
		};
	}

	get status(): NoticeStatus {
		const socket = this.connection?.status ?? IDLE;
		return { ...socket, subscribers: this.subscribers.size, lastEvent: this.lastEvent };
	}

	async close(): Promise<void> {
		const connection = this.connection;
		this.connection = undefined;
		await connection?.close();
	}

	private connect(): SocketConnection {
		const connection = new SocketConnection({
			...this.options,
			name: 'kwork.notice',
			onOpen: () => this.tell((subscriber) => subscriber.onConnected()),
			onDown: (error) => this.tell((subscriber) => subscriber.onDown?.(error)),
			onMessage: (text) => this.receive(text),
		});
		this.connection = connection;
		connection.open();
		return connection;
	}

	private receive(text: string): void {
		const event = decodeFrame(text);
		if (!event) return;
		this.lastEvent = { name: event.name, at: this.connection?.status.lastMessageAt ?? 0 };
		this.tell((subscriber) => subscriber.onEvent(event));
	}

	private tell(message: (subscriber: NoticeSubscriber) => void): void {
		for (const subscriber of this.subscribers) {
			try {
				message(subscriber);
			} catch (error) {
				this.options.logger?.error('A Kwork trigger could not take an event', {
					reason: error instanceof Error ? error.name : 'unknown',
				});
			}
		}
	}
}

const IDLE: SocketStatus = { state: 'idle', since: 0, connections: 0, failures: 0 };
