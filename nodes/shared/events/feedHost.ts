import type { IDataObject, ITriggerFunctions } from 'n8n-workflow';
import type { Feed, FeedOptions, FeedState } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import type { Library } from '../../shared/lib';
import type { Acknowledgement } from './acknowledgement';
import { redelivery } from './acknowledgement';
import type { EmitterOptions } from './emitter';
import { Emitter } from './emitter';
import { OutageAlarm } from './outageAlarm';

/** The service is waited for so long when a trigger starts. */
export const START_BOUND_MS = 10_000;
const CLOSE_BOUND_MS = 5000;
const DEFAULT_OUTAGE_MINUTES = 15;

export interface HostOptions {
	context: ITriggerFunctions;
	lib: Library;
	clock: Clock;
	/** The trigger's name, for what is told. */
	title: string;
	settings: Acknowledgement & { outageMinutes?: number };
	emitter: Omit<EmitterOptions, 'clock'>;
}

type Hosted<T> = Pick<FeedOptions<T>, 'source' | 'deliver' | 'settings' | 'state'> & {
	/** What cannot be read when it is down, in words. */
	what: string;
	/** It cannot be read; called for every attempt that fails. */
	onDown?(): void;
};

/** What the triggers of all services share: executions, memory, the outage alarm, start and end. */
export class FeedHost {
	readonly isTest: boolean;

	readonly emitter: Emitter;

	readonly alarm: OutageAlarm;

	/** Kept in n8n's memory with every place of a feed. */
	readonly facts: IDataObject = {};

	private readonly feeds = new Map<string, Feed<unknown>>();

	private closing?: Promise<void>;

	constructor(private readonly options: HostOptions) {
		const { context, clock, title, settings, emitter } = options;
		const { outageMinutes = DEFAULT_OUTAGE_MINUTES } = settings;
		this.isTest = context.getMode() === 'manual';
		this.emitter = new Emitter(context, { ...emitter, clock });
		this.alarm = new OutageAlarm({
			afterMs: this.isTest ? 0 : outageMinutes * 60_000,
			clock,
			raise: (part, error, downMs) => {
				const minutes = Math.round(downMs / 60_000);
				const since = minutes > 0 ? ` for ${minutes} minutes` : '';
				this.emitter.report(
					`${title}: the ${part} has been down${since}: ${error.message}`,
					`${error.remedy} Missed events are caught up on afterwards.`,
				);
			},
		});
	}

	/** What n8n has stored under a name; undefined for anything that is no place of a feed. */
	stored(name: string): FeedState | undefined {
		const { context, lib, title } = this.options;
		const saved = this.memory[name];
		const state = lib.readFeedState(saved);
		if (saved !== undefined && !state) {
			context.logger.warn(`${title}: what it remembered cannot be read, it begins anew`);
		}
		return state;
	}

	/** A feed that keeps its place under a name; a test remembers nothing. */
	feed<T>(name: string, { what, onDown, ...hosted }: Hosted<T>): Feed<T> {
		const { context, lib, clock, settings } = this.options;
		const feed = new lib.Feed<T>({
			...hosted,
			save: (state) => this.save(name, state),
			onGivenUp: ({ id }, attempts) => this.emitter.giveUp(id, attempts),
			onTrouble: (error, part) => {
				const down = part === 'list' ? what : `${what} in part`;
				if (!error) return this.alarm.up(down);
				this.alarm.down(down, error);
				onDown?.();
			},
			settings: { ...hosted.settings, ...(this.isTest ? {} : redelivery(context, settings)) },
			clock,
			logger: context.logger,
		});
		this.feeds.set(name, feed);
		return feed;
	}

	/** @throws ServiceError what a person has to mend; an unreachable service is waited for */
	async start(): Promise<void> {
		for (const [name, feed] of this.feeds) {
			const state = await feed.start(START_BOUND_MS);
			if (state) this.save(name, state);
		}
	}

	/**
	 * Ends within a bound in every state; calling it again waits for the same end.
	 *
	 * @param leave ends besides the feeds, e.g. of a socket
	 */
	async close(leave?: () => Promise<void>): Promise<void> {
		this.closing ??= this.shut(leave);
		await this.closing;
	}

	private async shut(leave?: () => Promise<void>): Promise<void> {
		const { clock } = this.options;
		this.alarm.close();
		const bound = new AbortController();
		const late = clock.sleep(CLOSE_BOUND_MS, bound.signal).catch(() => {});
		await Promise.race([Promise.allSettled([leave?.(), this.end()]), late]);
		bound.abort();
	}

	/** What is known by now of the last executions is stored, so that none of them is repeated. */
	private async end(): Promise<void> {
		const feeds = [...this.feeds.values()];
		await Promise.allSettled([
			...feeds.map(async (feed) => await feed.stop()),
			this.emitter.settled(),
		]);
		if (this.isTest) return;
		const before = JSON.stringify(this.memory);
		for (const [name, feed] of this.feeds) if (feed.state) this.save(name, feed.state);
		if (JSON.stringify(this.memory) !== before) await this.emitter.store();
	}

	/** n8n stores its memory when something is emitted, so a place is set right before that. */
	private save(name: string, state: FeedState): void {
		if (!this.isTest) Object.assign(this.memory, { [name]: { ...state }, ...this.facts });
	}

	private get memory(): IDataObject {
		return this.options.context.getWorkflowStaticData('node');
	}
}
