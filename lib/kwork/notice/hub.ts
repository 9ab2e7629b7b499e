import type { Closable } from '../../accounts';
import type { ServiceError } from '../../errors';
import type { Logger } from '../../log';
import {
	SocketConnection,
	socketFailures,
	type SocketConnectionOptions,
	type SocketStatus,
} from '../../socket';
import type { Dialog, Message } from '../schemas/inbox';
import { decodeFrame, type NoticeEvent } from './codec';
import type { KworkMessageReader } from './reader';
import { SharedReads } from './sharedReads';

/** One trigger. Handlers run inside the read loop of the socket: return at once. */
export interface NoticeSubscriber {
	/** The way to the account's channel. One of the subscribers is asked before every attempt. */
	route: SocketConnectionOptions['route'];
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
	logger?: Logger;
}

export interface NoticeStatus extends SocketStatus {
	/** Triggers that listen. */
	listeners: number;
	/** Kwork's name of the last event, and when it came, ISO. */
	lastEvent: string | null;
	lastEventAt: string | null;
}

/**
 * The one notice socket of an account, however many triggers listen. The first subscriber opens it,
 * the last one out closes it.
 */
export class KworkNoticeHub implements Closable {
	private readonly subscribers = new Set<NoticeSubscriber>();

	private readonly dialogs = new SharedReads<Dialog>();

	private readonly messages = new SharedReads<Message>();

	private readonly conversations = new SharedReads<Message>();

	private readonly partners = new SharedReads<string>();

	private connection?: SocketConnection;

	private lastEvent?: { name: string; at: number };

	constructor(private readonly options: NoticeHubOptions = {}) {}

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

	/** The account's reader for one of several listeners: what all want at once is read once. */
	shared(reader: KworkMessageReader): KworkMessageReader {
		return {
			ownId: async () => await reader.ownId(),
			dialogs: ({ unreadOnly, withTracks, signal }) =>
				unreadOnly
					? reader.dialogs({ unreadOnly, withTracks, signal })
					: this.dialogs.follow(
							withTracks ? 'withTracks' : '',
							(common) => reader.dialogs({ withTracks, signal: common }),
							signal,
						),
			messages: (username, signal) =>
				this.messages.follow(username, (common) => reader.messages(username, common), signal),
			conversation: (username, signal) =>
				this.conversations.follow(
					username,
					(common) => reader.conversation(username, common),
					signal,
				),
			orderPartners: (signal) =>
				this.partners.follow('', (common) => reader.orderPartners(common), signal),
		};
	}

	get status(): NoticeStatus {
		const socket = this.connection?.status ?? IDLE;
		const { name, at } = this.lastEvent ?? {};
		return {
			...socket,
			listeners: this.subscribers.size,
			lastEvent: name ?? null,
			lastEventAt: at === undefined ? null : new Date(at).toISOString(),
		};
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
			route: async (signal) => {
				const [subscriber] = this.subscribers;
				if (!subscriber) throw socketFailures.closed();
				return await subscriber.route(signal);
			},
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
