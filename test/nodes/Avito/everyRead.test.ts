import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { resources } from '../../../nodes/Avito/actions';
import type { FaultInput } from '../../../simulator/core/faults';
import type { NodeRun } from '../../support/workflow';
import { itemsOf } from '../../support/workflow';
import { asking, factsOf, goodOf, READS, type Facts, type Read } from './readTable';
import { AvitoBench } from './support';

/** Every operation of the node that reads, whatever it reads. */
const operations = resources.flatMap(({ value, operations: all }) =>
	[...all.values()]
		.filter(({ effect }) => effect === 'read')
		.map((operation) => ({ name: `${value}.${operation.head.value}`, operation })),
);

const bench = new AvitoBench();
let facts: Facts;
/** A token that is not new, as in life: Avito's refusal of a new one means something else. */
let sessionToken = '';

beforeAll(async () => {
	await bench.start();
	// Its figures are the process's own, and one run must not slow the next.
	await bench.simulator.control.avito.configure({
		limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
	});
	facts = await factsOf(bench);
});
beforeEach(async () => {
	const answer = await fetch(`${bench.simulator.url}/api.avito.ru/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: 'avito-demo-client',
			client_secret: 'avito-demo-secret',
		}),
	});
	const { access_token: value } = (await answer.json()) as { access_token: string };
	const obtainedAtMs = Date.now() - 60_000;
	sessionToken = JSON.stringify({ value, obtainedAtMs, expiresAtMs: obtainedAtMs + 86_400_000 });
	await bench.hurry(sessionToken);
});
afterEach(async () => {
	bench.simulator.control.clearFaults();
	await accounts.close();
});
afterAll(async () => await bench.stop());

const run = async (
	name: string,
	parameters: IDataObject,
	more: { items?: IDataObject[]; onError?: 'continueRegularOutput' } = {},
): Promise<NodeRun> => {
	const [resource = '', operation = ''] = name.split('.');
	const items = more.items ?? READS[name]?.items?.(facts);
	return await bench.run({
		resource,
		operation,
		parameters,
		onError: more.onError,
		items,
	});
};

const table = (test: (read: Read, all: (typeof operations)[number]) => boolean) =>
	operations.flatMap((all) => {
		const read = READS[all.name];
		return read && test(read, all) ? [[all.name, read] as const] : [];
	});

test('every read is in the table, and nothing else', () => {
	expect(Object.keys(READS).sort()).toEqual(operations.map(({ name }) => name).sort());
});

const hasUndefined = (value: unknown): boolean =>
	value === undefined ||
	(typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined));

describe.each(table(() => true))('%s', (name, read) => {
	const forms = operations.find((one) => one.name === name)?.operation.output;
	const outputs = forms ? ['simplified', 'raw', ...(forms.record ? ['record'] : [])] : [undefined];

	test.each(outputs)('gives items in the form %s', async (output) => {
		const given = await run(name, { ...goodOf(read, facts), ...(output && { output }) });
		const items = itemsOf(given);
		expect(items.length).toBeGreaterThan(0);
		expect(items.filter((item) => forms && output !== 'raw' && hasUndefined(item))).toEqual([]);
		expect(given.outputs[0]?.filter(({ pairedItem }) => pairedItem === undefined)).toEqual([]);
		if (output === 'record') {
			expect(items.filter(({ record, dedupeKey }) => !record || !dedupeKey)).toEqual([]);
		}
	});
});

describe.each(table(({ byId }) => byId !== undefined))('%s by ID', (name, read) => {
	const { byId } = read;
	if (!byId) return;

	test('tells an ID that nothing has', async () => {
		const { error, outputs } = await run(name, {
			...goodOf(read, facts),
			...asking(byId, byId.unknown),
		});
		if (byId.tells instanceof RegExp) {
			expect(error?.message).toMatch(byId.tells);
			expect(error?.description).toMatch(/Check the ID/);
		} else {
			expect(error).toBeUndefined();
			expect(outputs[0]?.map(({ json }) => json)).toEqual([
				expect.objectContaining(byId.tells) as IDataObject,
			]);
		}
	});

	// A field that is empty from the start n8n refuses by itself.
	test.each(['0', 0, "={{ '' }}", ' '])('refuses %j unsent', async (id) => {
		bench.simulator.control.clearLog();
		const parameters = { ...goodOf(read, facts), ...asking(byId, id) };
		const { error, outputs } = await run(name, parameters);
		const isNothing = byId.isList && !String(id).includes('0');
		if (isNothing && !error) expect(outputs.flat()).toEqual([]);
		else expect(error?.message).toMatch(/not a valid ID|not an ID|is empty/);
		const asked = bench.simulator.control
			.requests()
			.filter(({ operation }) => !/accounts\/self|\/token/.test(operation));
		expect(asked).toEqual([]);
	});

	test('reads its parameter for each item, in order, and links what comes', async () => {
		const [first, second] = facts[byId.good];
		const { outputs, error } = await run(
			name,
			{ ...goodOf(read, facts), ...asking(byId, '={{ $json.wanted }}'), output: 'raw' },
			{ items: [{ wanted: first }, { wanted: second }, { wanted: first }].map(asItem) },
		);
		expect(error).toBeUndefined();
		const byInput = [0, 1, 2].map((index) =>
			(outputs[0] ?? [])
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === index)
				.map(({ json }) => json),
		);
		expect(byInput[0]?.length).toBeGreaterThan(0);
		if (!read.isVolatile) expect(byInput[2]).toEqual(byInput[0]);
		expect(byInput[1]).not.toEqual(byInput[0]);
	});
});

const asItem = (item: { wanted: unknown }): IDataObject => ({ wanted: String(item.wanted) });

test.each(
	table(({ parameters }, { operation }) => {
		const names = operation.properties().map(({ name }) => name);
		return parameters !== undefined && names.includes('limit');
	}),
)('%s reads Limit for each item', async (name, read) => {
	const { outputs } = await run(
		name,
		{ ...goodOf(read, facts), limit: '={{ $json.n }}' },
		{ items: [{ n: 1 }, { n: 0 }, { n: 3 }], onError: 'continueRegularOutput' },
	);
	const inputs = outputs[0]?.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(inputs).toEqual([0, 1, 2, 2, 2]);
	expect(outputs[0]?.[1]?.json.error).toContain('"Limit"');
});

test.each(table(({ empty }) => empty !== undefined))(
	'%s gives nothing where there is nothing',
	async (name, read) => {
		const found = await run(name, { ...goodOf(read, facts), ...read.empty });
		expect(itemsOf(found)).toEqual([]);
	},
);

describe.each(table(({ isOffline }) => !isOffline))('%s when Avito fails', (name, read) => {
	let good: IDataObject[];
	let operation: string | undefined;

	/** What the read gives, and the last request that it takes. */
	const strike = async (fault: FaultInput, times: number | null): Promise<void> => {
		if (!operation) {
			bench.simulator.control.clearLog();
			good = itemsOf(await run(name, goodOf(read, facts)));
			operation = bench.simulator.control.requests().at(-1)?.operation;
			await bench.hurry(sessionToken);
		}
		bench.simulator.control.fault({ ...fault, operation, times });
	};
	const passing: Array<[what: string, fault: FaultInput]> = [
		['an answer that breaks off', { kind: 'truncated' }],
		['an answer that ends in the middle', { kind: 'cut' }],
		['an empty answer', { kind: 'status', status: 200, body: '' }],
		['a broken connection', { kind: 'reset' }],
		['500', { kind: 'status', status: 500 }],
		['503 in HTML', { kind: 'html', status: 503 }],
		['an expired token', { kind: 'expiredToken' }],
		['too many requests', { kind: 'rateLimit', retryAfter: 0 }],
		['a slow answer', { kind: 'latency', ms: 50 }],
		['an answer that never comes', { kind: 'timeout' }],
	];
	test.each(passing)('gets over %s', async (_what, fault) => {
		await strike(fault, 1);
		const again = itemsOf(await run(name, goodOf(read, facts)));
		if (read.isVolatile) expect(again).toHaveLength(good.length);
		else expect(again).toEqual(good);
	});

	const lasting: Array<[what: string, fault: FaultInput, told: RegExp]> = [
		['a page instead of data', { kind: 'html' }, /no JSON came back/],
		['answers that end in the middle', { kind: 'cut' }, /no JSON came back/],
		['empty answers', { kind: 'status', status: 200, body: '' }, /no JSON came back/],
		['500 all the time', { kind: 'status', status: 500 }, /could not answer/],
		['broken connections', { kind: 'reset' }, /the connection to .* broke/],
		['a refused rate', { kind: 'rateLimit', retryAfter: 0 }, /Too many requests/],
		['a block', { kind: 'block' }, /has blocked the address/],
	];
	test.each(lasting)('tells %s', async (_what, fault, told) => {
		await strike(fault, null);
		const { error, outputs, run: whole } = await run(name, goodOf(read, facts));
		if (read.hasGaps && !error) {
			const hints = JSON.stringify(whole.data.resultData.runData.Tested?.[0]?.hints);
			expect(hints).toContain('could not be read');
			return;
		}
		expect(outputs.flat()).toEqual([]);
		expect(error?.message).toMatch(told);
		expect(error?.description?.length).toBeGreaterThan(20);
	});

	test('tells that no answer comes', async () => {
		await strike({ kind: 'timeout' }, null);
		const { error, outputs, run: whole } = await run(name, goodOf(read, facts));
		if (read.hasGaps && !error) {
			const hints = JSON.stringify(whole.data.resultData.runData.Tested?.[0]?.hints);
			expect(hints).toContain('could not be read');
			return;
		}
		expect(outputs.flat()).toEqual([]);
		expect(error?.message).toMatch(/took longer than/);
		expect(error?.description?.length).toBeGreaterThan(20);
	});

	test('one refused item of three does not take the others down', async () => {
		if (read.hasGaps) return;
		await strike(
			{ kind: 'status', status: 400, body: '{"error":{"code":400,"message":"Bad Request"}}' },
			1,
		);
		const { outputs, error } = await run(name, goodOf(read, facts), {
			items: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const failed = outputs[0]?.filter(({ json }) => typeof json.error === 'string') ?? [];
		expect(failed).toHaveLength(1);
		expect(failed[0]?.json.details).not.toBe('');
		const inputs = new Set(
			outputs[0]?.map(({ pairedItem }) => (pairedItem as { item: number }).item),
		);
		expect(inputs).toEqual(new Set([0, 1, 2]));
		expect(outputs[0]).toHaveLength(1 + 2 * good.length);
	});
});
