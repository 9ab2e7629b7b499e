import { resources } from '../../../nodes/Upwork/actions';
import { byId } from '../../support/workflow';
import { callOf, idsOf, named, WRITES } from './operationRuns';
import type { Ids, OperationCase } from './operationTable';
import { OPERATIONS, unknownIdOf } from './operationTable';
import { UpworkBench } from './support';

const bench = new UpworkBench();
let ids: Ids;
beforeAll(async () => {
	await bench.start();
	await bench.reset(1);
	ids = await idsOf(bench);
	await bench.reset(1);
});
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset(1));

const asked = ({ root }: OperationCase) =>
	bench.requests().filter(({ operation }) => operation.split('+').includes(root)).length;

it('holds every operation of the node', () => {
	const all = resources.flatMap(({ value, operations }) =>
		[...operations.keys()].map((operation) => `${value}.${operation}`),
	);
	expect(OPERATIONS.map(({ at }) => at).sort()).toEqual(all.sort());
});

it.each(named(OPERATIONS))('%s works', async (_, one) => {
	await one.before?.(bench, ids);
	const items = await bench.items(callOf(one, ids));
	expect(items.length).toBeGreaterThan(0);
});

it.each(named(OPERATIONS.filter(({ empty }) => empty)))(
	'%s: an empty list is no error',
	async (_, one) => {
		bench.simulator.control.fault({
			service: 'upwork',
			operation: one.root,
			kind: 'status',
			status: 200,
			body: JSON.stringify({ data: one.empty }),
			headers: { 'content-type': 'application/json' },
			times: null,
		});
		expect(await bench.items(callOf(one, ids))).toEqual([]);
	},
);

const SINGLE = OPERATIONS.filter(({ unknown }) => unknown);

it.each(named(SINGLE))('%s names what is not there', async (_, one) => {
	const { error } = await bench.run(callOf(one, ids, one.unknown?.(unknownIdOf(one))));
	expect(error?.message).toMatch(/knows no|does not let|unknown|refuses/);
	expect(error?.message).not.toContain('It is not known');
	expect(error?.description).toBeTruthy();
});

it.each(named(SINGLE))('%s takes 0 for no ID of anything', async (_, one) => {
	const { error } = await bench.run(callOf(one, ids, one.unknown?.('0')));
	expect(error?.message).toBeTruthy();
	expect(error?.description).toBeTruthy();
	expect(error?.description).not.toMatch(/report it/);
});

it.each(named(SINGLE))('%s: one bad item of three costs one row', async (_, one) => {
	await one.before?.(bench, ids);
	const good = { ...one.parameters?.(ids) };
	const { resource, operation } = callOf(one, ids);
	const [name, locator] =
		Object.entries(one.unknown?.('?') ?? {}).find(
			([, value]) => JSON.stringify(value) === JSON.stringify(byId('?')),
		) ?? [];
	const right = Object(good[name ?? '']) as { value: string };
	const run = await bench.run({
		resource,
		operation,
		parameters: {
			...good,
			organization: one.organization ?? '',
			[name ?? '']: { ...Object(locator), value: '={{ $json.id }}' },
		},
		items: [right.value, unknownIdOf(one), right.value].map((id) => ({ id })),
		onError: 'continueRegularOutput',
	});
	const rows = run.outputs[0] ?? [];
	expect(run.error).toBeUndefined();
	expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	expect(rows.map(({ json }) => typeof json.error)).toEqual(['undefined', 'string', 'undefined']);
	expect(rows[1]?.json.details).toBeTruthy();
});

it.each(named(WRITES))(
	'%s does nothing in a dry run, by the node or the credential',
	async (_, one) => {
		await one.before?.(bench, ids);
		bench.simulator.control.clearLog();
		const call = callOf(one, ids);
		for (const run of [
			{ ...call, parameters: { ...call.parameters, dryRun: true } },
			{ ...call, credential: { writeAccess: 'dryRun' } },
		]) {
			const [item] = await bench.items(run);
			expect(item).toMatchObject({ dryRun: true, sent: false, request: expect.anything() });
		}
		expect(asked(one)).toBe(0);
	},
);

it.each(named(WRITES))('%s does nothing where Write Access is Block', async (_, one) => {
	await one.before?.(bench, ids);
	bench.simulator.control.clearLog();
	const { error } = await bench.run({
		...callOf(one, ids),
		credential: { writeAccess: 'block' },
	});
	expect(error?.message).toContain('Block');
	expect(error?.description).toContain('Allow');
	expect(asked(one)).toBe(0);
});
