import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Application, ChatMessage, WebhookHint } from '../../../lib/avito';
import type { Feed, FeedSource, FeedState } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import { redelivery } from '../../shared/acknowledgement';
import { Emitter } from '../../shared/emitter';
import { toNodeError } from '../../shared/errors';
import type { Library } from '../../shared/lib';
import { loadLib } from '../../shared/lib';
import type { AvitoAccount } from '../context';
import { openAvito } from '../context';
import type { EventKind } from './items';
import { eventItem } from './items';
import type { TriggerSettings } from './parameters';
import { readSettings, sourceOptions } from './parameters';
import { secretsOf } from './subscription';

const START_BOUND_MS = 10_000;
const CLOSE_BOUND_MS = 5000;
/** An application to a vacancy with a chatbot appears up to an hour after its time (avito.md 3.6). */
const LATE_APPLICATION_MS = 70 * 60_000;
/** A run that nobody waits for holds up the next event of its chat so long, and a burst. */
const RUN_PATIENCE_MS = 60_000;

export const inboxKey = (workflowId: string, nodeId: string): string =>
	`avito-trigger:${workflowId}:${nodeId}`;

/** Starts delivering events; in a manual test it hands on the one that the webhook brought. */
export async function listen(
	this: ITriggerFunctions,
	testClock?: Clock,
): Promise<ITriggerResponse> {
	const lib = await loadLib();
	try {
		const settings = readSettings((name, fallback) => this.getNodeParameter(name, fallback));
		if (this.getMode() === 'manual') return testRun(this, lib);
		const listener = new Listener(this, lib, settings, testClock ?? lib.systemClock);
		await listener.start();
		return { closeFunction: async () => await listener.close() };
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function inboxOf(context: ITriggerFunctions, lib: Library) {
	const key = inboxKey(context.getWorkflow().id ?? '', context.getNode().id);
	return { key, inbox: lib.accounts.get(key, lib.WebhookInbox, () => new lib.WebhookInbox()) };
}

function testRun(context: ITriggerFunctions, lib: Library): ITriggerResponse {
	return {
		async manualTriggerFunction() {
			const { inbox } = inboxOf(context, lib);
			const item = inbox.test as INodeExecutionData | undefined;
			inbox.test = undefined;
			if (item) context.emit([[item]]);
		},
		closeFunction: async () => {},
	};
}

/** One activation of one trigger node: a feed for each kind of event. */
class Listener {
	private readonly stopped = new AbortController();

	private readonly messages?: Feed<ChatMessage>;

	private readonly applications?: Feed<Application>;

	private account?: AvitoAccount;

	private readonly emitter: Emitter;

	private readonly holds: Array<() => void> = [];

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private readonly settings: TriggerSettings,
		private readonly clock: Clock,
	) {
		const options = sourceOptions(settings.options);
		const needsSuccess = settings.options.acknowledge === 'onSuccess';
		const patienceMs = needsSuccess ? undefined : RUN_PATIENCE_MS;
		this.emitter = new Emitter(context, { awaitRun: true, needsSuccess, patienceMs, clock });
		const api = () => {
			if (this.account) return this.account.client.api;
			throw new NodeOperationError(context.getNode(), 'The account is not open yet');
		};
		if (settings.events.includes('newMessage')) {
			const source = new lib.MessageFeedSource(api, options.messages);
			this.messages = this.feed('message', source, 60_000);
		}
		if (settings.events.includes('newApplication')) {
			const source = new lib.ApplicationFeedSource(api, clock, options.applications);
			this.applications = this.feed('application', source, LATE_APPLICATION_MS);
		}
	}

	/** @throws what a person has to mend; an unreachable Avito is waited for */
	async start(): Promise<void> {
		this.account = await openAvito(this.context);
		const { key } = this.account.connection;
		const { key: inboxName, inbox } = inboxOf(this.context, this.lib);
		for (const name of [key, `${key}:session`, `${key}:tokens`, inboxName]) {
			this.holds.push(this.lib.accounts.hold(name));
		}
		try {
			const messages = await this.messages?.start(START_BOUND_MS);
			if (messages) this.save('message', messages);
			const applications = await this.applications?.start(START_BOUND_MS);
			if (applications) this.save('application', applications);
			await this.account.settle?.();
		} catch (error) {
			await this.close();
			throw toNodeError(this.context.getNode(), error);
		}
		inbox.secrets = await secretsOf(this.context);
		inbox.receive = (hint) => this.receive(hint);
	}

	/** Ends within a bound; calling it again is harmless. */
	async close(): Promise<void> {
		this.stopped.abort();
		const { inbox } = inboxOf(this.context, this.lib);
		inbox.receive = undefined;
		inbox.secrets = undefined;
		const bound = new AbortController();
		const late = this.clock.sleep(CLOSE_BOUND_MS, bound.signal).catch(() => {});
		const ends = [
			this.messages?.stop(),
			this.applications?.stop(),
			this.emitter.settled(CLOSE_BOUND_MS),
		];
		await Promise.race([Promise.allSettled(ends), late]);
		bound.abort();
		for (const letGo of this.holds.splice(0)) letGo();
	}

	private receive(hint: WebhookHint): void {
		if (hint.kind === 'message') this.messages?.hint(hint.chatId);
		if (hint.kind === 'application') this.applications?.hint(hint.applicationId);
	}

	private feed<T extends object>(
		kind: EventKind,
		source: FeedSource<T>,
		overlapMs: number,
	): Feed<T> {
		const { catchUpMinutes = 5 } = this.settings.options;
		return new this.lib.Feed<T>({
			source,
			state: this.lib.readFeedState(this.stored(kind)),
			save: (state) => this.save(kind, state),
			deliver: async ({ id, payload }, attempt, signal) => {
				const item = eventItem(this.lib, kind, payload, this.settings.output);
				return await this.emitter.emit(item, id, attempt, signal);
			},
			onGivenUp: ({ id }, attempts) => this.emitter.giveUp(id, attempts),
			settings: {
				overlapMs,
				sweepMs: Math.max(1, catchUpMinutes) * 60_000,
				parallel: 20,
				...redelivery(this.context, this.settings.options),
			},
			clock: this.clock,
			logger: this.context.logger,
		});
	}

	private stored(kind: EventKind): unknown {
		return this.context.getWorkflowStaticData('node')[kind];
	}

	/** n8n stores static data when something is emitted, so the cursor is set right before it. */
	private save(kind: EventKind, state: FeedState): void {
		this.context.getWorkflowStaticData('node')[kind] = { ...state };
	}
}
