import { comparePositions, type FeedEvent, type FeedSource, type Position } from '../../feed';
import type { Dialog, Message } from '../schemas/inbox';
import type { KworkMessageReader } from './reader';

/** A message of the other side. */
export interface IncomingMessage {
	message: Message;
	/** Nothing older is in the dialog. */
	isFirst: boolean;
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
	constructor(private readonly reader: () => KworkMessageReader) {}

	async newest(signal: AbortSignal): Promise<number | undefined> {
		let newest: number | undefined;
		let listed = 0;
		for await (const dialog of this.reader().dialogs({ signal })) {
			newest = Math.max(newest ?? 0, timeOf(dialog) ?? 0);
			if (++listed >= OLDER_IN_A_ROW) break;
		}
		return newest;
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
			for await (const dialog of this.reader().dialogs({ signal })) {
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
				yield { key, time };
			}
			if (!moved || top === undefined) break;
			until = top;
		}
		// Nobody knows whether these have news.
		for (const key of timeless) yield { key, time: since };
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
		for await (const message of reader.messages(key, signal)) {
			time = timeOf(message) ?? time;
			const position = { time, sequence: message.message_id };
			older = comparePositions(position, after) <= 0 ? older + 1 : 0;
			anyOlder ||= older > 0;
			if (older >= OLDER_IN_A_ROW) break;
			if (older > 0) continue;
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
			id: String(message.message_id),
			key,
			...position,
			payload: { message, isFirst: index === 0 && !anyOlder },
			skip: message.from_id === ownId,
			unread: message.unread,
		}));
		return { events, complete };
	}

	async oldestUnread(signal: AbortSignal): Promise<number | undefined> {
		const reader = this.reader();
		const ownId = await reader.ownId();
		let oldest: number | undefined;
		for await (const dialog of reader.dialogs({ unreadOnly: true, signal })) {
			if (!dialog.username) continue;
			let left = Math.max(1, dialog.unread_count ?? 1);
			for await (const message of reader.messages(dialog.username, signal)) {
				if (message.from_id === ownId || !message.unread) continue;
				oldest = Math.min(oldest ?? Infinity, timeOf(message) ?? Infinity);
				left -= 1;
				if (left === 0) break;
			}
		}
		return oldest;
	}
}

function timeOf({ time }: Dialog | Message): number | undefined {
	return time === undefined ? undefined : time * 1000;
}
