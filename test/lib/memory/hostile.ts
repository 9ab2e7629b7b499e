import fc from 'fast-check';
import type { Claim } from '../../../lib/memory';
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

	/** `over`: the store's clock has shown the end of the lease, so that anybody may have it. */
	private readonly claims = new Map<
		string,
		{ holder: string; until: number; done: boolean; over: boolean }
	>();

	constructor(readonly rig: Rig) {
		rig.onStep = ({ name, given, result }) => {
			const now = rig.storeNow();
			for (const claim of this.claims.values()) claim.over ||= now >= claim.until;
			const [, key = '', holder = '', leaseMs] = given as [string, string?, string?, number?];
			const before = this.claims.get(key);
			if (name === 'claim' && (result as Claim | undefined)?.state === 'fresh') {
				if (before && !before.over) this.faults.push(`${key} claimed twice`);
				const until = now + Number(leaseMs);
				this.claims.set(key, { holder, until, done: false, over: false });
			}
			if (name === 'release' && before?.holder === holder && !before.done) before.over = true;
			if (name === 'done' && result === true) {
				this.claims.set(key, { holder, until: Infinity, done: true, over: false });
			}
		};
	}

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
		try {
			const { state } = await once.claim('s', key, holder, 20_000);
			if (state !== 'fresh' || then === 'nothing') return;
			await by.clock.sleep(700);
			await once[then]('s', key, holder);
		} catch {
			// The store was not there; whether the claim stands is not known, so nobody relies on it.
		}
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
	for (const one of list) {
		// Time moves between two steps of the store, so that what was seen is in order.
		if (one.do === 'wait' || one.do === 'jump') await rig.quiet();
		if (one.do === 'send')
			void world.send(at(one.by), `user ${one.to}`, `text ${one.content} to ${one.to}`);
		else if (one.do === 'claim') {
			void world.claim(at(one.by), `key ${one.key}`, `holder ${(holders += 1)}`, one.then);
		} else if (one.do === 'wait') await rig.clock.advance(one.ms);
		else if (one.do === 'stall') at(one.worker).stall();
		else if (one.do === 'resume') at(one.worker).resume();
		else if (one.do === 'kill') {
			at(one.worker).kill();
			workers[one.worker] = await rig.boot();
		} else if (one.do === 'jump') rig.jump(one.ms);
		else {
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
	await rig.quiet();
	for (let n = 0; n < 6; n += 1) await rig.clock.advance(10_000);
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
