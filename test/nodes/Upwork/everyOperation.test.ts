import { resources } from '../../../nodes/Upwork/actions';
import { byId } from '../../support/workflow';
import { callOf, hintsOf, idsOf, named, operationOf, WRITES } from './operationRuns';
import type { Ids, OperationCase } from './operationTable';
import { OPERATIONS, unknownIdOf } from './operationTable';
import { COMPANY, UpworkBench } from './support';

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

/** An unknown balance is said by a hint, and a confirmation is good for one item. */
const OTHERWISE = new Set(['account.getConnects', 'proposal.submit']);

it.each(
	named(
		OPERATIONS.filter(
			(one) => !SINGLE.includes(one) && !OTHERWISE.has(one.at) && !operationOf(one)?.once,
		),
	),
)('%s: one of three items that Upwork refuses costs one row', async (_, one) => {
	await one.before?.(bench, ids);
	const call = callOf(one, ids);
	const usual = one.organization ?? '';
	const refused = usual === '' ? COMPANY : '';
	bench.simulator.control.fault({
		service: 'upwork',
		operation: one.root,
		match: { tenant: refused },
		kind: 'status',
		status: 400,
		times: null,
	});
	const run = await bench.run({
		...call,
		parameters: { ...call.parameters, organization: '={{ $json.organization }}' },
		items: [usual, refused, usual].map((organization) => ({ organization })),
		onError: 'continueRegularOutput',
	});
	expect(run.error).toBeUndefined();
	const rows = run.outputs[0] ?? [];
	const inputs = rows.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(new Set(inputs)).toEqual(new Set([0, 1, 2]));
	expect(inputs).toEqual(inputs.toSorted((a, b) => a - b));
	const failed = rows.filter(({ json }) => typeof json.error === 'string');
	expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(failed[0]?.json.details).toBeTruthy();
});

it('proposal.submit: one of three confirmations that does not fit costs one row', async () => {
	const one = WRITES.find(({ at }) => at === 'proposal.submit');
	const items = [];
	for (let count = 0; count < 3; count += 1) {
		await one?.before?.(bench, ids);
		items.push({ prepared: ids.prepared, confirmation: ids.prepared?.confirmation });
	}
	const [first, second, third] = items;
	const run = await bench.run({
		resource: 'proposal',
		operation: 'submit',
		parameters: { prepared: '={{ $json.prepared }}', confirmation: '={{ $json.confirmation }}' },
		items: [{ ...first }, { ...second, confirmation: third?.confirmation }, { ...third }],
		onError: 'continueRegularOutput',
	});
	const rows = run.outputs[0] ?? [];
	expect(rows.map(({ json }) => typeof json.error)).toEqual(['undefined', 'string', 'undefined']);
	expect(rows.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
});

it.each([
	['is not shown to this API key', 200],
	['could not be read', 500],
])('account.getConnects says of a balance that is not known: %s', async (words, status) => {
	const classification = { classification: 'DataFetchingException' };
	const body = {
		data: { connectsSummary: null },
		errors: [
			{
				message:
					"The client or authentication token doesn't have enough oauth2 permissions/scopes to access: [ConnectsSummary.connectsBalance]",
				path: ['connectsSummary'],
				extensions: classification,
			},
		],
	};
	bench.simulator.control.fault({
		service: 'upwork',
		operation: 'connectsSummary',
		kind: 'status',
		status,
		...(status === 200 && {
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		}),
		times: null,
	});
	const run = await bench.run({ resource: 'account', operation: 'getConnects' });
	expect(run.outputs[0]?.[0]?.json).toEqual({ connectsBalance: null });
	expect(hintsOf(run).join()).toContain(words);
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
