import { ServiceError } from '../../../lib/errors';
import {
	comparePositions,
	type FeedEvent,
	type FeedSource,
	type Position,
} from '../../../lib/feed';
import type { Clock } from '../../../lib/time';

export interface FakeEvent extends FeedEvent<string> {
	own: boolean;
}

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

/** A service with dialogs: a complete history, read page by page, that can fail for a while. */
export class FakeService implements FeedSource<string> {
	readonly events: FakeEvent[] = [];

	reads = 0;

	lists = 0;

	/** How many of the next calls fail. */
	failures = 0;

	/** A call in this position of its reading waits for the others, so that posts come in between. */
	pageSize = 2;

	private sequence = 0;

	constructor(
		private readonly clock: Clock,
		private readonly skewMs = 0,
	) {}

	/** Whole seconds, as the real ones. */
	get now(): number {
		return Math.floor((this.clock.now() + this.skewMs) / 1000) * 1000;
	}

	post(key: string, options: { own?: boolean; unread?: boolean } = {}): FakeEvent {
		const { own = false, unread = true } = options;
		const sequence = (this.sequence += 1);
		const id = `m${sequence}`;
		const event = { id, key, time: this.now, sequence, payload: id, skip: own, unread, own };
		this.events.push(event);
		return event;
	}

	async newest(signal: AbortSignal): Promise<number | undefined> {
		await this.answer(signal);
		return this.events.at(-1)?.time;
	}

	/** Pages shift while they are read, as in a real list; the top is read again until it stays. */
	async *changed(since: number, signal: AbortSignal): AsyncIterable<{ key: string; time: number }> {
		this.lists += 1;
		const told = new Map<string, string>();
		for (let moved = true; moved;) {
			moved = false;
			for (let page = 0; ; page += 1) {
				await this.answer(signal);
				const all = this.dialogs().filter(({ time }) => time >= since);
				const some = all.slice(page * this.pageSize, (page + 1) * this.pageSize);
				for (const { key, id, time } of some) {
					if (told.get(key) === id) continue;
					told.set(key, id);
					moved = true;
					yield { key, time };
				}
				if (some.length < this.pageSize) break;
			}
		}
	}

	async read(key: string, after: Position, limit: number, signal: AbortSignal) {
		this.reads += 1;
		await this.answer(signal);
		const all = this.events.filter(
			(event) => event.key === key && comparePositions(event, after) > 0,
		);
		return { events: all.slice(0, limit), complete: all.length <= limit };
	}

	async oldestUnread(signal: AbortSignal): Promise<number | undefined> {
		await this.answer(signal);
		return this.events.find(({ unread, own }) => unread && !own)?.time;
	}

	private dialogs(): FakeEvent[] {
		const last = new Map<string, FakeEvent>();
		for (const event of this.events) last.set(event.key, event);
		return [...last.values()].sort((a, b) => b.sequence - a.sequence);
	}

	private async answer(signal: AbortSignal): Promise<void> {
		await turn();
		signal.throwIfAborted();
		if (this.failures === 0) return;
		this.failures -= 1;
		throw new ServiceError('down', { kind: 'network', remedy: 'wait' });
	}
}
