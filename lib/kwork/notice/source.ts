import { comparePositions, type FeedEvent, type FeedSource, type Position } from '../../feed';
import { isTrack, type Dialog, type Message } from '../schemas/inbox';
import { OrderTimes } from './orderTimes';
import type { KworkMessageReader } from './reader';

/** A message of the other side. */
export interface IncomingMessage {
	message: Message;
	/** Nothing older is in the dialog; in an order's chat that is not looked for. */
	isFirst: boolean;
}

/**
 * Kwork has two stores of messages with a person: personal ones and those in orders. Each is a
 * history of its own, because the ids of one may be those of the other (kwork.md 12.1).
 */
export interface MessageStore {
	/** Those in orders; personal ones without it. */
	orders?: boolean;
	/** Both are wanted: personal ones are read together with the others, by the same requests. */
	together?: boolean;
	/** An earlier source has seen that the list of dialogs tells of orders. */
	orderTimesKnown?: boolean;
}

/** A dialog that moves up while the list is read is found by reading the list again. */
const LIST_ROUNDS = 5;

/** So many older ones in a row end a reading: one with an odd time must not hide what lies behind. */
const OLDER_IN_A_ROW = 10;

/**
 * The messages of an account as the source of a feed; a key is the login of the other side.
 * Dialogs come latest first, and messages are read from the newest page back (kwork.md section 8).
 */
export class KworkMessageSource implements FeedSource<IncomingMessage> {
	private readonly orderTimes = new OrderTimes();

	/** Rows of both stores are read. */
	private readonly withTracks: boolean;

	private readonly orders: boolean;

	constructor(
		private readonly reader: () => KworkMessageReader,
		{ orders = false, together = false, orderTimesKnown = false }: MessageStore = {},
	) {
		this.orders = orders;
		this.orderTimes.areListed = orderTimesKnown;
		this.withTracks = orders || together;
	}

	/** The list of dialogs was seen to tell of orders. */
	get orderTimesKnown(): boolean {
		return this.orderTimes.areListed;
	}

	async newest(signal: AbortSignal): Promise<number | undefined> {
		let newest: number | undefined;
		let listed = 0;
		for await (const dialog of this.dialogs(signal)) {
			newest = Math.max(newest ?? 0, timeOf(dialog) ?? 0);
			if (++listed >= OLDER_IN_A_ROW) break;
		}
		for await (const username of this.unlisted(signal)) {
			for await (const row of this.rows(username, signal)) {
				newest = Math.max(newest ?? 0, timeOf(row) ?? 0);
				break;
			}
		}
		return newest;
	}

	private dialogs(signal: AbortSignal, unreadOnly?: boolean): AsyncIterable<Dialog> {
		return this.reader().dialogs({ unreadOnly, withTracks: this.withTracks, signal });
	}

	/** Of these the list of dialogs may not tell that they have news. */
	private async *unlisted(signal: AbortSignal): AsyncIterable<string> {
		if (this.orders && !this.orderTimes.areListed) yield* this.reader().orderPartners(signal);
	}

	private rows(username: string, signal: AbortSignal): AsyncIterable<Message> {
		const reader = this.reader();
		if (!this.withTracks) return reader.messages(username, signal);
		return this.orderTimes.watch(username, reader.conversation(username, signal));
	}

	private isOwnStore(message: Message): boolean {
		return !this.withTracks || isTrack(message) === this.orders;
	}

	/**
	 * A message that comes in while the list is read moves its dialog to the top, where this reading
	 * has been already. So the top is read again until nothing has moved.
	 */
	async *changed(since: number, signal: AbortSignal): AsyncIterable<{ key: string; time: number }> {
		const told = new Map<string, number>();
		const timeless = new Set<string>();
		let until = since;
		for (let round = 1; round <= LIST_ROUNDS; round += 1) {
			let top: number | undefined;
			let moved = false;
			let older = 0;
			for await (const dialog of this.dialogs(signal)) {
				const key = dialog.username;
				const time = timeOf(dialog);
				if (time === undefined) {
					if (key) timeless.add(key);
					continue;
				}
				older = time < until ? older + 1 : 0;
				if (older >= OLDER_IN_A_ROW) break;
				if (older > 0) continue;
				top ??= time;
				if (key === undefined || key === '' || told.get(key) === time) continue;
				told.set(key, time);
				moved = true;
				this.orderTimes.list(key, time);
				yield { key, time };
			}
			if (!moved || top === undefined) break;
			until = top;
		}
		// Nobody knows whether these have news.
		for (const key of timeless) yield { key, time: since };
		for await (const key of this.unlisted(signal)) {
			if (!told.has(key) && !timeless.has(key)) yield { key, time: since };
		}
	}

	async read(
		key: string,
		after: Position,
		limit: number,
		signal: AbortSignal,
	): Promise<{ events: Array<FeedEvent<IncomingMessage>>; complete: boolean }> {
		const reader = this.reader();
		const ownId = await reader.ownId();
		// Latest first; when there are too many the latest are left for the next time.
		let newestFirst: Array<Position & { message: Message }> = [];
		let complete = true;
		let older = 0;
		let anyOlder = false;
		// A message without a time counts as of the time of the one after it.
		let time = after.time + 1;
		for await (const message of this.rows(key, signal)) {
			time = timeOf(message) ?? time;
			const position = { time, sequence: message.message_id };
			const isOwn = this.isOwnStore(message);
			const isOlder = isOwn ? comparePositions(position, after) <= 0 : time < after.time;
			older = isOlder ? older + 1 : 0;
			anyOlder ||= isOlder && isOwn;
			if (older >= OLDER_IN_A_ROW) break;
			if (isOlder || !isOwn) continue;
			newestFirst.push({ ...position, message });
			if (newestFirst.length <= 2 * limit) continue;
			newestFirst = newestFirst.slice(-limit);
			complete = false;
		}
		if (newestFirst.length > limit) {
			newestFirst = newestFirst.slice(-limit);
			complete = false;
		}
		const events = newestFirst.reverse().map(({ message, ...position }, index) => ({
			id: this.orders ? `track:${message.message_id}` : String(message.message_id),
			key,
			...position,
			payload: {
				message: { ...message, from_username: message.from_username ?? key },
				isFirst: !this.orders && index === 0 && !anyOlder,
			},
			own: message.from_id === ownId,
			...(this.orders && { thread: String(message.track_order?.id ?? key) }),
			skip: message.from_id === ownId || (this.orders && !isWritten(message)),
			unread: message.unread,
		}));
		return { events, complete };
	}

	async oldestUnread(signal: AbortSignal): Promise<number | undefined> {
		const reader = this.reader();
		const ownId = await reader.ownId();
		let oldest: number | undefined;
		for await (const dialog of this.dialogs(signal, true)) {
			if (!dialog.username) continue;
			let left = Math.max(1, dialog.unread_count ?? 1);
			for await (const message of this.rows(dialog.username, signal)) {
				if (message.from_id === ownId || !message.unread) continue;
				if (this.isOwnStore(message)) {
					oldest = Math.min(oldest ?? Infinity, timeOf(message) ?? Infinity);
				}
				left -= 1;
				if (left === 0) break;
			}
		}
		return oldest;
	}
}

/** Somebody wrote it: what has no sender, or nothing in it, is an event (kwork.md 12.3). */
function isWritten({ from_id: from, message, files = [] }: Message): boolean {
	return (from ?? 0) > 0 && ((message ?? '').trim() !== '' || files.length > 0);
}

function timeOf({ time }: Dialog | Message): number | undefined {
	return time === undefined ? undefined : time * 1000;
}
