import fc from 'fast-check';
import { UpworkClient, watchOffers } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

const NOW = Date.UTC(2026, 10, 21);
const PAGE = 50;
const VIEWER = { user: { id: '1', nid: 'a' }, organization: { id: '2' } };

describe('watchOffers', () => {
	/** What Upwork lists, in its order; null stands for an offer that Upwork cannot show. */
	let listed: Array<string | null>;
	let server: TestServer;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	const answer = ({ operationName, variables }: Asked): Answer => {
		if (operationName === 'Viewer') return { body: { data: VIEWER } };
		const { page, limit } = (variables as { filter: { page: number; limit: number } }).filter;
		const part = listed.slice(page * limit, (page + 1) * limit);
		const offers = part.map((id) => (id === null ? null : { id }));
		const errors = part.includes(null) ? { errors: [{ message: 'Exception occurred' }] } : {};
		return { body: { data: { offersByAttribute: { offers } }, ...errors } };
	};

	beforeAll(async () => {
		server = await serve(answer);
	});
	beforeEach(() => {
		listed = [];
		account = accountOn(server.url, new JumpingClock(NOW));
		upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	/** A trigger whose state lives as JSON between the polls. */
	function watcher() {
		let saved: string | undefined;
		/** @param time how often it may be asked for before the time is over */
		return async (time = Infinity): Promise<string[]> => {
			let left = time;
			const { events, state } = await watchOffers(upwork.business, {
				state: saved === undefined ? undefined : JSON.parse(saved),
				now: NOW,
				outOfTime: () => (left -= 1) < 0,
			});
			saved = JSON.stringify(state);
			return events.map(({ id }) => id);
		};
	}

	const ids = (count: number, first = 0) =>
		Array.from({ length: count }, (_, index) => String(first + count - index));

	it('passes on nothing old, wherever the first polls were cut short', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 130 }),
				fc.array(fc.record({ fresh: fc.nat(3), time: fc.nat(60) }), { maxLength: 4 }),
				async (old, polls) => {
					listed = ids(old);
					const poll = watcher();
					expect(await poll(polls[0]?.time ?? 0)).toEqual([]);
					const expected: string[] = [];
					const passed: string[] = [];
					for (const { fresh, time } of polls) {
						const news = ids(fresh, 1_000 + expected.length);
						expected.push(...news);
						listed = [...news, ...listed];
						passed.push(...(await poll(time)));
					}
					passed.push(...(await poll()));
					expect(passed.sort()).toEqual(expected.sort());
				},
			),
			{ numRuns: 20 },
		);
	});

	it.each(['last', 'in the middle'])('finds one that Upwork lists %s of 260', async (place) => {
		listed = ids(260);
		const poll = watcher();
		await poll();
		listed.splice(place === 'last' ? 260 : 230, 0, 'new');
		expect(await poll()).toEqual(['new']);
		expect(await poll()).toEqual([]);
	});

	it('reads on behind a page with an offer that Upwork cannot show', async () => {
		listed = ids(PAGE + 20);
		const [shown] = listed.splice(10, 1, null);
		const poll = watcher();
		await poll();
		listed[10] = String(shown);
		// It may have come since.
		expect(await poll()).toEqual([String(shown)]);
	});
});
