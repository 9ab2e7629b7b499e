import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { needsPerson } from '../../../lib/errors';
import type { Feed, FeedEvent, FeedState, Outcome } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import { isServiceError, toActivationError } from '../errors';
import { loadLib, type Library } from '../lib';
import { ParameterValueError, readerOf, type ParameterReader } from '../parameters';
import { FeedHost, START_BOUND_MS } from './feedHost';
import type { End, FeedAccount, FeedOf, Feeds, FeedsSettings, Hints } from './feeds';
import { isSettled, waitingFacts } from './waiting';

/** A trigger that listens: sources, hints and items are the service's, everything else is the host's. */
export function hostFeeds<
	Settings extends FeedsSettings,
	Account extends FeedAccount,
	Name extends string,
>(node: Feeds<Settings, Account, Name>) {
	return async function (this: ITriggerFunctions, testClock?: Clock): Promise<ITriggerResponse> {
		const lib = await loadLib();
		const clock = testClock ?? lib.systemClock;
		const begin = async () => {
			const listener = new Listener(node, this, lib, clock, settingsOf(node, this));
			try {
				await listener.start();
				return listener;
			} catch (error) {
				await listener.close();
				throw toActivationError(this.getNode(), error);
			}
		};
		if (this.getMode() !== 'manual') {
			const listener = await begin();
			return { closeFunction: async () => await listener.close() };
		}
		settingsOf(node, this);
		if (node.test) return node.test(this, lib);
		let beginning: ReturnType<typeof begin> | undefined;
		return {
			manualTriggerFunction: async () => {
				beginning = begin();
				await beginning;
			},
			// The user may stop the test while it still begins.
			closeFunction: async () => await (await beginning?.catch(() => undefined))?.close(),
		};
	};
}

function settingsOf<Settings extends FeedsSettings>(
	{ settings: read }: { settings(reader: ParameterReader): Settings },
	context: ITriggerFunctions,
): Settings {
	try {
		const settings = read(readerOf(context));
		if (settings.events.length > 0) return settings;
		throw new ParameterValueError(
			'"Events" is empty',
			'Choose at least one event, e.g. New Message.',
		);
	} catch (error) {
		throw toActivationError(context.getNode(), error);
	}
}

/** One activation of one trigger node. */
class Listener<Settings extends FeedsSettings, Account extends FeedAccount, Name extends string> {
	private readonly host: FeedHost;

	private readonly feeds: Hints<Name>['feeds'] = {};

	private account?: Account;

	private leave?: End;

	private isOver = false;

	/** When it began to listen. */
	private readonly since: number;

	constructor(
		private readonly node: Feeds<Settings, Account, Name>,
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private readonly clock: Clock,
		private readonly settings: Settings,
	) {
		this.since = clock.now();
		const { title, patienceMs, isUnordered } = node;
		const needsSuccess = settings.options.acknowledge === 'onSuccess';
		const isTest = context.getMode() === 'manual';
		const awaitRun = !isTest && (needsSuccess || !isUnordered?.(settings));
		const emitter = { awaitRun, needsSuccess, patienceMs: needsSuccess ? undefined : patienceMs };
		this.host = new FeedHost({ context, lib, clock, title, settings: settings.options, emitter });
	}

	/** @throws what a person has to mend; an unreachable service is waited for */
	async start(): Promise<void> {
		const { node, context, lib, clock, settings, host } = this;
		const account = await node.open(context, clock);
		this.account = account;
		const isOther = await this.isOtherAccount(account);
		const listening = { context, lib, clock, settings, account };
		const feedsOf = Object.entries(node.feeds(listening)) as Array<[Name, FeedOf<unknown>]>;
		for (const [name, feed] of feedsOf) {
			if (!settings.events.includes(name)) continue;
			const state = isOther || host.isTest ? undefined : host.stored(name);
			this.feeds[name] = this.feed(name, feed, state);
		}
		const { feeds } = this;
		const { alarm } = host;
		const emitOnce = (item: INodeExecutionData) =>
			host.isTest ? void this.emitTest(item) : host.emitter.emitOnce(item);
		this.leave = await node.hints({ feeds, alarm, emitOnce }, listening);
		await host.start();
		await account.settle?.();
	}

	/** Ends within a bound in every state; calling it again waits for the same end. */
	async close(): Promise<void> {
		this.isOver = true;
		await this.host.close(async () => await this.leave?.());
		this.account?.release();
		this.account = undefined;
	}

	private feed(name: Name, feed: FeedOf<unknown>, state: FeedState | undefined): Feed<unknown> {
		const { what, source, settings } = feed;
		return this.host.feed(name, {
			what,
			source,
			state,
			deliver: async (event, attempt, signal) => await this.deliver(feed, event, attempt, signal),
			onDown: () => void this.account?.reopen?.().catch(() => {}),
			settings,
		});
	}

	private async deliver(
		feed: FeedOf<unknown>,
		event: FeedEvent<unknown>,
		attempt: number,
		signal: AbortSignal,
	): Promise<Outcome> {
		const item = feed.item(event.payload);
		if (!item) return 'done';
		if (feed.isMessage) {
			const facts = waitingFacts(event, this.clock.now(), this.since);
			// One that failed was not settled when its turn came first.
			if (attempt === 1 && isSettled(facts, this.settings.options)) return 'done';
			Object.assign(item.json, facts);
		}
		if (this.host.isTest) return this.emitTest(item);
		return await this.host.emitter.emit([item], event.id, attempt, signal);
	}

	/** A test takes one event. */
	private emitTest(item: INodeExecutionData): Outcome {
		if (!this.isOver) this.context.emit([[item]]);
		void this.close();
		return 'done';
	}

	/** A wrong password has to fail the activation; a service that does not answer must not. */
	private async isOtherAccount(account: Account): Promise<boolean> {
		const { clock, context, node } = this;
		const bound = new AbortController();
		const late = clock.sleep(START_BOUND_MS, bound.signal).catch(() => {});
		const asking = account.ownId().then(
			(id) => ({ id, error: undefined }),
			(error: unknown) => ({ id: undefined, error }),
		);
		const answer = await Promise.race([asking, late]);
		bound.abort();
		const error = answer?.error;
		if (error !== undefined && (!isServiceError(error) || needsPerson(error))) throw error;
		if (answer?.id === undefined) {
			context.logger.warn(`${node.title}: the service does not answer yet, trying on`);
			return false;
		}
		if (this.host.isTest) return false;
		const { account: before } = context.getWorkflowStaticData('node');
		this.host.facts.account = answer.id;
		if (before === undefined || before === answer.id) return false;
		context.logger.warn(`${node.title}: the account is another one, it begins anew`);
		return true;
	}
}
