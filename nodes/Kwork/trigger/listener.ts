import type { INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import type { ServiceError } from '../../../lib/errors';
import type { Feed, FeedEvent, FeedState, Outcome } from '../../../lib/feed';
import type { IncomingMessage, NoticeEvent } from '../../../lib/kwork/notice';
import type { Clock } from '../../../lib/time';
import { redelivery } from '../../shared/acknowledgement';
import { Emitter } from '../../shared/emitter';
import { toNodeError } from '../../shared/errors';
import type { Library } from '../../shared/lib';
import type { TriggerAccount } from './account';
import { OutageAlarm } from './alarm';
import { eventItem, messageItem } from './output';
import { SOCKET_EVENTS, type TriggerSettings } from './parameters';

const START_BOUND_MS = 10_000;
const CLOSE_BOUND_MS = 5000;

/** One activation of one trigger node. */
export class Listener {
	private readonly manual: boolean;

	private readonly emitter: Emitter;

	private readonly alarms: { socket: OutageAlarm; reading: OutageAlarm };

	private readonly stopped = new AbortController();

	private feed?: Feed<IncomingMessage>;

	private leave?: () => Promise<void>;

	private closing?: Promise<void>;

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
		this.manual = context.getMode() === 'manual';
		this.emitter = new Emitter(context, {
			awaitRun: !this.manual && (acknowledge === 'onSuccess' || order !== 'none'),
			needsSuccess: acknowledge === 'onSuccess',
			clock,
		});
		this.alarms = { socket: this.alarm('connection'), reading: this.alarm('reading of dialogs') };
	}

	/** @throws ServiceError when the account cannot be used; not when the network is down */
	async start(): Promise<void> {
		await this.checkAccount();
		if (this.settings.events.includes('newMessage')) this.feed = this.makeFeed();
		this.leave = this.account.hub.subscribe({
			route: async (signal) => await this.account.route(signal),
			onConnected: () => {
				this.alarms.socket.up();
				this.feed?.connected();
			},
			onDown: (error) => this.alarms.socket.down(error),
			onEvent: (event) => this.receive(event),
		});
		const state = await this.feed?.start(START_BOUND_MS);
		if (state) this.save(state);
	}

	/** Ends within a bound in every state; calling it again waits for the same end. */
	async close(): Promise<void> {
		this.closing ??= this.shut();
		await this.closing;
	}

	private async shut(): Promise<void> {
		this.stopped.abort();
		this.alarms.socket.up();
		this.alarms.reading.up();
		const bound = new AbortController();
		const late = this.clock.sleep(CLOSE_BOUND_MS, bound.signal).catch(() => {});
		const ends = [this.leave?.(), this.feed?.stop(), this.emitter.settled(CLOSE_BOUND_MS)];
		await Promise.race([Promise.allSettled(ends), late]);
		bound.abort();
		this.account.release();
	}

	/** A wrong password has to fail the activation; an unreachable Kwork must not. */
	private async checkAccount(): Promise<void> {
		const bound = new AbortController();
		const late = this.clock.sleep(START_BOUND_MS, bound.signal).catch(() => {});
		const asking = this.account.reader.ownId().then(
			(id) => void (this.ownId = this.account.ownId = id),
			(error: unknown) => error,
		);
		const error = await Promise.race([asking, late]);
		bound.abort();
		if (error === undefined) return;
		if (!isTemporary(error)) throw toNodeError(this.context.getNode(), error);
		this.context.logger.warn('Kwork Trigger: Kwork does not answer yet, trying on');
	}

	private receive(event: NoticeEvent): void {
		const { events } = this.settings;
		const name = SOCKET_EVENTS[event.name];
		if (events.includes('any') || (name !== undefined && events.includes(name))) {
			const item = eventItem(event, this.clock.now());
			if (this.manual) this.emitTest(item);
			else this.emitter.emitOnce(item);
		}
		const hint = this.lib.messageHint(event, this.ownId);
		if (hint === 'somewhere') this.feed?.connected();
		else if (hint) this.feed?.hint(hint.username);
	}

	private makeFeed(): Feed<IncomingMessage> {
		const { order, parallel, start } = this.settings.options;
		return new this.lib.Feed<IncomingMessage>({
			source: new this.lib.KworkMessageSource(() => this.account.reader),
			state: this.manual ? undefined : this.saved(),
			save: (state) => this.save(state),
			deliver: async (event, attempt, signal) => await this.deliver(event, attempt, signal),
			onGivenUp: (event, attempts) => this.emitter.giveUp(event.id, attempts),
			onTrouble: (error) => (error ? this.alarms.reading.down(error) : this.alarms.reading.up()),
			settings: {
				order: order === 'none' ? 'none' : 'key',
				parallel: Math.max(1, parallel ?? 10),
				...(this.manual ? {} : redelivery(this.context, this.settings.options)),
				start: start ?? 'now',
			},
			clock: this.clock,
			logger: this.context.logger,
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
		if (this.manual) return this.emitTest(item);
		return await this.emitter.emit(item, event.id, attempt, signal);
	}

	/** A test takes one event. */
	private emitTest(item: INodeExecutionData): Outcome {
		if (!this.stopped.signal.aborted) this.context.emit([[item]]);
		void this.close();
		return 'done';
	}

	/** A cursor of another account says nothing about this one: all its messages would be news. */
	private saved(): FeedState | undefined {
		const { feed, account } = this.context.getWorkflowStaticData('node');
		const another = this.ownId !== 0 && account !== undefined && account !== this.ownId;
		if (!another) return this.lib.readFeedState(feed);
		this.context.logger.warn('Kwork Trigger: the account is another one, it begins anew');
		return undefined;
	}

	/** n8n stores static data when something is emitted, so the cursor is set right before it. */
	private save(state: FeedState): void {
		if (this.manual) return;
		const memory = this.context.getWorkflowStaticData('node');
		memory.feed = { ...state };
		if (this.ownId !== 0) memory.account = this.ownId;
	}

	private alarm(what: string): OutageAlarm {
		const afterMs = (this.settings.options.outageMinutes ?? 15) * 60_000;
		return new OutageAlarm({
			afterMs: this.manual ? 0 : afterMs,
			clock: this.clock,
			raise: (error: ServiceError, downMs) => {
				const since = downMs > 0 ? ` for ${Math.round(downMs / 60_000)} minutes` : '';
				const message = `Kwork Trigger: the ${what} has been down${since}: ${error.message}`;
				this.emitter.report(message, `${error.remedy} Missed messages are caught up afterwards.`);
			},
		});
	}
}

function isTemporary(error: unknown): boolean {
	const kind = error instanceof Error && 'kind' in error ? error.kind : undefined;
	return ['network', 'proxy', 'timeout', 'temporary', 'rateLimited', 'contract', 'blocked'].some(
		(one) => one === kind,
	);
}
