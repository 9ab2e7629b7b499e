import { Stage } from './stage';
import type { Listening } from './triggers';
import { triggers } from './triggers';

interface Outage {
	what: string;
	begin(one: Listening): void;
	end(one: Listening): Promise<void> | void;
	/** The cause, as it is told. */
	says: string;
	/** A person has to act, so it is told at once. */
	isAtOnce?: boolean;
	minutes: number;
	/** Requests within these minutes. */
	atMost: number;
}

const struck = (one: Listening, fault: { kind: 'status'; status: 500 } | { kind: 'reset' }) => {
	const { service } = one;
	one.bench.simulator.control.fault({ service, operation: '*', times: null, ...fault });
};
const cleared = (one: Listening) => one.bench.simulator.control.clearFaults();

/** What goes wrong at the service, or with the key. */
const outages: Outage[] = [
	{
		what: '500',
		begin: (one) => struck(one, { kind: 'status', status: 500 }),
		end: cleared,
		says: 'HTTP 500',
		minutes: 90,
		atMost: 40,
	},
	{
		what: 'the network',
		begin: (one) => struck(one, { kind: 'reset' }),
		end: cleared,
		says: 'in a row failed, .*connection',
		minutes: 90,
		atMost: 40,
	},
	{
		what: 'a dead key',
		begin: (one) => one.killKey(),
		end: async (one) => await one.mendKey(),
		says: '(login and password|credential)',
		isAtOnce: true,
		minutes: 24 * 60,
		// A refused call and a refused renewal each half hour, and a few more in the first one.
		atMost: 150,
	},
];

const rows = triggers.map((one) => [`${one.name}${one.variant ?? ''}`, one] as const);

describe.each(rows)('%s in an outage', (_, one) => {
	const stage = new Stage(one);
	beforeEach(async () => await stage.set());
	afterEach(async () => await stage.strike());

	const requests = () => one.bench.simulator.control.requests({ service: one.service }).length;

	it.each(outages)(
		'tells it once, keeps still, goes on afterwards and tells the next: $what',
		async ({ begin, end, says, isAtOnce, minutes, atMost }) => {
			await stage.publish();
			await stage.live(2);
			const { control } = one.bench.simulator;
			for (const [time, length] of [
				[1, minutes],
				[2, 30],
			] as const) {
				const before = requests();
				begin(one);
				control.sockets.drop({ service: one.service });
				await stage.live(10);
				expect(stage.engine.failedExecutions).toHaveLength(isAtOnce ? time : time - 1);
				await stage.live(length - 10);
				expect(stage.engine.failedExecutions).toHaveLength(time);
				expect(stage.engine.failedExecutions.at(-1)).toMatchObject({
					message: expect.stringMatching(new RegExp(`^${one.name}: .*${says}`)),
					description: expect.stringMatching(/\w{3}/),
				});
				expect(requests() - before).toBeLessThan(atMost);
				await end(one);
				const events = stage.engine.emitted.length;
				one.happens('News');
				await stage.live(40);
				expect(stage.engine.emitted.length).toBe(events + 1);
			}
			expect(stage.engine.emittedErrors).toEqual([]);
		},
		300_000,
	);

	it('fails the publication for a wrong key, with what to do in the message', async () => {
		stage.override = one.wrong;
		const error: unknown = await stage.engine.activate().catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ description: expect.stringMatching(/\w{3}/) });
		const { message, description } = error as { message: string; description: string };
		expect(message).toContain(description);
	});
});
