import fc from 'fast-check';
import { ServiceError } from '../../../lib/errors';
import { pollSource, type FeedEvent, type Position } from '../../../lib/feed';
import { ManualClock } from '../../support/manualClock';
import { FakeService } from './fakeService';

const NEVER = new AbortController().signal;
const OVERLAP_MS = 600_000;

/** A node that polls: keeps what a round left unless n8n dies before it is stored. */
class Polling {
	state: unknown = undefined;

	readonly told: string[] = [];

	failures: string[] = [];

	constructor(
		readonly service: FakeService,
		readonly clock: ManualClock,
	) {}

	/** @param keysAtOnce the time for a round is used up after so many */
	async round(keysAtOnce = Infinity): Promise<void> {
		const before = this.service.reads;
		const { events, state, failures } = await pollSource(this.service, this.state, {
			now: this.clock.now(),
			overlapMs: OVERLAP_MS,
			enough: () => this.service.reads - before >= keysAtOnce,
			signal: NEVER,
		});
		this.told.push(...events.map(({ id }) => id));
		this.state = JSON.parse(JSON.stringify(state));
		this.failures = failures;
	}
}

const setUp = (skewMs = 0) => {
	const clock = new ManualClock();
	const service = new FakeService(clock, skewMs);
	return { clock, service, polling: new Polling(service, clock) };
};

describe('a poll over a source of a feed', () => {
	it('learns what is there, and tells what comes then, each once and in order', async () => {
		const { clock, service, polling } = setUp();
		service.post('a');
		await polling.round();
		expect(polling.told).toEqual([]);
		await clock.advance(60_000);
		const one = service.post('a');
		service.post('b', { own: true });
		await clock.advance(1000);
		const two = service.post('b');
		for (let i = 0; i < 3; i += 1) await polling.round();
		expect(polling.told).toEqual([one.id, two.id]);
	});

	it('comes to the end where the time of a round suffices for one key', async () => {
		const { clock, service, polling } = setUp();
		service.post('a');
		await polling.round();
		await clock.advance(60_000);
		const ids = ['a', 'b', 'c', 'd', 'e'].map((key) => service.post(key).id);
		for (let i = 0; i < 8; i += 1) {
			await polling.round(1);
			await clock.advance(60_000);
		}
		expect([...polling.told].sort()).toEqual(ids);
	});

	it('tells the others where one key cannot be read, and that one when it can', async () => {
		const { clock, service, polling } = setUp();
		service.post('a');
		await polling.round();
		await clock.advance(60_000);
		const lost = service.post('gone');
		const other = service.post('b');
		const read = service.read.bind(service);
		service.read = async (key: string, after: Position, limit: number, signal: AbortSignal) => {
			if (key !== 'gone') return await read(key, after, limit, signal);
			throw new ServiceError('no such dialog', { kind: 'notFound', remedy: 'none' });
		};
		await polling.round();
		expect([polling.told, polling.failures]).toEqual([[other.id], ['no such dialog']]);
		await clock.advance(3_600_000);
		const later = service.post('b');
		await polling.round();
		service.read = read;
		await polling.round();
		expect(polling.told).toEqual([other.id, later.id, lost.id]);
	});

	it('tells every event once, whatever fails, is cut short or dies', async () => {
		const step = fc.oneof(
			{
				weight: 6,
				arbitrary: fc.record({
					do: fc.constant('post' as const),
					key: fc.constantFrom('a', 'b', 'c'),
				}),
			},
			{ weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
			{
				weight: 4,
				arbitrary: fc.record({
					do: fc.constant('round' as const),
					keys: fc.constantFrom(1, 2, 9),
					fails: fc.boolean(),
					dies: fc.boolean(),
				}),
			},
		);
		const input = fc.record({
			skewMs: fc.constantFrom(0, -60_000),
			steps: fc.array(step, { maxLength: 40 }),
		});
		await fc.assert(
			fc.asyncProperty(input, async ({ skewMs, steps }) => {
				const { clock, service, polling } = setUp(skewMs);
				service.post('a');
				await polling.round();
				await clock.advance(1000);
				const posted: Array<FeedEvent<string>> = [];
				for (const one of steps) {
					if (one.do === 'post') posted.push(service.post(one.key));
					else if (one.do === 'wait') await clock.advance(90_000);
					else {
						const { state } = polling;
						const told = polling.told.length;
						service.failures = one.fails ? 1 : 0;
						await polling.round(one.keys).catch(() => {});
						service.failures = 0;
						if (!one.dies) continue;
						// n8n has stored neither the executions nor what the round remembered.
						polling.state = state;
						polling.told.splice(told);
					}
				}
				for (let i = 0; i < 4; i += 1) {
					await clock.advance(90_000);
					await polling.round();
				}
				expect([...polling.told].sort()).toEqual(posted.map(({ id }) => id).sort());
				for (const key of ['a', 'b', 'c']) {
					const own = posted.filter((event) => event.key === key).map(({ id }) => id);
					expect(polling.told.filter((id) => own.includes(id))).toEqual(own);
				}
			}),
			{ numRuns: Number(process.env.FEED_RUNS ?? 150) },
		);
	});
});
