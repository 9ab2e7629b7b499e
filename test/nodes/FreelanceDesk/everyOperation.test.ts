import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { resources } from '../../../nodes/FreelanceDesk/actions';
import { OPERATIONS, type OperationCase } from './operationTable';
import { run } from './support';

const named = OPERATIONS.map((one) => [one.at, one] as const);
const perItem = named.filter(([, { once }]) => once !== true);
const atOnce = named.filter(([, { once }]) => once === true);

/** Each call meets a desk that remembers what the table says. */
const call = async ({ at, before }: OperationCase, items: object[], parameters: IDataObject) => {
	await accounts.close();
	await before?.();
	const [resource = '', operation = ''] = at.split('.');
	const { outputs, error, run: whole } = await run(resource, operation, items, parameters);
	if (error) throw error;
	const hints = whole.data.resultData.runData.Tested?.[0]?.hints ?? [];
	return { good: outputs[0] ?? [], bad: outputs[1] ?? [], hints };
};

const definitionOf = ({ at }: OperationCase) => {
	const [resource, operation = ''] = at.split('.');
	return resources.find(({ value }) => value === resource)?.operations.get(operation);
};

/** What a failed item says: what happened, and what to do that is of any use. */
const expectRemedy = ({ json }: INodeExecutionData) => {
	const { error, details } = json;
	expect([error, typeof error === 'string' && error.length > 5]).toEqual([error, true]);
	expect([error, details, typeof details === 'string' && details.length > 5]).toEqual([
		error,
		details,
		true,
	]);
	expect([error, String(details).includes('Please report')]).toEqual([error, false]);
};

/** JSON has no NaN and no Infinity: they would come out as null, a number that nobody told. */
function expectNumbers(value: unknown): void {
	if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
	if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectNumbers);
}

it('the table holds every operation of the node, and knows which run once', () => {
	const all = resources.flatMap(({ value, operations }) =>
		[...operations].map(([operation, { once }]) => [`${value}.${operation}`, once]),
	);
	expect(OPERATIONS.map(({ at, once = false }) => [at, once]).sort()).toEqual(all.sort());
});

it.each(named)('%s works', async (_, one) => {
	const { good, bad } = await call(one, [one.good(0), one.good(1)], one.parameters[0]);
	expect(bad).toEqual([]);
	expect(good.length).toBeGreaterThan(0);
	for (const { json } of good) expectNumbers(json);
});

const EMPTY = [{}, { json: null }, { record: 'lead' }, { record: 'invoice', title: 7 }];

it.each(named)('%s says of an item that it cannot use what to do', async (_, one) => {
	for (const item of EMPTY) {
		const { good, bad, hints } = await call(one, [item], one.parameters[0]);
		bad.forEach(expectRemedy);
		if (one.needsNoItem) expect(good).toHaveLength(1);
		else if (one.leavesOut) expect(hints).toHaveLength(1);
		else expect(bad).toMatchObject([{ pairedItem: { item: 0 } }]);
	}
});

it.each(perItem)('%s works on the good ones beside a bad one', async (_, one) => {
	const items = [one.good(0), { record: 'invoice', id: '' }, one.good(2)];
	const { good, bad } = await call(one, items, one.parameters[0]);
	if (one.needsNoItem) {
		expect(good).toHaveLength(3);
		return;
	}
	expect(good.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(bad).toMatchObject([{ pairedItem: { item: 1 } }]);
	bad.forEach(expectRemedy);
});

it.each(atOnce)('%s works on the good ones of all beside a bad one', async (_, one) => {
	const items = [one.good(0), { record: 'invoice', id: '' }, one.good(2)];
	const { good, bad, hints } = await call(one, items, one.parameters[0]);
	const without = await call(one, [one.good(0), one.good(2)], one.parameters[0]);
	const told = (items: INodeExecutionData[]) =>
		items.map(({ json, binary }) => (binary ? Object.keys(binary) : json));
	expect(told(good)).toEqual(told(without.good));
	if (one.leavesOut) {
		expect(hints[0]?.message).toContain('1 item');
		return;
	}
	expect(bad).toMatchObject([{ pairedItem: { item: 1 } }]);
	bad.forEach(expectRemedy);
});

/** Groups whose fields are read one by one; other objects are values. */
const GROUPS = ['rules', 'options', 'fields', 'filters'];

/** Both sets of parameters as expressions that take the value of each item. */
function asExpressions(sets: IDataObject[], path = '$json.given'): IDataObject {
	const names = [...new Set(sets.flatMap((set) => Object.keys(set)))];
	return Object.fromEntries(
		names.map((name) => {
			const here = `${path}?.["${name}"]`;
			if (name === 'variants') return [name, sets[0]?.[name]];
			if (!GROUPS.includes(name)) return [name, `={{ ${here} ?? '' }}`];
			return [
				name,
				asExpressions(
					sets.map((set) => (set[name] ?? {}) as IDataObject),
					here,
				),
			];
		}),
	);
}

it.each(perItem)('%s reads its parameters of each item anew', async (_, one) => {
	const items = one.parameters.map((given, n) => ({ ...one.good(n), given }));
	const parameters = asExpressions(one.parameters);
	const together = await call(one, items, parameters);
	expect(together.bad).toEqual([]);
	for (const [n, item] of items.entries()) {
		const apart = await call(one, [item], parameters);
		const found = together.good.filter(
			({ pairedItem }) => (pairedItem as { item: number }).item === n,
		);
		expect(found.map(({ json }) => json)).toEqual(apart.good.map(({ json }) => json));
	}
	if (one.at === 'lead.toContact') return;
	const [first, second] = together.good.map(({ json }) => JSON.stringify({ ...json, given: 0 }));
	expect(first).not.toBe(second);
});

/** Names of all parameters; those of a collection with the name of the collection before them. */
function pathsOf(properties: INodeProperties[]): string[][] {
	return properties.flatMap(({ name, type, options = [] }) =>
		type === 'collection'
			? (options as INodeProperties[]).map((option) => [name, option.name])
			: [[name]],
	);
}

const hostile = fc.oneof(
	fc.constantFrom<unknown>(
		...['', ' ', '0', '-1', 'NaN', '1e999', 'constructor', '__proto__', '{', '[]', '\u0000', '‮'],
		...['={{ 1 }}', 'a'.repeat(20_000), 'a.'.repeat(5000), '+'.repeat(5000), '\ud800'],
		...[
			0,
			-1,
			1e308,
			-1e308,
			0.1,
			true,
			false,
			null,
			[],
			{},
			[[]],
			{ values: 'x' },
			{ values: [1] },
		],
		...[[null], { values: [{ weight: 'x' }] }, { values: [null, { weight: -1 }] }],
	),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.jsonValue({ maxDepth: 2 }),
);

it.each(named)(
	'%s answers hostile values with a result or a remedy',
	async (_, one) => {
		const paths = pathsOf(definitionOf(one)?.properties() ?? []);
		const parameters: IDataObject = {};
		for (const [n, [name = '', inner]] of paths.entries()) {
			const value = `={{ $json.hostile[${n}] }}`;
			if (inner === undefined) parameters[name] = value;
			else parameters[name] = { ...(parameters[name] as IDataObject), [inner]: value };
		}
		const values = fc.array(hostile, { minLength: paths.length, maxLength: paths.length });
		const record = fc
			.tuple(fc.nat(9), fc.dictionary(fc.constantFrom(...Object.keys(one.good(0)), 'x'), hostile))
			.map(([n, facts]) => ({ ...one.good(n), ...facts }));
		/** Mostly good parameters with one hostile one among them, so that every one is reached. */
		const item = fc.tuple(values, record, fc.boolean()).map(([all, facts, keep]) => ({
			...(keep ? one.good(1) : facts),
			hostile: all,
		}));
		const settled = async (items: object[], given: IDataObject) => {
			const { good, bad } = await call(one, items, given);
			bad.forEach(expectRemedy);
			for (const { json } of good) expectNumbers({ ...json, hostile: 0 });
		};
		await fc.assert(
			fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 12 }), async (items) => {
				await settled(items, parameters);
				for (const [n, [name = '', inner]] of paths.entries()) {
					const value = `={{ $json.hostile[${n}] }}`;
					const [usual] = one.parameters;
					const group = { ...(usual[name] as IDataObject), [inner ?? '']: value };
					await settled(items.slice(0, 4), {
						...usual,
						[name]: inner === undefined ? value : group,
					});
				}
			}),
			{ numRuns: 4, endOnFailure: true },
		);
	},
	60_000,
);
