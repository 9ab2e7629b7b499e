import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../lib/time';

/** A request of undici's, of its own diagnostics channels. */
interface Sent {
	method: string;
	path: string;
}

interface Sleeper {
	at: number;
	wake(): void;
}

const ENDS = ['undici:request:trailers', 'undici:request:error'];
const twoTurns = async () => {
	for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/**
 * A clock on which nobody waits: as soon as every request of this process is answered, or waits for
 * an answer that never comes, it jumps to when the next sleeper wakes. So pauses and deadlines cost
 * no time, and no machine is too slow for a deadline, because nothing else ends one. Give
 * `onSilence` to the simulator, and `stop` it at the end.
 */
export class EventClock implements Clock {
	private skipped = 0;

	private readonly open = new Set<Sent>();

	private readonly sleepers = new Set<Sleeper>();

	private looking = false;

	constructor() {
		channel('undici:request:create').subscribe(this.began);
		for (const name of ENDS) channel(name).subscribe(this.ended);
	}

	readonly now = (): number => Date.now() + this.skipped;

	/** The server says that this request stays without an answer. */
	readonly onSilence = ({ method, url }: IncomingMessage): void => {
		const silent = [...this.open].find((one) => one.method === method && one.path === url);
		if (silent) this.open.delete(silent);
		void this.look();
	};

	readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.sleepers.delete(sleeper);
				signal?.removeEventListener('abort', onAbort);
			};
			const onAbort = () => {
				leave();
				reject(signal?.reason);
			};
			const sleeper = {
				at: this.now() + ms,
				wake: () => {
					leave();
					resolve();
				},
			};
			this.sleepers.add(sleeper);
			signal?.addEventListener('abort', onAbort, { once: true });
			void this.look();
		});
	};

	stop(): void {
		channel('undici:request:create').unsubscribe(this.began);
		for (const name of ENDS) channel(name).unsubscribe(this.ended);
	}

	private readonly began = (message: unknown): void => {
		this.open.add((message as { request: Sent }).request);
	};

	private readonly ended = (message: unknown): void => {
		this.open.delete((message as { request: Sent }).request);
		void this.look();
	};

	/** Gives what has just ended its turn first: it may have more to ask. */
	private async look(): Promise<void> {
		if (this.looking) return;
		this.looking = true;
		await twoTurns();
		this.looking = false;
		if (this.open.size > 0) return;
		const [next] = [...this.sleepers].sort((a, b) => a.at - b.at);
		if (!next) return;
		this.skipped += Math.max(0, next.at - this.now());
		next.wake();
		void this.look();
	}
}
