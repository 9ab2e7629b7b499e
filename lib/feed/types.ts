import type { ServiceError } from '../errors';
import type { Logger } from '../log';
import type { Clock, Random } from '../time';
import type { FeedState } from './state';

/** Where an event lies within its key: by time, then by the service's own counter. */
export interface Position {
	/** Milliseconds since 1970, by the service's clock. */
	time: number;
	/** Unique within the key and growing with time, e.g. the message id. */
	sequence: number;
}

export interface FeedEvent<T> extends Position {
	/** The same for every copy of the event. */
	id: string;
	/** Events of one key are delivered in their order, e.g. the dialog. */
	key: string;
	payload: T;
	/** Counts as done without being delivered, e.g. an own message. */
	skip?: boolean;
	/** The account's own message: an answer to what came before it in its thread. */
	own?: boolean;
	/** Where a key holds several conversations: which one it belongs to. */
	thread?: string;
	/** Set by the feed: when the account answered it, by something that no execution had sent. */
	answeredAt?: number;
	/** The user has not seen it yet; asked for by the starting point `unread` only. */
	unread?: boolean;
}

/**
 * A service's history. Live events may be lost, doubled, late or out of order, so they are taken as
 * a hint that a key has news; what is delivered is always read from here.
 */
export interface FeedSource<T> {
	/** Time of the latest event of all, or undefined when there is none. */
	newest(signal: AbortSignal): Promise<number | undefined>;
	/** Keys with an event at or after `since`, latest first, each with the time of its latest event. */
	changed(since: number, signal: AbortSignal): AsyncIterable<{ key: string; time: number }>;
	/**
	 * The oldest `limit` events of a key behind `after`, oldest first. `complete` is false when there
	 * are more.
	 */
	read(
		key: string,
		after: Position,
		limit: number,
		signal: AbortSignal,
	): Promise<{ events: Array<FeedEvent<T>>; complete: boolean }>;
	/** Time of the oldest unread event, or undefined when everything was read. */
	oldestUnread?(signal: AbortSignal): Promise<number | undefined>;
}

/**
 * `failed`: to be delivered again where the acknowledgement asks for it. `kept`: the next one may
 * follow, but that the receiver has this one is known only when the promise settles. Until then it
 * is not saved as done, and after a rejection it is delivered again.
 */
export type Outcome = 'done' | 'failed' | { kept: Promise<unknown> };

/** What can fail by itself: the list that tells which keys have news, and the events of some key. */
export type Part = 'list' | 'events';

export interface FeedOptions<T> {
	source: FeedSource<T>;
	/** What an earlier life has saved; undefined the first time. */
	state?: FeedState;
	/**
	 * Called right before every delivery with everything that was done until then. The event that is
	 * about to be delivered is not in it: after a crash it comes again, with the same id.
	 */
	save(state: FeedState): void;
	/**
	 * Hands one event on; settles when the next one of its key may follow. Must end when `signal`
	 * aborts.
	 *
	 * @param attempt 1 for the first delivery
	 */
	deliver(event: FeedEvent<T>, attempt: number, signal: AbortSignal): Promise<Outcome>;
	/** Called once for an event that failed as often as it may; it counts as done then. */
	onGivenUp?(event: FeedEvent<T>, attempts: number): void;
	/** Reading a part failed; it is tried again by itself. Undefined: that part works again. */
	onTrouble?(error: ServiceError | undefined, part: Part): void;
	settings?: Partial<FeedSettings>;
	clock?: Clock;
	random?: Random;
	logger?: Logger;
}

export interface FeedSettings {
	/** `key`: one event of a key after the other. `none`: at once, as far as `parallel` goes. */
	order: 'key' | 'none';
	/** Keys that are worked on at once, and with order `none` events, too. */
	parallel: number;
	/** How often a failed event is delivered again; 0 with acknowledgement at once. */
	redeliveries: number;
	/** An earlier life died while an event was worked on: deliver it as a new attempt. */
	redeliverUnfinished: boolean;
	/**
	 * Save an event as done before it is delivered. For a receiver that does not know what it had: a
	 * restart then doubles nothing, but a death within that very moment loses the event. Not with
	 * redeliveries.
	 */
	doneBeforehand: boolean;
	/** How much later than its time an event may turn up and still be found. */
	overlapMs: number;
	/** Every so often the service is asked for news that no live event has told. */
	sweepMs: number;
	/** Where to begin the first time. */
	start: 'now' | 'unread';
	/** Events held per key; a longer backlog is read from its newest end once per batch. */
	batch: number;
	/** Keys that wait; beyond that they are forgotten and found again by asking the service. */
	waitingKeys: number;
}
