import type { Clock } from '../time';
import { systemClock } from '../time';
import { Locks, type LockQueue } from './locks';
import type { BudgetStore, FactStore, Journal, Memory, MemoryPlace, Once } from './types';

/** What process memory, SQLite and PostgreSQL each have to bring; every method is one step. */
export interface MemoryStores {
	readonly place: MemoryPlace;
	readonly queue: LockQueue;
	readonly journal: Journal;
	readonly once: Once;
	readonly budget: BudgetStore;
	readonly facts: FactStore;
	/** Deletes some of what has expired. `false`: there is no more. */
	purge(): Promise<boolean>;
	close(): Promise<void>;
}

export interface MemoryOptions {
	clock?: Clock;
	/** How long the owner of a lock may be silent before it is passed over. */
	leaseMs?: number;
}

/** How long sends and things done are remembered. */
export const KEEP_MS = 400 * 24 * 3_600_000;

const PURGE_EVERY_MS = 3_600_000;

/** Between two steps of a purge, for those who wait for the store. */
const PURGE_PAUSE_MS = 100;

/**
 * The memory over one kind of store: what is the same for all of them. What has expired is deleted
 * once an hour, in small steps, beside the work that goes on.
 */
export function memoryOver(stores: MemoryStores, options: MemoryOptions = {}): Memory {
	const { clock = systemClock, leaseMs } = options;
	const locks = new Locks(stores.queue, clock, leaseMs);
	const closed = new AbortController();
	let purgedAt = -Infinity;
	let purging: Promise<void> = Promise.resolve();
	const purge = async () => {
		while (!closed.signal.aborted && (await stores.purge())) {
			await clock.sleep(PURGE_PAUSE_MS, closed.signal);
		}
	};
	const { place, journal, once, budget, facts } = stores;
	return {
		place,
		journal,
		once,
		budget,
		facts,
		async lock(key, work, waiting) {
			if (Math.abs(clock.now() - purgedAt) >= PURGE_EVERY_MS) {
				purgedAt = clock.now();
				purging = purge().catch(() => {});
			}
			return await locks.run(key, work, waiting);
		},
		async close() {
			await locks.settled();
			closed.abort();
			await purging;
			await stores.close();
		},
	};
}
