import { setMaxListeners } from 'node:events';
import { ServiceError } from '../errors';
import { systemClock, type Clock, type Random } from '../time';
import { beginEventually, beginWithin, readBackoff } from './beginning';
import { Delivery } from './delivery';
import { drain } from './drain';
import { Rest } from './rest';
import { Progress, type FeedState } from './state';
import { Sweep } from './sweep';
import { Trouble } from './trouble';
import type { FeedOptions, FeedSettings } from './types';

export const FEED_DEFAULTS: FeedSettings = {
	order: 'key',
	parallel: 10,
	redeliveries: 0,
	redeliverUnfinished: false,
	doneBeforehand: false,
	overlapMs: 60_000,
	sweepMs: 300_000,
	start: 'now',
	batch: 500,
	waitingKeys: 5000,
};
/** So many done events remembered one by one call for a round that makes them one floor. */
const REMEMBERED_BEFORE_SWEEP = 500;
const EARLY_SWEEP_INTERVAL_MS = 30_000;

/**
 * Delivers every event of a source, each key in order, whatever happens to connection and process
 * (docs/architecture.md). Live events only say where to look (`hint`); after a connection came up
 * (`connected`), and now and then anyway, the source is asked which keys have news. What is
 * delivered is always read from the source, after the cursor and up to its end, so a lost, doubled
 * or late live event changes nothing.
 *
 * A delivery may happen twice in one case: the process died after it and before the next one saved
 * the cursor. The event has the same id then, and the receiver refuses it.
 */
export class Feed<T> {
	private readonly settings: FeedSettings;

	private readonly clock: Clock;

	private readonly random: Random;

	private readonly trouble: Trouble;

	private readonly stopped = new AbortController();

	/** Keys with news, in the order in which they got it. */
	private readonly waiting = new Set<string>();

	private readonly busy = new Map<string, Promise<void>>();

	/** Keys that could not be read, with the number of failures. */
	private readonly failing = new Map<string, number>();

	private readonly rest: Rest;

	private progress?: Progress;

	private delivery?: Delivery<T>;

	private sweep?: Sweep;

	private sweeping?: Promise<void>;

	private beginning?: Promise<void>;

	private sweepWanted = true;

	private sweptAt = 0;

	constructor(private readonly options: FeedOptions<T>) {
		this.settings = { ...FEED_DEFAULTS, ...options.settings };
		this.clock = options.clock ?? systemClock;
		this.random = options.random ?? Math.random;
		this.trouble = new Trouble(options);
		const { clock, random } = this;
		const over = () => this.connected();
		this.rest = new Rest({ clock, random, signal: this.stopped.signal, over });
		// One listener per key that is worked on; that many are no leak.
		setMaxListeners(0, this.stopped.signal);
	}

	/**
	 * Starts delivering. Without a saved state the service is asked where "now" is; when it does not
	 * answer within `withinMs`, this machine's clock decides. What is unread is asked for until the
	 * service answers; delivering starts then.
	 *
	 * @returns the state to save at once; undefined while nobody knows where to begin
	 * @throws ServiceError of kind `authentication` or `captcha`, which no waiting heals
	 */
	async start(withinMs = 10_000): Promise<FeedState | undefined> {
		const { settings, clock, random } = this;
		const { source, save, state } = this.options;
		if (state) return this.begin(state);
		const { signal } = this.stopped;
		const onFailure = (error: unknown) => this.trouble.begin('list', error);
		const options = { ...settings, clock, random, signal, onFailure };
		const beginning = await beginWithin(withinMs, source, options);
		if (beginning) return this.begin(beginning);
		this.beginning = beginEventually(source, options).then((late) => {
			if (!late || signal.aborted) return;
			this.trouble.end('list');
			save(this.begin(late));
		});
		return undefined;
	}

	private begin(state: FeedState): FeedState {
		const { stopped, settings, clock, random } = this;
		const progress = new Progress(state, settings.overlapMs);
		const { signal } = stopped;
		this.progress = progress;
		const again = (key: string) => this.hint(key);
		const parts = { settings, progress, clock, random, signal, again };
		this.delivery = new Delivery({ ...this.options, ...parts });
		void this.sweepRegularly();
		this.pump();
		return progress.toJSON();
	}

	/** A key has, or may have, news. */
	hint(key: string): void {
		if (this.stopped.signal.aborted) return;
		if (this.waiting.size < this.settings.waitingKeys) this.waiting.add(key);
		else this.sweepWanted = true;
		this.pump();
	}

	/** Anything may have happened: the connection was down, or an event does not say where. */
	connected(): void {
		this.sweepWanted = true;
		this.pump();
	}

	/** Figures for a status page. */
	get status(): { waiting: number; busy: number; failing: number; floor?: number } {
		return {
			waiting: this.waiting.size,
			busy: this.busy.size,
			failing: this.failing.size,
			floor: this.progress?.since,
		};
	}

	/** What is done until now; undefined while nobody knows where to begin. */
	get state(): FeedState | undefined {
		return this.progress?.toJSON();
	}

	/** Stops everything; settles when no delivery is under way any more. */
	async stop(): Promise<void> {
		this.stopped.abort();
		await Promise.all([...this.busy.values(), this.sweeping, this.beginning]);
	}

	private async sweepRegularly(): Promise<void> {
		const { signal } = this.stopped;
		while (!signal.aborted) {
			await this.clock.sleep(this.settings.sweepMs, signal).catch(() => {});
			this.connected();
		}
	}

	/** Gives every free slot a key, and starts a round of asking where one is wanted. */
	private pump(): void {
		const { progress, delivery, stopped } = this;
		if (!progress || !delivery || stopped.signal.aborted) return;
		if (this.rest.isOn) return;
		if (this.sweepWanted && !this.sweeping) {
			this.sweepWanted = false;
			this.sweptAt = this.clock.now();
			this.sweeping = this.ask(progress, stopped.signal).finally(() => {
				this.sweeping = undefined;
				this.pump();
			});
		}
		if (this.sweeping && this.rest.isCareful) return;
		for (const key of this.waiting) {
			if (this.busy.size >= this.settings.parallel) return;
			if (this.busy.has(key)) continue;
			const work = this.serve(key, progress, delivery).finally(() => {
				this.busy.delete(key);
				this.pump();
			});
			this.busy.set(key, work);
		}
	}

	/** Lists the keys with news, for as long as it takes. */
	private async ask(progress: Progress, signal: AbortSignal): Promise<void> {
		for (let failures = 1; !signal.aborted; failures += 1) {
			const unfinished = [...this.waiting, ...this.busy.keys(), ...this.failing.keys()];
			const sweep = new Sweep(this.settings.overlapMs, unfinished);
			this.sweep = sweep;
			for (const key of progress.leftBehind) {
				sweep.list(key);
				this.waiting.add(key);
			}
			try {
				for await (const { key, time } of this.options.source.changed(progress.since, signal)) {
					signal.throwIfAborted();
					sweep.add(key, time);
					progress.saw(time);
					this.waiting.add(key);
					this.pump();
				}
				sweep.complete();
				this.trouble.end('list');
				if (this.waiting.size + this.busy.size === 0) this.rest.end();
				this.settle(progress);
				return;
			} catch (error) {
				if (signal.aborted) return;
				this.trouble.begin('list', error);
				if (this.rest.after(error)) return;
				await this.clock.sleep(readBackoff(failures, error, this.random), signal).catch(() => {});
			}
		}
	}

	private async serve(key: string, progress: Progress, delivery: Delivery<T>): Promise<void> {
		const { signal } = this.stopped;
		const { source } = this.options;
		const { batch } = this.settings;
		const now = () => this.clock.now();
		try {
			do {
				this.waiting.delete(key);
				await drain(key, { source, batch, progress, delivery, now, signal });
			} while (this.waiting.has(key));
			this.read(key);
			this.rest.end();
			this.sweep?.drained(key);
			this.settle(progress);
		} catch (error) {
			if (signal.aborted) return;
			if (error instanceof ServiceError && error.kind === 'notFound') {
				// A hint may name anything; a dialog that the service does list is tried at every sweep.
				this.read(key);
				if (this.sweep?.missing(key)) this.trouble.begin('events', error);
				return this.settle(progress);
			}
			const failures = (this.failing.get(key) ?? 0) + 1;
			this.failing.set(key, failures);
			this.trouble.begin('events', error);
			if (this.rest.after(error)) return this.hint(key);
			void this.clock
				.sleep(readBackoff(failures, error, this.random), signal)
				.then(() => this.hint(key))
				.catch(() => {});
		}
	}

	/** A key is no longer one that cannot be read. */
	private read(key: string): void {
		this.failing.delete(key);
		if (this.failing.size === 0) this.trouble.end('events');
	}

	private settle(progress: Progress): void {
		const { target, unreadable } = this.sweep ?? {};
		if (target !== undefined) {
			this.sweep = undefined;
			progress.raise(target, unreadable);
		}
		const due = this.clock.now() - this.sweptAt >= EARLY_SWEEP_INTERVAL_MS;
		if (due && progress.remembered > REMEMBERED_BEFORE_SWEEP) this.connected();
	}
}
