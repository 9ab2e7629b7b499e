import type { IDataObject, ITriggerFunctions, ITriggerResponse, TriggerTime } from 'n8n-workflow';
import { isSubMinuteCron, NodeOperationError, toCronExpression } from 'n8n-workflow';
import { backoffDelay } from '../../../lib/backoff';
import { needsPerson } from '../../../lib/errors';
import type { Clock } from '../../../lib/time';
import { isServiceError, toActivationError, toNodeError } from '../errors';
import type { Library } from '../../shared/lib';
import { loadLib } from '../../shared/lib';
import { subjectOf } from '../subject';
import { redelivery } from './acknowledgement';
import { Batches, type PolledItem } from './batches';
import { FeedHost, type HostOptions } from './feedHost';
import { isPassing } from './outageAlarm';

/** One poll: what it may use, and what the polls before have left. */
export interface PollRound {
	/** What the polls before have left. */
	memory: IDataObject;
	/** When it began, by this machine's clock. */
	now: number;
	/** The time for this poll is nearly used up: return what there is. */
	enough(): boolean;
	signal: AbortSignal;
}

export interface PollResult {
	items: PolledItem[];
	/** Nothing was remembered: what is passed on now was there before. */
	isFirst: boolean;
	/** For the next poll; kept once n8n has what this one found. */
	memory: IDataObject;
}

/** What a service's polling node does, with its parameters read. */
export interface PollNode {
	title: string;
	options: HostOptions['settings'];
	/** Undefined: it is not time yet, nothing was asked. */
	poll(round: PollRound): Promise<PollResult | undefined>;
	/** For a test in the editor; remembers nothing. */
	sample(round: Pick<PollRound, 'now' | 'enough' | 'signal'>): Promise<PolledItem[]>;
}

/** Reads a node's parameters. */
type PollNodeFor = (context: ITriggerFunctions) => PollNode;

/** For tests. */
export interface PollOverrides {
	clock?: Clock;
	budgetMs?: number;
	enough?(): boolean;
}

/** Reading stops at the first part of it, requests end at the second. */
const BUDGET_MS = 2 * 60_000;
const STOP_READING = 0.6;
const STOP_REQUESTS = 0.9;
/** n8n gives a publication two minutes. */
const START_BOUND_MS = 60_000;
/** An execution that runs for so long without an end does not hold up the next poll. */
const RUN_PATIENCE_MS = 60_000;
const PART = 'polling';
/** With a key that was refused it is asked again after so long, then less and less often. */
const REFUSED = { baseMs: 60_000, capMs: 30 * 60_000 };

/**
 * Polls at the node's Poll Times. It is a trigger for n8n and no poll function, because only a
 * trigger learns whether n8n has stored an execution, and can have it refuse one that it has
 * (n8n.md 3.4): what a poll found counts as told only then.
 */
export async function startPolls(
	context: ITriggerFunctions,
	nodeFor: PollNodeFor,
	overrides: PollOverrides = {},
): Promise<ITriggerResponse> {
	const lib = await loadLib();
	try {
		const host = new PollHost(context, lib, nodeFor(context), overrides);
		if (context.getMode() === 'manual') {
			return { manualTriggerFunction: async () => await host.sample() };
		}
		const times = timesOf(context);
		await host.start();
		for (const expression of times) {
			context.helpers.registerCron({ expression }, () => void host.tick());
		}
		return { closeFunction: async () => await host.close() };
	} catch (error) {
		throw toActivationError(context.getNode(), error);
	}
}

function timesOf(context: ITriggerFunctions) {
	const { item = [] } = context.getNodeParameter('pollTimes', {}) as { item?: TriggerTime[] };
	const expressions = item.map(toCronExpression);
	if (!expressions.some(isSubMinuteCron)) return expressions;
	throw new NodeOperationError(context.getNode(), 'The polling interval is too short', {
		description: 'Choose at least one minute in "Poll Times".',
	});
}

/** One activation of one polling node; one poll at a time. */
class PollHost {
	private readonly host: FeedHost;

	private readonly batches: Batches;

	private readonly stopped = new AbortController();

	private readonly clock: Clock;

	private ticking?: Promise<void>;

	private refusals = 0;

	private refused?: { until: number; credentials: string };

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly lib: Library,
		private readonly node: PollNode,
		private readonly overrides: PollOverrides,
	) {
		const { title, options: settings } = node;
		this.clock = overrides.clock ?? lib.systemClock;
		const needsSuccess = settings.acknowledge === 'onSuccess';
		const patienceMs = needsSuccess ? undefined : RUN_PATIENCE_MS;
		const { clock } = this;
		const emitter = { awaitRun: true, needsSuccess, patienceMs };
		this.host = new FeedHost({ context, lib, clock, title, settings, emitter });
		this.batches = new Batches({
			emitter: this.host.emitter,
			memory: context.getWorkflowStaticData('node'),
			settings: redelivery(context, settings),
			clock,
			signal: this.stopped.signal,
		});
	}

	/** @throws what a person has to mend; a service that does not answer is waited for */
	async start(): Promise<void> {
		const bound = new AbortController();
		const late = this.clock.sleep(START_BOUND_MS, bound.signal).catch(() => {});
		const reading = this.read();
		let isStarting = true;
		this.ticking = reading
			.then(async (tell) => await tell())
			.catch(async (error: unknown) => {
				if (!isStarting || isPassing(error)) await this.failed(error);
			})
			.finally(() => (this.ticking = undefined));
		try {
			await Promise.race([reading, late]);
			isStarting = false;
		} catch (error) {
			if (isPassing(error)) return;
			await this.close();
			throw toActivationError(this.context.getNode(), error);
		} finally {
			bound.abort();
		}
	}

	/** Not while the poll before lasts: the next one reads what came in meanwhile. */
	async tick(): Promise<void> {
		if (this.ticking || this.stopped.signal.aborted) return;
		this.ticking = this.poll().finally(() => (this.ticking = undefined));
		await this.ticking;
	}

	async sample(): Promise<void> {
		try {
			const items = await this.node.sample(this.round());
			this.context.emit([items.map(({ json }) => ({ json }))]);
		} catch (error) {
			throw toNodeError(this.context.getNode(), error);
		}
	}

	async close(): Promise<void> {
		this.stopped.abort();
		await this.host.close(async () => {
			await Promise.all([this.ticking, this.host.emitter.settled()]);
			if (this.batches.isUnsaved) await this.host.emitter.store();
		});
	}

	private async poll(): Promise<void> {
		try {
			if (await this.isResting()) return;
			const tell = await this.read();
			await tell();
		} catch (error) {
			await this.failed(error);
		}
	}

	/** @returns tells what was found, and then keeps what is remembered */
	private async read(): Promise<() => Promise<void>> {
		const { handed, ...memory } = copyOf(this.context.getWorkflowStaticData('node'));
		const result = await this.node.poll({ ...this.round(), memory });
		if (!result) return async () => {};
		this.refusals = 0;
		this.refused = undefined;
		this.host.alarm.up(PART);
		const { items, isFirst, memory: next } = result;
		return async () => await this.batches.tell({ items, isFirst, handed, next });
	}

	private round() {
		const { clock, overrides } = this;
		const { budgetMs = BUDGET_MS } = overrides;
		const now = clock.now();
		const requests = AbortSignal.timeout(Math.max(0, Math.round(budgetMs * STOP_REQUESTS)));
		return {
			now,
			enough: overrides.enough ?? (() => clock.now() - now > budgetMs * STOP_READING),
			signal: AbortSignal.any([this.stopped.signal, requests]),
		};
	}

	private async failed(error: unknown): Promise<void> {
		if (this.stopped.signal.aborted) return;
		const { context, lib, node, clock } = this;
		const { message, description } = toNodeError(context.getNode(), error);
		context.logger.warn(`${node.title}: a poll failed, the next one tries again: ${message}`);
		const known = isServiceError(error)
			? error
			: new lib.ServiceError(message, { kind: 'contract', remedy: description ?? '' });
		this.host.alarm.down(PART, known);
		if (!needsPerson(known)) return;
		this.refusals += 1;
		const restMs = backoffDelay(this.refusals, REFUSED);
		this.refused = { until: clock.now() + restMs, credentials: await this.credentials() };
	}

	/** A refused key is not tried again at every poll; a changed one is tried at once. */
	private async isResting(): Promise<boolean> {
		const { refused } = this;
		if (!refused || this.clock.now() >= refused.until) return false;
		return refused.credentials === (await this.credentials());
	}

	private async credentials(): Promise<string> {
		const types = Object.keys(this.context.getNode().credentials ?? {});
		const read = async (type: string) => await this.context.getCredentials(type).catch(() => {});
		return subjectOf(await Promise.all(types.map(read)));
	}
}

/** n8n's memory tells n8n of every change, so a poll gets one of its own. */
const copyOf = (memory: IDataObject): IDataObject =>
	JSON.parse(JSON.stringify(memory)) as IDataObject;
