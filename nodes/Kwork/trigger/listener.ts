import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import type { Feed, FeedEvent, FeedState, Outcome } from '../../../lib/feed';
import type { IncomingMessage, NoticeEvent } from '../../../lib/kwork/notice';
import type { Clock } from '../../../lib/time';
import { FeedHost, START_BOUND_MS } from '../../shared/events/feedHost';
import { isPassing } from '../../shared/events/outageAlarm';
import type { Library } from '../../shared/lib';
import type { TriggerAccount } from './account';
import { eventItem, messageItem } from './output';
import { SOCKET_EVENTS, type TriggerSettings } from './parameters';

/** What can be down, as it is told. */
const SOCKET = 'connection';
const READING = 'reading of dialogs';

/** One activation of one trigger node. */
export class Listener {
	private readonly host: FeedHost;

	private readonly stopped = new AbortController();

	private feed?: Feed<IncomingMessage>;

	private leave?: () => Promise<void>;

	/** 0 until Kwork has told it; own messages then cost a look into the dialog and nothing else. */
	private ownId = 0;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private readonly settings: TriggerSettings,
		private readonly account: TriggerAccount,
		private readonly clock: Clock,
	) {
		const { acknowledge, order } = settings.options;
		const needsSuccess = acknowledge === 'onSuccess';
		const isTest = context.getMode() === 'manual';
		const awaitRun = !isTest && (needsSuccess || order !== 'none');
		this.host = new FeedHost({
			context,
			lib,
			clock,
			title: 'Kwork Trigger',
			settings: settings.options,
			emitter: { awaitRun, needsSuccess },
		});
	}

	/** @throws ServiceError when the account cannot be used; not when the network is down */
	async start(): Promise<void> {
		await this.checkAccount();
		if (this.settings.events.includes('newMessage')) this.feed = this.makeFeed();
		this.leave = this.account.hub.subscribe({
			route: async (signal) => await this.account.route(signal),
			onConnected: () => {
				this.host.alarm.up(SOCKET);
				this.feed?.connected();
			},
			onDown: (error) => this.host.alarm.down(SOCKET, error),
			onEvent: (event) => this.receive(event),
		});
		await this.host.start();
	}

	/** Ends within a bound in every state; calling it again waits for the same end. */
	async close(): Promise<void> {
		this.stopped.abort();
		await this.host.close(this.leave);
		this.account.release();
	}

	/** A wrong password has to fail the activation; an unreachable Kwork must not. */
	private async checkAccount(): Promise<void> {
		const bound = new AbortController();
		const late = this.clock.sleep(START_BOUND_MS, bound.signal).catch(() => {});
		const asking = this.account.reader.ownId().then(
			(id) => {
				this.ownId = this.account.ownId = id;
				this.host.facts.account = id;
			},
			(error: unknown) => error,
		);
		const error = await Promise.race([asking, late]);
		bound.abort();
		if (error === undefined) return;
		if (!isPassing(error)) throw error;
		this.context.logger.warn('Kwork Trigger: Kwork does not answer yet, trying on');
	}

	private receive(event: NoticeEvent): void {
		const { events } = this.settings;
		const name = SOCKET_EVENTS[event.name];
		if (events.includes('any') || (name !== undefined && events.includes(name))) {
			const item = eventItem(event, this.clock.now());
			if (this.host.isTest) this.emitTest(item);
			else this.host.emitter.emitOnce(item);
		}
		const hint = this.lib.messageHint(event, this.ownId);
		if (hint === 'somewhere') this.feed?.connected();
		else if (hint) this.feed?.hint(hint.username);
	}

	private makeFeed(): Feed<IncomingMessage> {
		const { order, parallel, start } = this.settings.options;
		return this.host.feed<IncomingMessage>('feed', {
			what: READING,
			source: new this.lib.KworkMessageSource(() => this.account.reader),
			state: this.host.isTest ? undefined : this.saved(),
			deliver: async (event, attempt, signal) => await this.deliver(event, attempt, signal),
			settings: {
				order: order === 'none' ? 'none' : 'key',
				parallel: Math.max(1, parallel ?? 10),
				start: start ?? 'now',
			},
		});
	}

	private async deliver(
		event: FeedEvent<IncomingMessage>,
		attempt: number,
		signal: AbortSignal,
	): Promise<Outcome> {
		const { filters, options } = this.settings;
		const { plainText, matchesFilter } = this.lib;
		const { isFirst, message } = event.payload;
		const item = messageItem(event.payload, { plainText, raw: options.raw });
		const { from_id: userId, from_username: username } = message;
		const text = String(item.json.text);
		if (!matchesFilter({ text, isFirst, userId, username }, filters)) return 'done';
		if (this.host.isTest) return this.emitTest(item);
		return await this.host.emitter.emit([item], event.id, attempt, signal);
	}

	/** A test takes one event. */
	private emitTest(item: INodeExecutionData): Outcome {
		if (!this.stopped.signal.aborted) this.context.emit([[item]]);
		void this.close();
		return 'done';
	}

	/** A cursor of another account says nothing about this one: all its messages would be news. */
	private saved(): FeedState | undefined {
		const { account } = this.context.getWorkflowStaticData('node');
		const another = this.ownId !== 0 && account !== undefined && account !== this.ownId;
		if (!another) return this.host.stored('feed');
		this.context.logger.warn('Kwork Trigger: the account is another one, it begins anew');
		return undefined;
	}
}
