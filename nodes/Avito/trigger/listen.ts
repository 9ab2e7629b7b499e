import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Application, ChatMessage, WebhookHint } from '../../../lib/avito';
import type { Feed, FeedSource } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import { toActivationError } from '../../shared/errors';
import { FeedHost } from '../../shared/events/feedHost';
import type { Library } from '../../shared/lib';
import { loadLib } from '../../shared/lib';
import type { AvitoAccount } from '../context';
import { openAvito } from '../context';
import type { EventKind } from './items';
import { eventItem } from './items';
import type { TriggerSettings } from './parameters';
import { readSettings, sourceOptions } from './parameters';
import { secretsOf } from './subscription';

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
		throw toActivationError(this.getNode(), error);
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

/** What cannot be read when it is down, as it is told. */
const WHAT = {
	message: 'reading of messages',
	application: 'reading of applications',
	resume: 'reading of resumes',
};

/** One activation of one trigger node: a feed for each kind of event. */
class Listener {
	private readonly host: FeedHost;

	private readonly messages?: Feed<ChatMessage>;

	private readonly applications?: Feed<Application>;

	private account?: AvitoAccount;

	private readonly holds: Array<() => void> = [];

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private readonly settings: TriggerSettings,
		clock: Clock,
	) {
		const options = sourceOptions(settings.options);
		const needsSuccess = settings.options.acknowledge === 'onSuccess';
		const patienceMs = needsSuccess ? undefined : RUN_PATIENCE_MS;
		this.host = new FeedHost({
			context,
			lib,
			clock,
			title: 'Avito Trigger',
			settings: settings.options,
			emitter: { awaitRun: true, needsSuccess, patienceMs },
		});
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
		const { inbox } = inboxOf(this.context, this.lib);
		try {
			this.account = await openAvito(this.context);
			this.hold(this.account);
			await this.host.start();
			await this.account.settle?.();
			inbox.secrets = await secretsOf(this.context);
		} catch (error) {
			await this.close();
			throw toActivationError(this.context.getNode(), error);
		}
		inbox.receive = (hint) => this.receive(hint);
	}

	/** Ends within a bound; calling it again is harmless. */
	async close(): Promise<void> {
		const { inbox } = inboxOf(this.context, this.lib);
		inbox.receive = undefined;
		inbox.secrets = undefined;
		await this.host.close();
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
		const sweepMs = Math.max(1, catchUpMinutes) * 60_000;
		return this.host.feed<T>(kind, {
			what: WHAT[kind],
			source,
			state: this.host.stored(kind),
			deliver: async ({ id, payload }, attempt, signal) => {
				const item = eventItem(this.lib, kind, payload, this.settings.output);
				return await this.host.emitter.emit([item], id, attempt, signal);
			},
			onDown: () => void this.reopen().catch(() => {}),
			settings: { overlapMs, sweepMs, parallel: 20 },
		});
	}

	/** The credential may have got a new secret since; with another key it may be another account. */
	private async reopen(): Promise<void> {
		const account = await openAvito(this.context);
		const isOther = account.connection.key !== this.account?.connection.key;
		if (!isOther || account.account !== this.account?.account) return;
		this.hold(account);
		this.account = account;
	}

	private hold({ connection: { key } }: AvitoAccount): void {
		const { key: inboxName } = inboxOf(this.context, this.lib);
		for (const letGo of this.holds.splice(0)) letGo();
		for (const name of [key, `${key}:session`, `${key}:tokens`, inboxName]) {
			this.holds.push(this.lib.accounts.hold(name));
		}
	}
}
