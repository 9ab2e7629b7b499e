import fc from 'fast-check';
import { ManualClock } from '../../support/manualClock';
import { FakeService, type FakeEvent } from './fakeService';
import { Consumer, Host } from './process';

type Step =
	| {
			do: 'post';
			key: string;
			own: boolean;
			many: number;
			live: 'lost' | 'once' | 'twice' | 'late';
	  }
	| { do: 'late' }
	| { do: 'cut' }
	| { do: 'connect' }
	| { do: 'fail'; calls: number }
	| { do: 'wait'; ms: number }
	| { do: 'turns'; count: number }
	| { do: 'kill'; lost: number }
	| { do: 'dieAt'; at: 'afterSave' | 'afterEmit' }
	| { do: 'boot' };

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			do: fc.constant('post' as const),
			key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
			own: fc.boolean(),
			many: fc.constantFrom(1, 1, 1, 25),
			live: fc.constantFrom('lost' as const, 'once' as const, 'twice' as const, 'late' as const),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ do: 'late' as const }) },
	{ weight: 2, arbitrary: fc.constant({ do: 'cut' as const }) },
	{ weight: 2, arbitrary: fc.constant({ do: 'connect' as const }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('fail' as const),
			calls: fc.integer({ min: 1, max: 4 }),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('wait' as const),
			ms: fc.constantFrom(10, 900, 5000, 70_000, 400_000),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('turns' as const),
			count: fc.integer({ min: 1, max: 5 }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('kill' as const),
			lost: fc.integer({ min: 0, max: 3 }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('dieAt' as const),
			at: fc.constantFrom('afterSave' as const, 'afterEmit' as const),
		}),
	},
	{ weight: 2, arbitrary: fc.constant({ do: 'boot' as const }) },
);

const world = fc.record({
	skewMs: fc.constantFrom(0, -600_000, 600_000),
	runMs: fc.constantFrom(0, 40, 3000),
	batch: fc.constantFrom(2, 50),
	waitingKeys: fc.constantFrom(1, 100),
	parallel: fc.constantFrom(1, 3),
	order: fc.constantFrom('key' as const, 'key' as const, 'none' as const),
	before: fc.integer({ min: 0, max: 3 }),
	steps: fc.array(step, { minLength: 5, maxLength: 60 }),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const turns = async (count: number) => {
	for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Plays the steps, then lets everything heal, and answers what the consumer got. */
async function play(input: World) {
	const { skewMs, runMs, steps, before, ...settings } = input;
	const clock = new ManualClock();
	const service = new FakeService(clock, skewMs);
	const consumer = new Consumer();
	const host = new Host(service, consumer, clock, settings, runMs);
	for (let i = 0; i < before; i += 1) service.post('a');
	await host.boot();
	await clock.advance(1000);

	const posted: FakeEvent[] = [];
	let late: string[] = [];
	let connected = true;
	const run: { [K in Step['do']]: (one: Extract<Step, { do: K }>) => Promise<void> } = {
		async post({ key, own, many, live }) {
			for (let i = 0; i < many; i += 1) {
				const event = service.post(key, { own });
				if (!own) posted.push(event);
			}
			if (live === 'late') late.push(key);
			if (!connected || live === 'lost' || live === 'late') return;
			host.feed?.hint(key);
			if (live === 'twice') host.feed?.hint(key);
		},
		async late() {
			for (const key of late.reverse()) if (connected) host.feed?.hint(key);
			late = [];
		},
		async cut() {
			connected = false;
		},
		async connect() {
			connected = true;
			host.feed?.connected();
		},
		async fail({ calls }) {
			service.failures = calls;
		},
		async wait({ ms }) {
			await clock.advance(ms);
		},
		async turns({ count }) {
			await turns(count);
		},
		async kill({ lost }) {
			host.die(lost);
		},
		async dieAt({ at }) {
			host.dieAt(at);
		},
		async boot() {
			if (!host.alive) await host.boot();
		},
	};
	for (const one of steps) await run[one.do](one as never);

	service.failures = 0;
	const missing = () => posted.some(({ id }) => !consumer.received.includes(id));
	for (let round = 0; round < 3 || (round < 60 && missing()); round += 1) {
		if (!host.alive) await host.boot();
		await clock.advance(400_000);
		await turns(60);
		await clock.advance(60_000);
	}
	const state = host.disk.at(-1) ?? '';
	await host.feed?.stop();
	return { posted, consumer, state };
}

it('delivers every message once and in the order of its dialog, whatever happens', async () => {
	let refused = 0;
	await fc.assert(
		fc.asyncProperty(world, async (input) => {
			const { posted, consumer } = await play(input);
			refused += consumer.refused;
			const byKey = (ids: readonly string[], key: string) =>
				ids.filter((id) => posted.some((event) => event.id === id && event.key === key));
			expect([...consumer.received].sort()).toEqual(posted.map(({ id }) => id).sort());
			for (const key of input.order === 'key' ? ['a', 'b', 'c', 'd', 'e'] : []) {
				expect(byKey(consumer.received, key)).toEqual(
					posted.filter((event) => event.key === key).map(({ id }) => id),
				);
			}
		}),
		{ numRuns: Number(process.env.FEED_RUNS ?? 150) },
	);
	// The scenarios do contain deaths between an execution's start and the next saved cursor.
	expect(refused).toBeGreaterThan(0);
});
