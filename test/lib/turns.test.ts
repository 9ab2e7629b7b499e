import { createAvitoClient } from '../../lib/avito';
import { createKworkHttp, KworkClient } from '../../lib/kwork';
import { createUpworkHttp, UpworkAccount, UpworkClient } from '../../lib/upwork';
import type { Clock } from '../../lib/time';
import type { Simulator } from '../../simulator';
import { startSimulator } from '../../simulator';
import { tokenPair } from '../simulator/upwork/session';
import { pass, quiet } from '../support/loopback';
import { ManualClock } from '../support/manualClock';

interface Opened {
	read(): Promise<unknown>;
	close(): Promise<void>;
}

interface Wing {
	service: 'kwork' | 'avito' | 'upwork';
	/** Never more than so many in a span of so many milliseconds. */
	windows: Array<[limit: number, ms: number]>;
	open(simulator: Simulator, wire: Wire): Promise<Opened>;
}

interface Wire {
	account: string;
	simulatorUrl: string;
	clock: Clock;
	retry: { attempts: number; baseMs: number; capMs: number };
}

const WINGS: Wing[] = [
	{
		service: 'kwork',
		windows: [
			[4, 500],
			[5, 1000],
			[120, 60_000],
		],
		async open(_, wire) {
			const http = createKworkHttp({ ...wire, requestsPerMinute: 120 });
			const credential = { login: 'demo', password: 'demo' };
			const client = new KworkClient({ credential, http, clock: wire.clock });
			const read = async () => await client.call('categories', {}, { effect: 'read' });
			return { read, close: async () => await client.close() };
		},
	},
	{
		service: 'avito',
		windows: [
			[1, 101],
			[100, 10_000],
		],
		async open(_, wire) {
			const key = { clientId: 'avito-demo-client', clientSecret: 'avito-demo-secret' };
			const client = createAvitoClient(key, wire);
			const read = async () => await client.account.self();
			return { read, close: async () => await client.close() };
		},
	},
	{
		service: 'upwork',
		windows: [
			[5, 1100],
			[300, 60_000],
		],
		async open(simulator, wire) {
			const { access_token: token = '' } = await tokenPair(simulator);
			const account = new UpworkAccount({ http: createUpworkHttp(wire), clock: wire.clock });
			const tokens = { current: async () => token, refresh: async () => token };
			const confirmationSecret = 'secret';
			const read = async () =>
				await new UpworkClient({ account, tokens, confirmationSecret }).people.viewer();
			return { read, close: async () => await account.close() };
		},
	},
];

/** One failure more in a row, and the account would rest. */
const CALLS = 9;

/** A signed-in account of a service on a clock that the test moves. */
async function opened({ service, open }: Wing) {
	const clock = new ManualClock(undefined, quiet);
	const simulator = await startSimulator({ clock });
	const retry = { attempts: 2, baseMs: 1, capMs: 1 };
	const wire = { account: 'turns', simulatorUrl: simulator.url, clock, retry };
	const { read, close } = await open(simulator, wire);
	/** Reads so often at once, and lets time pass until all have ended. */
	const reads = async (count: number) => {
		let ended = false;
		const all = Promise.allSettled(Array.from({ length: count }, read));
		void all.then(() => (ended = true));
		await pass(clock, () => ended, 100);
		return await all;
	};
	await reads(1);
	await clock.advance(60_000);
	simulator.control.clearLog();
	const { control } = simulator;
	return {
		clock,
		control,
		reads,
		asked: () => control.requests({ service }),
		async close() {
			await close();
			await simulator.close();
		},
	};
}

test.each(WINGS)('a retry waits its turn behind the first calls: $service', async (wing) => {
	const { control, reads, asked, close } = await opened(wing);
	try {
		control.fault({ kind: 'status', status: 503, service: wing.service, times: CALLS });
		// A read that failed twice would end in an error, as each is sent twice at most.
		for (const { status } of await reads(CALLS)) expect(status).toBe('fulfilled');
		expect(asked().map(({ status }) => status)).toEqual([
			...Array.from({ length: CALLS }, () => 503),
			...Array.from({ length: CALLS }, () => 200),
		]);
		const times = asked().map(({ at }) => at);
		for (const [limit, ms] of wing.windows) {
			const spans = times.map((at, index) => (times[index + limit] ?? Infinity) - at);
			expect([limit, Math.min(...spans) >= ms]).toEqual([limit, true]);
		}
	} finally {
		await close();
	}
});

test.each(WINGS)('"too many" until a date holds for all calls: $service', async (wing) => {
	const { clock, control, reads, asked, close } = await opened(wing);
	try {
		const until = Math.ceil(clock.now() / 1000) * 1000 + 300_000;
		const retryAfter = new Date(until).toUTCString();
		control.fault({ kind: 'rateLimit', retryAfter, service: wing.service, times: 1 });
		const [first] = await reads(1);
		expect(first).toMatchObject({ status: 'rejected', reason: { kind: 'rateLimited' } });
		for (const { status, ...end } of await reads(3)) {
			expect(status).toBe('rejected');
			expect(end).toMatchObject({
				reason: { kind: 'rateLimited', retryAfterMs: until - clock.now() },
			});
		}
		expect(asked()).toHaveLength(1);
		await clock.advance(until - clock.now());
		for (const { status } of await reads(3)) expect(status).toBe('fulfilled');
	} finally {
		await close();
	}
});
