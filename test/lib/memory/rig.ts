import { memoryOver, type MemoryStores } from '../../../lib/memory/memory';
import type { Memory } from '../../../lib/memory/types';
import { systemClock, type Clock } from '../../../lib/time';
import { ManualClock } from '../../support/manualClock';

/** A store of one kind, empty at first, on which any number of processes work. */
export interface Backend {
	/** Another process opens it. `clock` is the store's own. */
	open(clock: Clock): Promise<MemoryStores>;
	/** Tells the store what its clock shows now, where it has one of its own. */
	setClock?(now: number): Promise<void>;
	close(): Promise<void>;
}

const nextTurn = async () => await new Promise((resolve) => setImmediate(resolve));

/** A store, its clock, and the processes on it, which can be killed, stand still and lose answers. */
export class Rig {
	readonly clock: ManualClock;

	/** How far the store's clock is ahead of that of the processes. */
	private offset = 0;

	private told = NaN;

	private telling = Promise.resolve();

	private inFlight = 0;

	private readonly workers: Worker[] = [];

	/** Sees each step just before and just after the store takes it, whatever its caller hears. */
	onStep?: (step: { name: string; given: unknown[]; result?: unknown }) => void;

	constructor(private readonly backend: Backend) {
		this.clock = new ManualClock(undefined, async () => await this.quiet());
	}

	/** Resolves when no step is under way. */
	async quiet(): Promise<void> {
		for (let idle = 0; idle < 3; idle += 1) {
			await nextTurn();
			if (this.inFlight > 0) idle = -1;
		}
	}

	storeNow(): number {
		return this.clock.now() + this.offset;
	}

	/** Somebody sets the store's clock. */
	jump(ms: number): void {
		this.offset += ms;
	}

	async boot(): Promise<Worker> {
		const own: Clock = {
			now: () => this.storeNow(),
			// For its file or its server it waits in real time.
			sleep: systemClock.sleep,
		};
		const worker = new Worker(this, await this.backend.open(own));
		this.workers.push(worker);
		return worker;
	}

	async close(): Promise<void> {
		await Promise.all(this.workers.map(async (worker) => await worker.stores.close()));
		await this.backend.close();
	}

	/** Calls the store in the store's time, and lets the clock wait for the answer. */
	async call<T>(work: () => Promise<T>): Promise<T> {
		this.inFlight += 1;
		try {
			if (this.backend.setClock && this.told !== this.storeNow()) {
				this.told = this.storeNow();
				this.telling = this.backend.setClock(this.told);
			}
			await this.telling;
			return await work();
		} finally {
			this.inFlight -= 1;
		}
	}
}

/** What happens to a call of the store: it is slow, or its request or its answer is lost. */
export type Fate =
	{ is: 'slow'; before: number; after: number } | { is: 'requestLost' } | { is: 'answerLost' };

const never = async () => await new Promise<never>(() => {});

/** One process. */
export class Worker {
	readonly memory: Memory;

	/** For the next calls of the store; after them all goes well. */
	readonly fates: Fate[] = [];

	private dead = false;

	private asleep?: { until: Promise<void>; wake(): void };

	constructor(
		private readonly rig: Rig,
		readonly stores: MemoryStores,
	) {
		this.memory = memoryOver(this.watched(stores), { clock: this.clock });
	}

	/** Its clock stands still with it and never wakes it when it is dead. */
	get clock(): Clock {
		return {
			now: () => this.rig.clock.now(),
			sleep: async (ms, signal) => {
				await this.rig.clock.sleep(ms, signal);
				await this.alive();
			},
		};
	}

	/** From now on it does nothing any more, and nobody is told. */
	kill(): void {
		this.dead = true;
	}

	/** It stands still, timers and answers wait; e.g. a machine that swaps. */
	stall(): void {
		if (this.asleep) return;
		let wake = () => {};
		const until = new Promise<void>((resolve) => (wake = resolve));
		this.asleep = { until, wake };
	}

	resume(): void {
		this.asleep?.wake();
		this.asleep = undefined;
	}

	get stalled(): boolean {
		return this.asleep !== undefined;
	}

	get killed(): boolean {
		return this.dead;
	}

	async alive(): Promise<void> {
		while (this.asleep && !this.dead) await this.asleep.until;
		if (this.dead) await never();
	}

	private async meet(
		name: string,
		given: unknown[],
		work: () => Promise<unknown>,
	): Promise<unknown> {
		await this.alive();
		const fate = this.fates.shift();
		if (fate?.is === 'slow') await this.rig.clock.sleep(fate.before);
		if (this.dead) await never();
		if (fate?.is === 'requestLost') throw new Error('The connection is refused');
		this.rig.onStep?.({ name, given });
		const result = await this.rig.call(work);
		this.rig.onStep?.({ name, given, result });
		if (fate?.is === 'slow') await this.rig.clock.sleep(fate.after);
		await this.alive();
		if (fate?.is === 'answerLost') throw new Error('The connection broke');
		return result;
	}

	/** The stores, each call of which meets its fate. */
	private watched(stores: MemoryStores): MemoryStores {
		const wrap = <T extends object>(part: T): T =>
			new Proxy(part, {
				get: (target, name) => {
					const found: unknown = Reflect.get(target, name);
					if (typeof found !== 'function') return found;
					return async (...given: unknown[]) =>
						await this.meet(
							String(name),
							given,
							async () => (await Reflect.apply(found, target, given)) as unknown,
						);
				},
			});
		return {
			place: stores.place,
			queue: wrap(stores.queue),
			journal: wrap(stores.journal),
			once: wrap(stores.once),
			budget: wrap(stores.budget),
			facts: wrap(stores.facts),
			purge: async () => {
				this.rig.onStep?.({ name: 'purge', given: [] });
				return await this.rig.call(async () => await stores.purge());
			},
			close: async () => {},
		};
	}
}
