import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { callOf, effectOf, named, OperationBench, OPERATIONS, SITE } from './operationBench';

const bench = new OperationBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const locators = (parameters: IDataObject = {}) =>
	Object.entries(parameters).filter(
		([, value]) => typeof value === 'object' && value !== null && '__rl' in value,
	) as Array<[string, IDataObject]>;
const WITH_ID = named([...OPERATIONS, ...SITE]).filter(
	([, one]) => locators(one.parameters?.({ ...bench.ids, order: 1 })).length > 0,
);
const NOBODY = '999999999';

/** A list about somebody who does not exist is empty; who is blocked need not write. */
const NOTHING = new Set(['project.getManyOfBuyer', 'user.getReviews']);

it.each(WITH_ID)('%s: an unknown ID is told', async (at, one) => {
	await one.before?.(bench, bench.ids);
	const call = callOf(bench, one);
	const unknown = locators(call.parameters).map(([name, value]) => [
		name,
		{ ...value, value: NOBODY },
	]);
	const parameters = { ...call.parameters, ...Object.fromEntries(unknown) };
	const { error, outputs } = await bench.run({ ...call, parameters });
	if (NOTHING.has(at)) {
		expect(outputs[0] ?? []).toEqual([]);
		return;
	}
	expect(error?.message).toBeTruthy();
	expect(error?.description).toBeTruthy();
});

it.each(WITH_ID)('%s: IDs by expression, and one bad item of three', async (_, one) => {
	await one.before?.(bench, bench.ids);
	const call = callOf(bench, one);
	const [[name, value] = ['', {} as IDataObject]] = locators(call.parameters);
	const parameters = { ...call.parameters, [name]: { ...value, value: '={{ $json.id }}' } };
	const good = { id: value.value };
	const { outputs, error } = await bench.run({
		...call,
		parameters: effectOf(one) === 'read' ? parameters : { ...parameters, dryRun: true },
		items: [good, { id: 0 }, good],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	const failed = (outputs[0] ?? []).filter(({ json }) => 'error' in json && 'details' in json);
	expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	const from = new Set((outputs[0] ?? []).map(({ pairedItem }) => JSON.stringify(pairedItem)));
	expect(from.size).toBe(3);
});

it('file.download: one bad item of three', async () => {
	const person = { userId: byId(777_001) };
	const file = { fileName: 'plan.txt', mimeType: 'text/plain', data: Buffer.from('plan') };
	await bench.items({
		resource: 'message',
		operation: 'send',
		parameters: { ...person, text: 'План', messageOptions: { files: 'data' } },
		file,
	});
	const [message] = await bench.items({
		resource: 'message',
		operation: 'getAll',
		parameters: { ...person, limit: 1, output: 'raw' },
	});
	const [sent] = message?.files as Array<{ path: string }>;
	const { outputs, error } = await bench.run({
		resource: 'file',
		operation: 'download',
		parameters: { source: '={{ $json.path }}' },
		items: [{ path: sent?.path }, { path: 'gone/plan.txt' }, { path: sent?.path }],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	expect(outputs[0]?.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	expect(outputs[0]?.[1]?.json.details).toBeTruthy();
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => ({ item })),
	);
});
