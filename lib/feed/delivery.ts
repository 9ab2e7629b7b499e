import { backoffDelay } from '../backoff';
import { asError } from '../errors';
import type { Clock, Random } from '../time';
import { Slots } from './slots';
import type { Progress } from './state';
import type { FeedEvent, FeedOptions, FeedSettings } from './types';

const BACKOFF = { baseMs: 10_000, capMs: 300_000 };
/**
 * A delivery that an earlier life began so long ago is not made again: the receiver may have
 * forgotten by now that it had it. n8n keeps executions for 14 days, or fewer where it is told so.
 */
const RECEIVER_REMEMBERS_MS = 24 * 60 * 60_000;

export interface DeliveryOptions<T> extends Pick<FeedOptions<T>, 'deliver' | 'save' | 'onGivenUp'> {
	settings: FeedSettings;
	progress: Progress;
	clock: Clock;
	random: Random;
	signal: AbortSignal;
	/** An event that counted as delivered was not: its key is to be read again. */
	again(key: string): void;
}

/** Hands events on: in order or not, again after a failure, and with a last word when nothing helps. */
export class Delivery<T> {
	private readonly slots: Slots;

	/** Events that a life before this one had begun with, and those it had begun with long ago. */
	private readonly unfinished: ReadonlySet<string>;

	private readonly longAgo: ReadonlySet<string>;

	constructor(private readonly options: DeliveryOptions<T>) {
		const { progress, settings, clock } = options;
		const { attempts = {}, begun = {} } = progress.toJSON();
		this.slots = new Slots(settings.parallel);
		this.unfinished = new Set(Object.keys(attempts));
		const old = Object.entries(begun).filter(([, at]) => clock.now() - at > RECEIVER_REMEMBERS_MS);
		this.longAgo = new Set(old.map(([id]) => id));
	}

	/** Delivers events of one key, oldest first. Rejects when the feed is stopped. */
	async all(events: ReadonlyArray<FeedEvent<T>>): Promise<void> {
		if (this.options.settings.order === 'key') {
			for (const [index, event] of events.entries()) {
				await this.one(event);
				// Own messages behind the next one are done already; the floor must not jump over it.
				this.options.progress.settle(event.key, events[index + 1]);
			}
			return;
		}
		const ends = await Promise.allSettled(events.map(async (event) => await this.one(event)));
		// Not before all have ended: what is still under way must not be begun again.
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
	}

	private async one(event: FeedEvent<T>): Promise<void> {
		const { progress, settings, clock, random, signal } = this.options;
		const mayFail = settings.redeliveries > 0;
		let attempt = Math.max(1, progress.attemptsOf(event.id));
		if (settings.redeliverUnfinished && this.unfinished.has(event.id)) attempt += 1;
		else if (this.longAgo.has(event.id)) return progress.markDone(event.key, event.id, event);
		for (let failures = 0; ; attempt += 1) {
			const outcome = await this.slots.run(async () => {
				signal.throwIfAborted();
				progress.noteBegun(event.id, clock.now());
				if (mayFail) progress.noteAttempt(event.id, attempt);
				else if (settings.doneBeforehand) progress.markDone(event.key, event.id, event);
				this.options.save(progress.toJSON());
				progress.runs.begin(event.key);
				const delivered = await this.options
					.deliver(event, attempt, signal)
					.catch((error: unknown): never => {
						progress.runs.end(event.key, clock.now());
						throw asError(error);
					});
				if (typeof delivered !== 'object') progress.runs.end(event.key, clock.now());
				return delivered;
			});
			if (typeof outcome === 'object') return this.hold(event, outcome.kept);
			// Also while the feed is stopped: what is known now must not be done again afterwards.
			if (outcome === 'done') break;
			failures += 1;
			if (failures > settings.redeliveries) {
				this.options.onGivenUp?.(event, failures);
				break;
			}
			// Noted now, because this attempt is over: after a restart the next one is due.
			progress.noteAttempt(event.id, attempt + 1);
			await clock.sleep(backoffDelay(failures, BACKOFF, random), signal);
		}
		progress.markDone(event.key, event.id, event);
	}

	private hold(event: FeedEvent<T>, kept: Promise<unknown>): void {
		const { progress, again, settings, clock } = this.options;
		const ended = () => progress.runs.end(event.key, clock.now());
		void kept.then(ended, ended);
		if (!settings.doneBeforehand) progress.hold(event.key, event);
		void kept.then(
			() => progress.markDone(event.key, event.id, event),
			() => {
				progress.markUndone(event.key, event);
				again(event.key);
			},
		);
	}
}
