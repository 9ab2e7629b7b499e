import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

/** As n8n's date picker stores a day: midnight, without a zone. */
const picked = (day: string) => `${day}T00:00:00`;

const variablesOf = (operation: string) =>
	bench.requests(operation).map(({ parameters }) => parameters);

describe.each(['Asia/Tokyo', 'Europe/Moscow', 'UTC', 'America/Los_Angeles'])(
	'in a workflow of %s',
	(timeZone) => {
		test('the time report covers the days that were chosen', async () => {
			const report = { resource: 'report', operation: 'time' };
			const year = { from: '2026-01-01', until: '2026-12-31' };
			const all = await bench.items({ ...report, parameters: { ...year, returnAll: true } });
			const day = String(all[3]?.date);
			const parameters = { from: picked(day), until: picked(day), returnAll: true };
			const found = await bench.items({ ...report, timeZone, parameters });
			expect(found).toEqual(all.filter(({ date }) => date === day));
			expect(found.length).toBeGreaterThan(0);
		});

		test('transactions of the last day are in the report, to its last minute', async () => {
			const parameters = { from: picked('2026-11-01'), until: picked('2026-11-20') };
			await bench.run({ resource: 'report', operation: 'transactions', timeZone, parameters });
			const offset = { 'Asia/Tokyo': 9, 'Europe/Moscow': 3, UTC: 0, 'America/Los_Angeles': -8 }[
				timeZone
			];
			// Daylight saving time ends in Los Angeles on 1 November, at two in the morning.
			const first = timeZone === 'America/Los_Angeles' ? -7 : (offset ?? NaN);
			expect(variablesOf('transactionHistory')).toMatchObject([
				{
					filter: {
						transactionDateTime_bt: {
							rangeStart: new Date(Date.UTC(2026, 10, 1, -first)).toISOString(),
							rangeEnd: new Date(Date.UTC(2026, 10, 21, -(offset ?? NaN)) - 1).toISOString(),
						},
					},
				},
			]);
		});

		test('the funnel counts by the days of the workflow', async () => {
			const period = { period: 'day' };
			const rows = await bench.items({
				resource: 'report',
				operation: 'funnel',
				timeZone,
				parameters: period,
			});
			const made = (
				await bench.items({
					resource: 'proposal',
					operation: 'getAll',
					parameters: { statuses: [], returnAll: true, output: 'record' },
				})
			).map(({ createdAt }) => String(createdAt));
			const days = made.map((time) =>
				new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(time)),
			);
			expect(rows.map((row) => row.period)).toEqual([...new Set(days)].sort());
		});
	},
);

test('a day that does not exist is refused before anything is sent', async () => {
	const { error } = await bench.run({
		resource: 'report',
		operation: 'time',
		parameters: { from: '2026-02-30', until: '2026-03-01' },
	});
	expect(error?.message).toBe('"From" is not a date: 2026-02-30');
	expect(error?.description).toContain('2026-11-21');
	expect(bench.requests('contractTimeReport')).toEqual([]);
});
