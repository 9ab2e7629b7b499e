import { callOf, named, OperationBench, SITE, WRITES } from './operationBench';

const bench = new OperationBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const ALL = named([...WRITES, ...SITE]);

it.each(ALL)('%s: Dry Run shows the request and sends nothing', async (_, one) => {
	await one.before?.(bench, bench.ids);
	bench.simulator.control.clearLog();
	const call = callOf(bench, one);
	const parameters = { ...call.parameters, dryRun: true };
	const [item] = await bench.items({ ...call, parameters });
	expect(item).toMatchObject({ dryRun: true, sent: false });
	expect(item?.request).toBeTruthy();
	expect(JSON.stringify(item)).not.toMatch(/csrf|token|password/i);
	expect(bench.calls(one.method)).toBe(0);
});

it.each(ALL)('%s: Write Access Block and Dry Run of the credential hold', async (_, one) => {
	await one.before?.(bench, bench.ids);
	bench.simulator.control.clearLog();
	const call = callOf(bench, one);
	const withAccess = (writeAccess: string) => ({
		...call,
		credential: { ...call.credential, writeAccess },
	});
	const { error } = await bench.run(withAccess('block'));
	expect(error?.message).toContain('Write Access of the credential is set to Block');
	expect(error?.description).toContain('Set Write Access to Allow');
	const [item] = await bench.items(withAccess('dryRun'));
	expect(item).toMatchObject({ dryRun: true, sent: false });
	expect(bench.calls(one.method)).toBe(0);
});
