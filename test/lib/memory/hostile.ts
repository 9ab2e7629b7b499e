import fc from 'fast-check';
import { Rig, type Backend, type Fate, type Worker } from './rig';

const HOUR = 3_600_000;
const CAP = 3;

const WORKERS = 3;

type Step =
	| { do: 'send'; by: number; to: number; content: number }
	| { do: 'claim'; by: number; key: number; then: 'done' | 'release' | 'nothing' }
	| { do: 'wait'; ms: number }
	| { do: 'kill'; worker: number }
	| { do: 'stall'; worker: number }
	| { do: 'resume'; worker: number }
	| { do: 'jump'; ms: number }
	| { do: 'fate'; worker: number; after: number; fate: Fate };

const worker = fc.nat({ max: WORKERS - 1 });

const fate: fc.Arbitrary<Fate> = fc.oneof(
	fc.record({
		is: fc.constant('slow' as const),
		before: fc.constantFrom(0, 30, 4000, 12_000),
		after: fc.constantFrom(0, 30, 4000, 12_000),
	}),
	fc.constant({ is: 'requestLost' as const }),
	fc.constant({ is: 'answerLost' as const }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			do: fc.constant('send' as const),
			by: worker,
			to: fc.nat({ max: 1 }),
			content: fc.nat({ max: 5 }),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('claim' as const),
			by: worker,
			key: fc.nat({ max: 1 }),
			then: fc.constantFrom('done' as const, 'release' as const, 'nothing' as const),
		}),
	},
	{
		weight: 8,
		arbitrary: fc.record({
			do: fc.constant('wait' as const),
			ms: fc.constantFrom(0, 3, 40, 300, 2500, 9500, 11_000),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), worker }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('stall' as const), worker }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('resume' as const), worker }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('jump' as const),
			ms: fc.constantFrom(-HOUR, -5000, 5000, HOUR / 2),
		}),
	},
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('fate' as const),
			worker,
			after: fc.nat({ max: 6 }),
			fate,
		}),
	},
);

const steps = fc.array(step, { minLength: 5, maxLength: 40 });

/** What the service received, and what was seen on the way. */
class World {
	readonly effects: Array<{ to: string; content: string; storeAt: number }> = [];

	readonly faults: string[] = [];

	private readonly inside = new Map<string, Worker>();

	private readonly claims = new Map<string, { until: number; done: boolean }>();

	/** The latest time the store's clock showed while each call was under way. */
	private readonly latest = new Set<{ at: number }>();

	constructor(readonly rig: Rig) {}

	/** The way of a send: lock, look, intent, last check, send, outcome. */
	async send(by: Worker, to: string, content: string): Promise<void> {
		const { journal } = by.memory;
		const work = by.memory.lock(
			to,
			async (lease) => {
				const other = this.inside.get(to);
				if (other && !other.killed && !other.stalled && !lease.signal.aborted) {
					this.faults.push(`two hold ${to}`);
				}
				this.inside.set(to, by);
				lease.signal.addEventListener('abort', () => this.leave(to, by), { once: true });
				try {
					for (const { id, contentHash } of await journal.unsettled('me', to)) {
						const seen = this.effects.some((one) => one.content === contentHash);
						await journal.settle(id, seen ? 'sent' : 'refused');
					}
					if (this.effects.some((one) => one.content === content)) return;
					const noted = await journal.intend(
						{ service: 's', account: 'me', target: to, operation: 'send', contentHash: content },
						{ lease, limits: { caps: [{ ms: HOUR, max: CAP }] } },
					);
					if ('limit' in noted) return;
					lease.check();
					this.effects.push({ to, content, storeAt: this.rig.storeNow() });
					await by.clock.sleep(1500);
					await journal.settle(noted.id, 'sent');
				} finally {
					this.leave(to, by);
				}
			},
			{ waitMs: 45_000 },
		);
		await work.catch(() => {});
	}

	async claim(by: Worker, key: string, holder: string, then: 'done' | 'release' | 'nothing') {
		const { once } = by.memory;
		const call = { at: this.rig.storeNow() };
		const leaseMs = 20_000;
		const start = this.rig.storeNow();
		this.latest.add(call);
		try {
			const { state } = await once.claim('s', key, holder, leaseMs);
			if (state !== 'fresh') return;
			this.clockMoved();
			const before = this.claims.get(key);
			if (before && (before.done || call.at < before.until))
				this.faults.push(`${key} claimed twice`);
			this.claims.set(key, { until: start + leaseMs, done: false });
			if (then === 'nothing') return;
			await by.clock.sleep(700);
			if (then === 'release') {
				// From the moment it is asked for somebody else may have it.
				const mine = this.claims.get(key);
				if (mine?.until === start + leaseMs) mine.until = -Infinity;
				await once.release('s', key, holder);
			} else if (await once.done('s', key, holder)) {
				const now = this.claims.get(key);
				if (now && !now.done) now.done = true;
			}
		} catch {
			// The store was not there; whether the claim stands is not known, so nobody relies on it.
		} finally {
			this.latest.delete(call);
		}
	}

	/** The store's clock shows another time than before. */
	clockMoved(): void {
		for (const call of this.latest) call.at = Math.max(call.at, this.rig.storeNow());
	}

	private leave(to: string, by: Worker): void {
		if (this.inside.get(to) === by) this.inside.delete(to);
	}
}

async function play(rig: Rig, list: readonly Step[]): Promise<World> {
	const world = new World(rig);
	const workers: Worker[] = [];
	for (let n = 0; n < WORKERS; n += 1) workers.push(await rig.boot());
	const at = (n: number): Worker => workers[n] as Worker;
	let holders = 0;
	const advance = async (ms: number) => {
		await rig.clock.advance(ms);
		world.clockMoved();
	};
	for (const one of list) {
		if (one.do === 'send')
			void world.send(at(one.by), `user ${one.to}`, `text ${one.content} to ${one.to}`);
		else if (one.do === 'claim') {
			void world.claim(at(one.by), `key ${one.key}`, `holder ${(holders += 1)}`, one.then);
		} else if (one.do === 'wait') await advance(one.ms);
		else if (one.do === 'stall') at(one.worker).stall();
		else if (one.do === 'resume') at(one.worker).resume();
		else if (one.do === 'kill') {
			at(one.worker).kill();
			workers[one.worker] = await rig.boot();
		} else if (one.do === 'jump') {
			rig.jump(one.ms);
			world.clockMoved();
		} else {
			const { fates } = at(one.worker);
			while (fates.length < one.after) fates.push({ is: 'slow', before: 0, after: 0 });
			fates[one.after] = one.fate;
		}
	}
	for (const one of workers) {
		one.resume();
		one.fates.length = 0;
	}
	// All that is left ends: sends wait 45 s, after a death a lease.
	for (let n = 0; n < 6; n += 1) await advance(10_000);
	return world;
}

/** No order of steps lets two in, sends twice, counts past a cap or claims a thing twice. */
export function describeHostile(
	kind: string,
	backend: () => Promise<Backend>,
	numRuns: number,
): void {
	test(`${kind}: whatever dies, stands still, is slow or is lost`, async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (list) => {
				const rig = new Rig(await backend());
				try {
					const { effects, faults } = await play(rig, list);
					expect(faults).toEqual([]);
					const contents = effects.map(({ content }) => content);
					expect(contents).toEqual([...new Set(contents)]);
					if (list.some((one) => one.do === 'jump')) return;
					for (const { storeAt } of effects) {
						const within = effects.filter((one) => Math.abs(one.storeAt - storeAt) < HOUR);
						expect(within.length).toBeLessThanOrEqual(CAP);
					}
				} finally {
					await rig.close();
				}
			}),
			{ numRuns: Number(process.env.MEMORY_RUNS ?? numRuns) },
		);
	});
}
