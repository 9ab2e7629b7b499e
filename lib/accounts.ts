import type { Clock } from './time';
import { systemClock } from './time';

export interface Closable {
	close(): Promise<void>;
}

interface Entry {
	client: Closable;
	usedAt: number;
	holders: number;
}

const IDLE_MS = 30 * 60_000;

/**
 * The clients of this process, one per account, so that every workflow shares one session, one
 * rate budget, one breaker and one socket. The only module-level state of the package; it has one
 * owner (`accounts`) and ends with `close()`. Keys are hashes, clients that nobody used for half an
 * hour are closed at the next look-up.
 */
export class AccountRegistry {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly clock: Clock = systemClock) {}

	/**
	 * The account's client, made by `create` at the first call.
	 * @param holders 1: it is kept until `close()`, used or not
	 */
	get<T extends Closable>(
		key: string,
		kind: new (...args: never[]) => T,
		create: () => T,
		holders = 0,
	): T {
		this.closeIdle();
		const known = this.entries.get(key);
		if (known?.client instanceof kind) {
			known.usedAt = this.clock.now();
			return known.client;
		}
		const client = create();
		this.entries.set(key, { client, usedAt: this.clock.now(), holders });
		return client;
	}

	/** What is kept for the same account under `key:suffix`, e.g. its socket; undefined if nothing is. */
	beside<T extends Closable>(
		client: Closable,
		suffix: string,
		kind: new (...args: never[]) => T,
	): T | undefined {
		const key = [...this.entries].find(([, entry]) => entry.client === client)?.[0];
		const found = key === undefined ? undefined : this.entries.get(`${key}:${suffix}`)?.client;
		return found instanceof kind ? found : undefined;
	}

	/** Keeps a client open while a trigger lives; the returned function lets go, once. */
	hold(key: string): () => void {
		const entry = this.entries.get(key);
		if (!entry) return () => {};
		entry.holders += 1;
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			entry.holders -= 1;
			entry.usedAt = this.clock.now();
		};
	}

	/** Closes every client, for the end of the process and of a test. */
	async close(): Promise<void> {
		const clients = [...this.entries.values()].map(({ client }) => client);
		this.entries.clear();
		await Promise.all(clients.map(async (client) => await client.close()));
	}

	private closeIdle(): void {
		const now = this.clock.now();
		for (const [key, entry] of this.entries) {
			if (entry.holders > 0 || now - entry.usedAt < IDLE_MS) continue;
			this.entries.delete(key);
			void entry.client.close().catch(() => {});
		}
	}
}

/** The registry of this process. */
export const accounts = new AccountRegistry();
