import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/Kwork/actions';
import {
	callOf as callIn,
	ELSEWHERE,
	named,
	OperationBench,
	OPERATIONS,
	READS,
	type OperationCase,
} from './operationBench';

const bench = new OperationBench();
const callOf = (one: OperationCase) => callIn(bench, one);

const answers = (method: string, body: unknown, status = 200) =>
	bench.simulator.control.fault({
		service: 'kwork',
		operation: method,
		kind: 'status',
		status,
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json' },
		times: null,
	});

beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

it('holds every operation of the node', () => {
	const all = resources.flatMap(({ value, operations }) =>
		[...operations.keys()].map((operation) => `${value}.${operation}`),
	);
	expect([...OPERATIONS.map(({ at }) => at), ...ELSEWHERE].sort()).toEqual(all.sort());
});

it.each(named(OPERATIONS))('%s works', async (_, one) => {
	await one.before?.(bench, bench.ids);
	const items = await bench.items(callOf(one));
	if (one.list) expect(items.length).toBeGreaterThan(0);
	else expect(items).toHaveLength(1);
	expect(bench.calls(one.method)).toBeGreaterThan(0);
});

it.each(named(OPERATIONS))('%s signs in again when the session is dead', async (_, one) => {
	await one.before?.(bench, bench.ids);
	bench.simulator.control.fault({
		service: 'kwork',
		operation: one.method,
		kind: 'expiredToken',
	});
	expect((await bench.items(callOf(one))).length).toBeGreaterThan(0);
});

it.each(named(OPERATIONS.filter(({ list }) => list)))(
	'%s: an empty list is no error',
	async (_, one) => {
		const { empty = [] } = one;
		answers(one.method, {
			success: true,
			response: empty,
			paging: { page: 1, pages: 0, total: 0 },
		});
		expect(await bench.items(callOf(one))).toEqual([]);
	},
);

/** Numbers as texts, flags as numbers, empty maps as lists: as Kwork's backend sends them. */
function wobbly(value: unknown): unknown {
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (Array.isArray(value)) return value.map(wobbly);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value);
	if (entries.length === 0) return [];
	return Object.fromEntries(entries.map(([key, inner]) => [key, wobbly(inner)]));
}

it.each(named(READS))('%s reads wobbling types as the same', async (_, one) => {
	await one.before?.(bench, bench.ids);
	bench.simulator.control.clearLog();
	const expected = await bench.items(callOf(one));
	const { control, url } = bench.simulator;
	const { token } = control.kwork.issueToken({ user: one.login ?? 'demo' });
	for (const { parameters } of control.requests({ service: 'kwork', operation: one.method })) {
		const asText = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
		const response = await fetch(`${url}/api.kwork.ru/${one.method}`, {
			method: 'POST',
			headers: { authorization: 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==' },
			body: new URLSearchParams({ ...Object.fromEntries(asText), token }),
		});
		const body = (await response.json()) as Record<string, unknown>;
		control.fault({
			service: 'kwork',
			operation: one.method,
			kind: 'status',
			status: 200,
			body: JSON.stringify({ ...(wobbly(body) as object), success: body.success }),
			headers: { 'content-type': 'application/json' },
		});
	}
	const items = await bench.items(callOf(one));
	const compared = (all: IDataObject[]) => (one.raw ? all.map(({ id }) => id) : all);
	expect(compared(items)).toEqual(compared(expected));
});
