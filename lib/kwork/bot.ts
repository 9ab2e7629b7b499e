import { ServiceError } from '../errors';
import { Feed, type FeedEvent, type FeedState } from '../feed';
import { silentLogger, type Logger } from '../log';
import { systemClock, type Clock } from '../time';
import type { KworkClient } from './client';
import type { SentMessage } from './endpoints/messageSender';
import { failures } from './failures';
import {
	KworkMessageSource,
	KworkNoticeHub,
	matchesFilter,
	messageHint,
	readerOf,
	type IncomingMessage,
	type NoticeEvent,
} from './notice';
import type { Message } from './schemas/inbox';
import { plainText } from './text';

/** Which messages a handler is for; the first filter that is set decides (kwork.md 7.1). */
export interface BotFilter {
	/** Only the first message of a dialog. */
	onStart?: boolean;
	/** The whole text, letter case aside. */
	text?: string;
	/** A whole word of the text, letter case aside: "бот" is not in "боты". */
	textContains?: string;
}

/** How long an answer pretends to be thought about and typed. */
export type Pace = 'fixed' | 'byLength';

export type BotHandler = (message: BotMessage) => unknown;

export interface KworkBotOptions {
	client: KworkClient;
	/** The account's socket, where others listen, too; the bot makes its own when absent. */
	hub?: KworkNoticeHub;
	/** What `save` was given in an earlier life: messages of the time between are handled, too. */
	state?: FeedState;
	save?: (state: FeedState) => void;
	/** A handler failed. The message counts as handled. */
	onError?: (error: unknown, message: BotMessage) => void;
	clock?: Clock;
	logger?: Logger;
}

const THINKING_MS = 2000;
const TYPING_MS = 2000;

/** A message to the bot, and the ways to answer it. */
export class BotMessage {
	/** As a person reads it. */
	readonly text: string;

	readonly messageId: number;

	readonly userId?: number;

	readonly username?: string;

	constructor(
		/** As Kwork sends it. */
		readonly raw: Message,
		/** Nothing older is in the dialog. */
		readonly isFirst: boolean,
		private readonly parts: { client: KworkClient; signal: AbortSignal },
	) {
		this.text = plainText(raw.message ?? '');
		this.messageId = raw.message_id;
		this.userId = raw.from_id;
		this.username = raw.from_username;
	}

	/** Answers at once, in the personal dialog. */
	async fastAnswer(text: string): Promise<SentMessage> {
		return await this.parts.client.messages.send(
			{ userId: this.sender(), text },
			this.parts.signal,
		);
	}

	/**
	 * Answers as a person would: waits 2 s, shows that it types, types, sends.
	 *
	 * @param pace `fixed` types for 2 s whatever the text, `byLength` as long as the text takes
	 */
	async answerSimulation(text: string, pace: Pace = 'fixed'): Promise<SentMessage> {
		const { client, signal } = this.parts;
		const typingMs = pace === 'fixed' ? TYPING_MS : pace;
		await client.messages.simulateTyping(
			{ userId: this.sender(), text },
			{ pauseMs: THINKING_MS, typingMs, signal },
		);
		return await this.fastAnswer(text);
	}

	private sender(): number {
		if (this.userId !== undefined) return this.userId;
		throw failures.senderMissing();
	}
}

/**
 * Answers messages as they come in: handlers are tried in the order in which they were added, and
 * the first that fits runs. Messages of one dialog are handled one after another; a lost or doubled
 * event of the socket changes nothing, because messages are read from the dialogs.
 */
export class KworkBot {
	private readonly handlers: Array<{ filter: BotFilter; handler: BotHandler }> = [];

	private readonly clock: Clock;

	private readonly logger: Logger;

	private readonly hub: KworkNoticeHub;

	private running?: { feed: Feed<IncomingMessage>; leave: () => Promise<void> };

	constructor(private readonly options: KworkBotOptions) {
		const { clock = systemClock, logger = silentLogger } = options;
		this.clock = clock;
		this.logger = logger;
		this.hub = options.hub ?? new KworkNoticeHub({ logger });
	}

	/** Adds a handler; without a filter it takes everything, so add such a one last. */
	onMessage(handler: BotHandler): this;
	onMessage(filter: BotFilter, handler: BotHandler): this;
	onMessage(first: BotFilter | BotHandler, second?: BotHandler): this {
		if (typeof first === 'function') this.handlers.push({ filter: {}, handler: first });
		else if (second) this.handlers.push({ filter: first, handler: second });
		return this;
	}

	/**
	 * Begins to listen. Without a saved state only messages from now on are handled.
	 *
	 * @throws ServiceError when there is no handler, or the account cannot be used
	 */
	async start(): Promise<void> {
		if (this.running) return;
		if (this.handlers.length === 0) throw failures.botWithoutHandler();
		const { client, state, save = () => {} } = this.options;
		const { id: ownId } = await client.account.identity();
		const reader = readerOf(client);
		const feed = new Feed<IncomingMessage>({
			source: new KworkMessageSource(() => reader),
			state,
			save,
			deliver: async (event, _attempt, signal) => {
				await this.handle(event, signal);
				return 'done';
			},
			clock: this.clock,
			logger: this.logger,
		});
		const leave = this.hub.subscribe({
			route: async (signal) => await client.noticeRoute(signal),
			onConnected: () => feed.connected(),
			onEvent: (event) => hint(feed, event, ownId),
		});
		this.running = { feed, leave };
		const beginning = await feed.start();
		if (beginning) save(beginning);
	}

	/** Stops listening; settles when no handler runs any more. */
	async stop(): Promise<void> {
		const running = this.running;
		this.running = undefined;
		await Promise.all([running?.leave(), running?.feed.stop()]);
	}

	private async handle(event: FeedEvent<IncomingMessage>, signal: AbortSignal): Promise<void> {
		const { message: raw, isFirst } = event.payload;
		const message = new BotMessage(raw, isFirst, { client: this.options.client, signal });
		const fitting = this.handlers.find(({ filter }) => fits(message, filter));
		try {
			await fitting?.handler(message);
		} catch (error) {
			const kind = error instanceof ServiceError ? error.kind : 'unknown';
			this.logger.error('A handler of the Kwork bot failed', { messageId: raw.message_id, kind });
			this.options.onError?.(error, message);
		}
	}
}

function hint(feed: Feed<IncomingMessage>, event: NoticeEvent, ownId: number): void {
	const where = messageHint(event, ownId);
	if (where === 'somewhere') feed.connected();
	else if (where) feed.hint(where.username);
}

/** Filters are not combined: the first one that is set decides alone. */
function fits(message: BotMessage, filter: BotFilter): boolean {
	const { text, isFirst } = message;
	const { onStart, text: whole, textContains } = filter;
	if (onStart) return isFirst;
	if (whole) return matchesFilter({ text, isFirst }, { text: whole });
	if (textContains) return matchesFilter({ text, isFirst }, { words: [textContains] });
	return true;
}
