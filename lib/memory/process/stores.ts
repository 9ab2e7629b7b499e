import type { Clock } from '../../time';
import { systemClock } from '../../time';
import { adjusted, grant, paused, WHOLE_ACCOUNT, type BucketState } from '../bucket';
import type { LockQueue, Place } from '../locks';
import type { MemoryStores } from '../memory';
import type { BudgetStore } from '../types';
import { processFacts } from './facts';
import { ProcessJournal } from './journal';
import { processOnce } from './once';

/** What ends with the process: for tests, for the library, and where nothing else can be had. */
export function processStores(clock: Clock = systemClock): MemoryStores {
	const queue = processQueue();
	const journal = new ProcessJournal(clock, queue);
	const once = processOnce(clock);
	const facts = processFacts(clock);
	return {
		place: { kind: 'process' },
		queue,
		journal,
		once,
		budget: processBudget(clock),
		facts,
		async purge() {
			journal.purge();
			once.purge();
			facts.purge();
			return false;
		},
		async close() {},
	};
}

export function processQueue(): LockQueue {
	const queues = new Map<string, Place[]>();
	const owners = new Map<number, { key: string; place: Place }>();
	let last = 0;
	const remove = (place: number) => {
		const owner = owners.get(place);
		if (!owner) return;
		owners.delete(place);
		const left = (queues.get(owner.key) ?? []).filter((one) => one.place !== place);
		if (left.length > 0) queues.set(owner.key, left);
		else queues.delete(owner.key);
	};
	const firstOf = (key: string) => queues.get(key)?.[0];
	return {
		async join(key) {
			const place = { place: (last += 1), beat: 0 };
			queues.set(key, [...(queues.get(key) ?? []), place]);
			owners.set(place.place, { key, place });
			return { mine: place.place, first: { ...(firstOf(key) ?? place) } };
		},
		async look(key) {
			const first = firstOf(key);
			return first && { ...first };
		},
		async beat(place) {
			const owner = owners.get(place);
			if (owner) owner.place.beat += 1;
			return owner !== undefined;
		},
		leave: async (place) => remove(place),
		async evict({ place, beat }) {
			if (owners.get(place)?.place.beat === beat) remove(place);
		},
	};
}

function processBudget(clock: Clock): BudgetStore {
	const accounts = new Map<string, BucketState[]>();
	const keptOf = (account: string) => accounts.get(account) ?? [];
	const keep = (account: string, after: readonly BucketState[]) => {
		const others = keptOf(account).filter(({ name }) => !after.some((one) => one.name === name));
		accounts.set(account, [...others, ...after]);
	};
	const find = (account: string, wanted: string) =>
		keptOf(account).find(({ name }) => name === wanted);
	return {
		async lease(account, windows, want) {
			const { lease, after } = grant(windows, keptOf(account), want, clock.now());
			keep(account, after);
			return lease;
		},
		async adjust(account, window, remaining, forMs) {
			const now = clock.now();
			keep(account, [adjusted(window, find(account, window.name), { remaining, forMs, now })]);
		},
		async pause(account, reason, forMs) {
			const now = clock.now();
			keep(account, [paused(find(account, WHOLE_ACCOUNT), { reason, forMs, now })]);
		},
		async resume(account) {
			accounts.set(
				account,
				keptOf(account).filter(({ name }) => name !== WHOLE_ACCOUNT),
			);
		},
	};
}
