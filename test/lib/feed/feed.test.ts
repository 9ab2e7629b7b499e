import { ServiceError } from '../../../lib/errors';
import { Feed, type FeedEvent, type FeedOptions, type FeedState } from '../../../lib/feed';
import { ManualClock } from '../../support/manualClock';
import { FakeService } from './fakeService';

const MINUTE = 60_000;

interface Running {
	at: number;
	event: FeedEvent<string>;
	attempt: number;
	end(outcome: 'done' | 'failed'): void;
}

describe('the feed', () => {
	let clock: ManualClock;
	let service: FakeService;
	let feed: Feed<string> | undefined;
	let running: Running[];
	let saved: FeedState[];
	/** Ends every delivery at once; undefined: the test does. */
	let outcome: 'done' | 'failed' | undefined;

	beforeEach(() => {
		clock = new ManualClock();
		service = new FakeService(clock);
		feed = undefined;
		running = [];
		saved = [];
		outcome = 'done';
	});
	afterEach(async () => await feed?.stop());

	const turns = async (count = 30) => {
		for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
	};
	const ids = () => running.map(({ event }) => event.id);

	async function start(options: Partial<FeedOptions<string>> = {}): Promise<FeedState> {
		feed = new Feed<string>({
			source: service,
			save: (state) => void saved.push(JSON.parse(JSON.stringify(state)) as FeedState),
			deliver: async (event, attempt, signal) =>
				await new Promise((resolve, reject) => {
					running.push({ at: clock.now(), event, attempt, end: resolve });
					signal.addEventListener('abort', () => reject(signal.reason), { once: true });
					if (outcome) resolve(outcome);
				}),
			clock,
			random: () => 1,
			...options,
		});
		const state = await feed.start();
		await turns();
		return state ?? { floor: NaN, keys: {} };
	}

	it('begins with what comes after its start', async () => {
		service.post('a');
		await start();
		service.post('a');
		feed?.hint('a');
		await turns();
		expect(ids()).toEqual(['m2']);
	});

	it('begins with the unread events where that is wanted, and leaves out the read ones', async () => {
		service.post('a', { unread: false });
		service.post('b');
		service.post('a', { unread: false });
		service.post('b', { own: true });
		await start({ settings: { start: 'unread' } });
		await turns();
		service.post('a', { unread: false });
		feed?.hint('a');
		await turns();
		expect(ids()).toEqual(['m2']);
		await clock.advance(2000);
		service.post('a', { unread: false });
		feed?.hint('a');
		await turns();
		// After the beginning everything is delivered: the user may have it read in a browser at once.
		expect(ids()).toContain('m6');
	});

	it('begins by this clock when the service does not answer, and loses nothing from then on', async () => {
		service.failures = 1;
		await start();
		await clock.advance(2000);
		service.post('a');
		feed?.connected();
		await clock.advance(10_000);
		await turns();
		expect(ids()).toEqual(['m1']);
	});

	it('misses nothing when this clock is ahead and the service did not answer at the beginning', async () => {
		service = new FakeService(clock, -30_000);
		service.failures = 1;
		await start();
		service.post('a');
		await clock.advance(10_000);
		feed?.connected();
		await turns();
		expect(ids()).toEqual(['m1']);
	});

	it('begins with the unread events as soon as the service answers', async () => {
		service.post('a');
		service.post('b', { unread: false });
		service.failures = 4;
		await start({ settings: { start: 'unread' } });
		service.post('c');
		for (let i = 0; i < 3; i += 1) {
			expect(ids()).toEqual([]);
			await clock.advance(10_000);
			await turns();
		}
		expect(ids().sort()).toEqual(['m1', 'm3']);
	});

	it('delivers what was unread at the beginning although it was read meanwhile', async () => {
		outcome = undefined;
		for (let i = 0; i < 3; i += 1) service.post('a');
		await start({ settings: { start: 'unread' } });
		await turns();
		expect(ids()).toEqual(['m1']);
		for (const event of service.events) event.unread = false;
		await feed?.stop();
		running = [];
		outcome = 'done';
		await start({ state: saved.at(-1), settings: { start: 'unread' } });
		await turns();
		expect(ids()).toEqual(['m1', 'm2', 'm3']);
	});

	it('does not begin with credentials that nothing but a person can mend', async () => {
		const refused = new ServiceError('no', { kind: 'authentication', remedy: 'mend it' });
		service.newest = async () => await Promise.reject(refused);
		await expect(start()).rejects.toBe(refused);
	});

	it('saves before it delivers, and what it saves does not hold the event itself', async () => {
		await start();
		await clock.advance(1000);
		service.post('a');
		service.post('a');
		feed?.hint('a');
		await turns();
		expect(saved).toHaveLength(2);
		expect(JSON.stringify(saved[0]?.keys)).not.toContain('1]');
		expect(saved[1]?.keys.a?.done.map(([, sequence]) => sequence)).toEqual([1]);
	});

	it('saves an event as done beforehand for a receiver that does not know what it had', async () => {
		await start({ settings: { doneBeforehand: true } });
		await clock.advance(1000);
		service.post('a');
		feed?.hint('a');
		await turns();
		expect(saved[0]?.keys.a?.done.map(([, sequence]) => sequence)).toEqual([1]);
		await feed?.stop();
		await start({ state: saved.at(-1) });
		feed?.connected();
		await turns();
		expect(ids()).toEqual(['m1']);
	});

	it('never saves an event as done because later ones of its key are', async () => {
		outcome = undefined;
		await start();
		await clock.advance(1000);
		service.post('a');
		service.post('a');
		for (let i = 0; i < 30; i += 1) {
			await clock.advance(1000);
			service.post('a', { own: true });
		}
		await clock.advance(70_000);
		service.post('a', { own: true });
		feed?.hint('a');
		await turns();
		running[0]?.end('done');
		await turns();
		expect(ids()).toEqual(['m1', 'm2']);
		await feed?.stop();
		running = [];
		outcome = 'done';
		await start({ state: saved.at(-1) });
		await turns();
		expect(ids()).toEqual(['m2']);
	});

	it('delivers one event of a key at a time, and keys side by side up to the limit', async () => {
		outcome = undefined;
		await start({ settings: { parallel: 2 } });
		for (const key of ['a', 'a', 'b', 'c']) {
			service.post(key);
			feed?.hint(key);
		}
		await turns();
		expect(ids()).toEqual(['m1', 'm3']);
		running[1]?.end('done');
		await turns();
		expect(ids()).toEqual(['m1', 'm3', 'm4']);
		running[0]?.end('done');
		await turns();
		expect(ids()).toEqual(['m1', 'm3', 'm4', 'm2']);
	});

	it('delivers without order where that is wanted, up to the limit', async () => {
		outcome = undefined;
		await start({ settings: { order: 'none', parallel: 3 } });
		for (let i = 0; i < 5; i += 1) service.post('a');
		feed?.hint('a');
		await turns();
		expect(ids()).toEqual(['m1', 'm2', 'm3']);
		running[1]?.end('done');
		await turns();
		expect(ids()).toEqual(['m1', 'm2', 'm3', 'm4']);
	});

	it('finds what no live event has told by asking every five minutes', async () => {
		await start();
		service.post('a');
		await clock.advance(5 * MINUTE - 1);
		await turns();
		expect(ids()).toEqual([]);
		await clock.advance(1);
		await turns();
		expect(ids()).toEqual(['m1']);
	});

	it('asks once for many events in the time of one reading', async () => {
		await start();
		const reads = service.reads;
		for (let i = 0; i < 50; i += 1) {
			service.post('a');
			feed?.hint('a');
		}
		await turns(200);
		expect(ids()).toHaveLength(50);
		expect(service.reads - reads).toBeLessThanOrEqual(2);
	});

	it('finds an event that turns up later than its time says, within the overlap', async () => {
		await start();
		await clock.advance(10_000);
		const late = service.post('a');
		service.events.pop();
		await clock.advance(30_000);
		service.post('a');
		feed?.hint('a');
		await turns();
		service.events.splice(service.events.length - 1, 0, late);
		service.post('a');
		feed?.hint('a');
		await turns();
		expect(ids().sort()).toEqual(['m1', 'm2', 'm3']);
	});

	it('reads again until it works, waiting longer each time, and says when it does', async () => {
		const troubles: Array<string | undefined> = [];
		await start({ onTrouble: (error) => void troubles.push(error?.kind) });
		service.post('a');
		service.failures = 3;
		feed?.hint('a');
		await turns();
		for (const wait of [2000, 4000, 8000]) {
			expect(ids()).toEqual([]);
			await clock.advance(wait);
			await turns();
		}
		expect(ids()).toEqual(['m1']);
		expect(troubles).toEqual(['network', 'network', 'network', undefined]);
	});

	it('tells trouble of every kind, also what is no answer of the service', async () => {
		const troubles: unknown[] = [];
		await start({ onTrouble: (error) => void troubles.push(error) });
		service.read = async () => await Promise.reject(new Error('The credential is gone'));
		service.post('a');
		feed?.hint('a');
		await turns();
		expect(troubles).toEqual([
			expect.objectContaining({
				message: 'The credential is gone',
				kind: 'contract',
				remedy: expect.stringContaining('Check the credential'),
			}),
		]);
	});

	it('does not let a key that cannot be read hold up the others', async () => {
		await start({ settings: { parallel: 1 } });
		const read = service.read.bind(service);
		service.read = async (key, ...rest) => {
			if (key === 'poison') throw new Error('cannot be read');
			return await read(key, ...rest);
		};
		for (const key of ['poison', 'a']) {
			service.post(key);
			feed?.hint(key);
		}
		await turns();
		expect(ids()).toEqual(['m2']);
	});

	describe('with a key that the service does not know', () => {
		let unknown: Set<string>;
		beforeEach(() => {
			unknown = new Set(['gone']);
			const read = service.read.bind(service);
			service.read = async (key, ...rest) => {
				if (!unknown.has(key)) return await read(key, ...rest);
				service.reads += 1;
				throw new ServiceError('no such dialog', { kind: 'notFound', remedy: 'none' });
			};
		});
		/** Ten minutes in which others get news. */
		const life = async () => {
			for (let minute = 0; minute < 10; minute += 1) {
				await clock.advance(MINUTE);
				service.post('a');
				feed?.hint('a');
				await turns();
			}
			await clock.advance(5 * MINUTE);
			await turns();
		};

		it('looks there once, and the floor rises all the same', async () => {
			service.post('a');
			const { floor } = await start();
			const reads = service.reads;
			feed?.hint('gone');
			await clock.advance(MINUTE);
			expect(service.reads - reads).toBeLessThanOrEqual(2);
			await life();
			expect(feed?.status).toMatchObject({ failing: 0 });
			expect(feed?.status.floor).toBeGreaterThan(floor + 5 * MINUTE);
		});

		it('delivers what was in a listed one when it is readable again, after a restart, too', async () => {
			service.post('a');
			const { floor } = await start();
			service.post('gone');
			feed?.connected();
			await turns();
			await life();
			expect(feed?.status.floor).toBeGreaterThan(floor + 5 * MINUTE);
			await feed?.stop();
			unknown.clear();
			await start({ state: saved.at(-1) });
			await clock.advance(5 * MINUTE);
			await turns();
			expect(ids()).toContain('m2');
			expect(new Set(ids()).size).toBe(11);
		});
	});

	it('forgets keys beyond its bound and finds them again by asking', async () => {
		await start({ settings: { waitingKeys: 2, parallel: 1 } });
		for (let i = 0; i < 30; i += 1) {
			service.post(`k${i}`);
			feed?.hint(`k${i}`);
		}
		expect(feed?.status.waiting).toBeLessThanOrEqual(3);
		await turns(400);
		expect(ids()).toHaveLength(30);
	});

	describe('with a receiver that says later whether it has an event', () => {
		const keepLater = async (ids: string[]) => {
			const ends = new Map<string, { keep(): void; lose(): void }>();
			const state = await start({
				settings: { order: 'none', parallel: 2 },
				deliver: async ({ id }) => {
					ids.push(id);
					const kept = new Promise<void>((resolve, reject) => {
						ends.set(id, { keep: resolve, lose: () => reject(new Error('lost')) });
					});
					return { kept };
				},
			});
			return { ends, state };
		};

		it('begins all at once, and after a death begins again those that nobody has confirmed', async () => {
			const got: string[] = [];
			const { ends } = await keepLater(got);
			await clock.advance(1000);
			for (let i = 0; i < 4; i += 1) service.post('a');
			feed?.hint('a');
			await turns();
			expect(got).toEqual(['m1', 'm2', 'm3', 'm4']);
			ends.get('m2')?.keep();
			await clock.advance(5 * MINUTE);
			service.post('a');
			feed?.hint('a');
			await turns();
			expect(got).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
			await feed?.stop();
			await start({ state: saved.at(-1) });
			feed?.connected();
			await turns();
			expect(ids()).toEqual(['m1', 'm3', 'm4', 'm5']);
		});

		it('begins an event again that the receiver has not got, and lets the floor rise behind it', async () => {
			const got: string[] = [];
			const { ends, state } = await keepLater(got);
			await clock.advance(1000);
			service.post('a');
			service.post('a');
			feed?.hint('a');
			await turns();
			await clock.advance(10 * MINUTE);
			service.post('b');
			feed?.connected();
			await turns();
			expect(feed?.status.floor).toBeLessThan(service.events[0]?.time ?? 0);
			ends.get('m1')?.lose();
			await turns();
			expect(got).toEqual(['m1', 'm2', 'm3', 'm1']);
			for (const { keep } of ends.values()) keep();
			feed?.connected();
			await turns();
			expect(feed?.status.floor).toBeGreaterThan(state.floor + 5 * MINUTE);
		});
	});

	it('does not repeat its last delivery weeks later, when the receiver has forgotten it', async () => {
		await start();
		await clock.advance(1000);
		service.post('a');
		feed?.hint('a');
		await turns();
		await feed?.stop();
		const state = saved.at(-1);
		await clock.advance(20 * 24 * 60 * MINUTE);
		service.post('b');
		await start({ state });
		feed?.connected();
		await turns();
		expect(ids()).toEqual(['m1', 'm2']);
	});

	describe('with an acknowledgement after success', () => {
		const settings = { redeliveries: 2 };

		it('delivers a failed event again before the next one of its key', async () => {
			outcome = undefined;
			await start({ settings });
			service.post('a');
			service.post('a');
			feed?.hint('a');
			await turns();
			running[0]?.end('failed');
			await turns();
			expect(ids()).toEqual(['m1']);
			await clock.advance(10_000);
			await turns();
			expect(running[1]).toMatchObject({ event: { id: 'm1' }, attempt: 2 });
			running[1]?.end('done');
			await turns();
			expect(running[2]).toMatchObject({ event: { id: 'm2' }, attempt: 1 });
		});

		it('gives up after the last attempt, says so once, and goes on', async () => {
			const givenUp: Array<[string, number]> = [];
			outcome = 'failed';
			await start({
				settings,
				onGivenUp: ({ id }, attempts) => {
					givenUp.push([id, attempts]);
					outcome = 'done';
				},
			});
			service.post('a');
			service.post('a');
			feed?.hint('a');
			for (let i = 0; i < 5; i += 1) {
				await turns();
				await clock.advance(5 * MINUTE);
			}
			expect(givenUp).toEqual([['m1', 3]]);
			expect(ids()).toEqual(['m1', 'm1', 'm1', 'm2']);
		});

		it.each([
			[true, 2],
			[false, 1],
		])(
			'after a death in the middle (as a new attempt: %s) comes as attempt %i',
			async (redeliver, attempt) => {
				outcome = undefined;
				await start({ settings });
				await clock.advance(1000);
				service.post('a');
				feed?.hint('a');
				await turns();
				await feed?.stop();
				await start({
					settings: { ...settings, redeliverUnfinished: redeliver },
					state: saved.at(-1),
				});
				await turns();
				expect(running.at(-1)).toMatchObject({ event: { id: 'm1' }, attempt });
			},
		);
	});

	it('delivers again after a restart what was to be delivered again', async () => {
		outcome = undefined;
		await start({ settings: { redeliveries: 2 } });
		await clock.advance(1000);
		service.post('a');
		feed?.hint('a');
		await turns();
		running[0]?.end('failed');
		await turns();
		service.post('b');
		feed?.hint('b');
		await turns();
		await feed?.stop();
		await start({ settings: { redeliveries: 2 }, state: saved.at(-1) });
		await turns();
		const again = running.slice(2).map(({ event, attempt }) => [event.id, attempt]);
		expect(again.sort()).toEqual([
			['m1', 2],
			['m2', 1],
		]);
	});

	it('keeps its memory small over thousands of events, and lets the floor rise', async () => {
		const { floor } = await start();
		let largest = 0;
		for (let i = 0; i < 5000; i += 1) {
			const key = `k${i % 40}`;
			service.post(key);
			feed?.hint(key);
			if (i % 10 === 0) await clock.advance(1000);
			if (i % 100 !== 0) continue;
			await turns(60);
			largest = Math.max(largest, JSON.stringify(saved.at(-1) ?? {}).length);
			saved = [];
		}
		await turns(300);
		expect(new Set(ids()).size).toBe(5000);
		expect(largest).toBeLessThan(40_000);
		expect(feed?.status.floor).toBeGreaterThan(floor);
	});

	it('saves little while it catches up: only what is recent is remembered one by one', async () => {
		await start();
		for (const key of ['a', 'b', 'c', 'd', 'e']) {
			for (let i = 0; i < 20; i += 1) service.post(key);
			clock.skip(60 * MINUTE);
		}
		service.post('f');
		feed?.connected();
		await turns(300);
		expect(running).toHaveLength(101);
		const last = saved.at(-1)?.keys ?? {};
		const remembered = Object.values(last).flatMap(({ done }) => done);
		expect(remembered.length).toBeLessThanOrEqual(5);
	});

	it('stops in the middle of everything, twice, and delivers nothing more', async () => {
		outcome = undefined;
		await start();
		service.post('a');
		feed?.hint('a');
		await turns();
		service.failures = 100;
		feed?.connected();
		await turns();
		await Promise.all([feed?.stop(), feed?.stop()]);
		service.post('b');
		feed?.hint('b');
		feed?.connected();
		await clock.advance(60 * MINUTE);
		expect(ids()).toEqual(['m1']);
		expect(clock.sleeping).toBe(0);
	});
});
