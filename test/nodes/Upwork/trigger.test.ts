import { TriggerContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { UpworkTrigger } from '../../../nodes/Upwork/UpworkTrigger.node';
import { upworkPolls } from '../../../nodes/Upwork/trigger/poll';
import { Poller } from '../../support/poller';
import { NOON, UpworkBench } from './support';

const HOUR = 3_600_000;

const bench = new UpworkBench();
let now = NOON;
beforeAll(async () => {
	await bench.start();
});
beforeEach(() => {
	now = NOON;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterAll(async () => await bench.stop());
afterEach(async () => {
	jest.restoreAllMocks();
	await bench.reset();
});

/** Time passes for Upwork and for n8n alike. */
async function pass(ms: number): Promise<void> {
	now += ms;
	bench.simulator.control.advance(ms);
	if (bench.tokenIsOld()) await bench.connect();
}

const pollerOf = (parameters: IDataObject) =>
	new Poller(
		{
			node: UpworkTrigger,
			polls: upworkPolls,
			credential: {
				type: 'upworkOAuth2Api',
				decrypt() {
					const credential = bench.credential();
					bench.settle(credential);
					return credential;
				},
			},
		},
		parameters,
	);

describe('New Job', () => {
	it('passes each matching job of a simulated week with 3,000 postings once, over restarts', async () => {
		const poller = pollerOf({
			event: 'newJob',
			searchFilters: { jobType: 'FIXED' },
			qualityFilters: { minBudget: 800 },
			options: { minMinutes: 1 },
		});
		expect(await poller.poll()).toEqual([]);
		let random = 11;
		const next = () =>
			(random = (random * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
		const wanted: string[] = [];
		const passed: IDataObject[] = [];
		let posted = 0;
		let largest = 0;
		while (posted < 3_000) {
			// Uneven: quiet hours, busy hours, and now and then many in one second.
			const burst = next() < 0.04;
			const count = Math.min(3_000 - posted, burst ? 120 : Math.floor(next() * 40));
			for (let i = 0; i < count; i += 1) {
				if (!burst) await pass(Math.floor((next() * 2 * HOUR) / 40));
				const fixed = next() < 0.5;
				const budget = Math.floor(next() * 2_000);
				const { id } = bench.control.newJob({
					title: `Job ${posted}`,
					...(fixed ? { type: 'FIXED' as const, amount: budget } : { type: 'HOURLY' as const }),
				}) as { id: string };
				if (fixed && budget >= 800) wanted.push(id);
				posted += 1;
			}
			await pass(Math.floor((0.25 + next()) * HOUR));
			passed.push(...(await poller.poll()));
			largest = Math.max(largest, JSON.stringify(poller.disk).length);
		}
		await pass(HOUR);
		passed.push(...(await poller.poll()));
		expect(now - NOON).toBeGreaterThan(5 * 24 * HOUR);
		expect(passed.map(({ id }) => String(id)).sort()).toEqual(wanted.sort());
		expect(largest).toBeLessThan(80_000);
	});

	it('begins with the newest where asked to, but not for another search', async () => {
		const options = { minMinutes: 1, firstRun: 3 };
		const poller = pollerOf({ event: 'newJob', options });
		const newest = await poller.poll();
		expect(newest).toHaveLength(3);
		await pass(HOUR);
		expect(await poller.poll()).toEqual([]);
		const other = pollerOf({ event: 'newJob', searchExpression: 'python', options });
		other.disk = poller.disk;
		await pass(HOUR);
		expect(await other.poll()).toEqual([]);
	});

	it('says that it begins anew, and since when nothing was passed on', async () => {
		const warnings: string[] = [];
		const warn = (message: string) => void warnings.push(message);
		const logger = { debug() {}, info() {}, warn, error() {} };
		jest.spyOn(TriggerContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
		const options = { minMinutes: 1 };
		const poller = pollerOf({ event: 'newJob', options });
		await poller.poll();
		expect(warnings).toEqual([]);
		const since = new Date(now).toISOString();
		await pass(HOUR);
		const disk = JSON.stringify(poller.disk);
		poller.disk = JSON.parse(disk.replace('"floor":', '"flour":')) as IDataObject;
		expect(await poller.poll()).toEqual([]);
		expect(warnings).toEqual([expect.stringContaining(since)]);
		const other = pollerOf({ event: 'newJob', searchExpression: 'python', options });
		other.disk = JSON.parse(disk) as IDataObject;
		expect(await other.poll()).toEqual([]);
		expect(warnings).toHaveLength(2);
	});

	it('asks no more often than it may', async () => {
		const poller = pollerOf({ event: 'newJob', searchExpression: '' });
		await poller.poll();
		bench.simulator.control.clearLog();
		await pass(5 * 60_000);
		bench.control.newJob({ title: 'Soon' });
		expect(await poller.poll()).toEqual([]);
		expect(bench.requests()).toHaveLength(0);
		await pass(10 * 60_000);
		expect(await poller.poll()).toMatchObject([{ title: 'Soon' }]);
	});

	it('reads on in the next poll when its time is used up', async () => {
		const poller = pollerOf({ event: 'newJob', options: { minMinutes: 1 } });
		await poller.poll();
		await pass(HOUR);
		for (let i = 0; i < 230; i += 1) bench.control.newJob({ title: `Job ${i}` });
		const found: IDataObject[] = [];
		for (let polls = 0; polls < 12 && found.length < 230; polls += 1) {
			found.push(...(await poller.poll('trigger', -1)));
			await pass(2 * 60_000);
		}
		expect(new Set(found.map(({ id }) => id)).size).toBe(230);
		expect(found).toHaveLength(230);
	});

	it('gives a sample for a test without moving the cursor', async () => {
		const poller = pollerOf({ event: 'newJob' });
		expect(await poller.poll('manual')).toHaveLength(1);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('Other events', () => {
	it('tells new messages of clients, from a room that did not exist before, too', async () => {
		const poller = pollerOf({ event: 'newMessage' });
		await poller.poll();
		await pass(HOUR);
		bench.control.clientWrites({ text: 'Are you there?' });
		bench.control.clientWrites({ text: null, system: true });
		const [proposal] = await bench.items({
			resource: 'proposal',
			operation: 'getAll',
			parameters: { statuses: ['Accepted'], limit: 1 },
		});
		bench.control.clientWrites({ proposalId: String(proposal?.id), text: 'Nice proposal' });
		const found = await poller.poll();
		expect(found.map(({ text }) => text).sort()).toEqual(['Are you there?', 'Nice proposal']);
		expect(found).toContainEqual(
			expect.objectContaining({ proposalId: proposal?.id, direction: 'in' }),
		);
		await pass(HOUR);
		expect(await poller.poll()).toEqual([]);
	});

	it('tells changed proposals with both statuses', async () => {
		const poller = pollerOf({ event: 'proposalStatusChanged' });
		const [proposal] = await bench.items({
			resource: 'proposal',
			operation: 'getAll',
			parameters: { statuses: ['Accepted'], limit: 1 },
		});
		await pass(60_000);
		await poller.poll();
		await pass(HOUR);
		bench.control.proposalStatus({ id: String(proposal?.id), status: 'Declined' });
		expect(await poller.poll()).toMatchObject([
			{ id: proposal?.id, previousStatus: 'Accepted', newStatus: 'Declined' },
		]);
		await pass(HOUR);
		expect(await poller.poll()).toEqual([]);
	});

	it.each([0, 1] as const)('tells new offers where pages begin at %i', async (firstOfferPage) => {
		bench.control.configure({ firstOfferPage });
		const poller = pollerOf({ event: 'newOffer' });
		await poller.poll();
		await pass(HOUR);
		const { id } = bench.control.newOffer({}) as { id: string };
		expect(await poller.poll()).toMatchObject([{ id }]);
		await pass(HOUR);
		expect(await poller.poll()).toEqual([]);
	});

	it.each(['newMessage', 'newOffer', 'proposalStatusChanged'])(
		'gives a sample of %s',
		async (event) => {
			expect(await pollerOf({ event }).poll('manual')).toHaveLength(1);
		},
	);
});
