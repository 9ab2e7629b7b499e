import type { IDataObject } from 'n8n-workflow';
import { Upwork } from '../../../nodes/Upwork/Upwork.node';
import type { NodeRun } from '../../support/workflow';
import { callOf, idsOf, named, operationOf } from './operationRuns';
import type { Ids, OperationCase } from './operationTable';
import { OPERATIONS } from './operationTable';
import { COMPANY, UpworkBench } from './support';

const bench = new UpworkBench();
let ids: Ids;
beforeAll(async () => {
	await bench.start();
	ids = await idsOf(bench);
	for (const { before } of OPERATIONS) await before?.(bench, ids);
});
afterAll(async () => await bench.stop());

const isLocator = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && '__rl' in value;

/** Names and defaults of everything that one operation reads, the node's own parameters included. */
function defaultsOf(one: OperationCase): IDataObject {
	const shared = new Upwork().description.properties.filter(({ name }) => name === 'organization');
	const own = operationOf(one)?.properties() ?? [];
	return Object.fromEntries(
		[...own, ...shared].map(({ name, default: value }) => [name, value as IDataObject]),
	);
}

/** Every parameter as an expression that takes its value from the item; of a list, each field. */
function expressions(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const expression = `={{ $json.${name} }}`;
			if (isLocator(value)) return [name, { __rl: true, mode: 'id', value: expression }];
			const { values: rows } = Object(value) as { values?: unknown };
			if (!Array.isArray(rows)) return [name, expression];
			return [name, { values: rows.map((row: object, index) => fields(name, index, row)) }];
		}),
	);
}

const fields = (name: string, index: number, row: object): IDataObject =>
	Object.fromEntries(
		Object.keys(row).map((key) => [key, `={{ $json.${name}.values[${index}].${key} }}`]),
	);

const asItem = (values: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, isLocator(value) ? value.value : value]),
	);

/** What came of one input item. */
const resultsOf = ({ outputs }: NodeRun, item: number) =>
	(outputs[0] ?? [])
		.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)
		.map(({ json: { confirmation, requestsLeftToday, ...rest } }) => [
			rest,
			typeof confirmation,
			typeof requestsLeftToday,
		]);

it.each(named(OPERATIONS.filter((one) => operationOf(one)?.once !== true)))(
	'%s reads every parameter for each item',
	async (_, one) => {
		const isWrite = operationOf(one)?.effect !== 'read';
		const fixed = { ...defaultsOf(one), ...(isWrite ? { dryRun: true } : {}) };
		const first: IDataObject = { ...fixed, ...callOf(one, ids).parameters };
		const variants = [
			first,
			{ ...first, organization: first.organization === COMPANY ? '' : COMPANY },
			{ ...first, ...one.other?.(ids) },
			first,
		];
		const { resource, operation } = callOf(one, ids);
		const call = { resource, operation, onError: 'continueRegularOutput' as const };
		const together = await bench.run({
			...call,
			parameters: expressions(first),
			items: variants.map(asItem),
		});
		expect(together.error).toBeUndefined();
		const alone: unknown[] = [];
		for (const [index, parameters] of variants.entries()) {
			const run = await bench.run({ ...call, parameters });
			alone.push(resultsOf(run, 0));
			expect([index, resultsOf(together, index)]).toEqual([index, resultsOf(run, 0)]);
		}
		if (one.other) expect(alone[2]).not.toEqual(alone[0]);
	},
);

it('takes the organization of each item, whatever the first one has', async () => {
	const { outputs } = await bench.run({
		resource: 'account',
		operation: 'get',
		parameters: { organization: '={{ $json.organization }}' },
		items: [{ organization: '' }, { organization: COMPANY }],
	});
	const [personal, company] = (outputs[0] ?? []).map(({ json }) => json.organizationId);
	expect(company).toBe(COMPANY);
	expect(personal).not.toBe(COMPANY);
});
