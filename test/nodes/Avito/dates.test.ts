import { AvitoPollTrigger } from '../../../nodes/Avito/AvitoPollTrigger.node';
import { avitoPolls } from '../../../nodes/Avito/pollTrigger/poll';
import { Poller } from '../../support/poller';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const sentTo = (pattern: RegExp) =>
	bench.simulator.control
		.requests()
		.filter(({ path }) => pattern.test(path))
		.map(({ parameters }) => parameters);

/** What stands in the date picker of a workflow of Vladivostok, seven hours before Moscow. */
const timeZone = 'Asia/Vladivostok';
const picked = (ms: number) => new Date(ms + 10 * 3_600_000).toISOString().slice(0, 19);
const yesterday = () => bench.simulator.control.now() - 86_400_000;
const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;

test('operations are asked for by the clock of Moscow, whatever the zone of the workflow', async () => {
	const at = new Date(yesterday());
	const day = (offset: number) =>
		new Date(at.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
	await bench.items({
		resource: 'account',
		operation: 'getOperations',
		timeZone,
		parameters: { from: `${day(-1)}T00:00:00`, to: `${day(0)}T10:00:00+03:00` },
	});
	expect(sentTo(/operations_history/)).toMatchObject([
		{ dateTimeFrom: `${day(-2)}T17:00:00`, dateTimeTo: `${day(0)}T10:00:00` },
	]);
});

test('items are asked for from the day that it then is in Moscow', async () => {
	const filters = { updatedFrom: '2026-11-01T00:00:00' };
	await bench.items({
		resource: 'item',
		operation: 'getAll',
		timeZone,
		parameters: { limit: 1, filters },
	});
	expect(sentTo(/core\/v1\/items$/)).toMatchObject([{ updatedAtFrom: '2026-10-31' }]);
});

test('resumes are asked for by moments, by the node and by the trigger', async () => {
	const from = yesterday();
	const filters = { updatedFrom: picked(from), updatedTo: '2099-01-01' };
	await bench.items({
		resource: 'resume',
		operation: 'search',
		timeZone,
		parameters: { filters, limit: 1 },
	});
	const poller = new Poller(
		{
			node: AvitoPollTrigger,
			polls: avitoPolls,
			credential: { type: 'avitoApi', decrypt: () => bench.credential() as never },
			timeZone,
		},
		{ event: 'newResume', filters },
	);
	await poller.poll();
	const [search, poll] = sentTo(/job\/v1\/resumes\/?$/);
	expect(search).toMatchObject({
		updated_from: new Date(seconds(from)).toISOString(),
		updated_to: '2098-12-31T14:00:00.000Z',
	});
	expect(poll).toMatchObject({ updated_to: '2098-12-31T14:00:00.000Z' });
});

test('applications begin at the chosen moment', async () => {
	const { id } = (await bench.simulator.control.avito.newApplication({})) as { id: string };
	const now = bench.simulator.control.now();
	const listed = async (ms: number) =>
		await bench.items({
			resource: 'application',
			operation: 'getAll',
			timeZone,
			parameters: { updatedSince: picked(ms), returnAll: true },
		});
	expect((await listed(now - 60_000)).map((found) => found.id)).toContain(id);
	expect((await listed(now + 60_000)).map((found) => found.id)).not.toContain(id);
});
