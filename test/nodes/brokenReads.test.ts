import type { IDataObject } from 'n8n-workflow';
import type { FaultInput } from '../../simulator/core/faults';
import type { NodeRun } from '../support/workflow';
import { itemsOf } from '../support/workflow';
import { AvitoBench } from './Avito/support';
import { KworkBench } from './Kwork/support';
import { UpworkBench } from './Upwork/support';

/** One list of each service, whose repetitions cost no time, and the name its simulator has for the request. */
const READS = [
	['Kwork', new KworkBench(true), 'dialog', 'dialogs'],
	['Avito', new AvitoBench(), 'chat', 'GET /messenger/v2/accounts/:user_id/chats'],
	['Upwork', new UpworkBench(), 'job', '*'],
] as const;

const BROKEN: Array<[what: string, fault: FaultInput]> = [
	['ends in the middle, as if it were all', { kind: 'cut' }],
	['is empty', { kind: 'status', status: 200, body: '' }],
	['breaks off', { kind: 'truncated' }],
];

describe.each(READS)('a read of %s whose answer', (service, bench, resource, operation) => {
	beforeAll(async () => {
		await bench.start();
		if (bench instanceof AvitoBench) await bench.hurry();
	});
	afterAll(async () => await bench.stop());
	afterEach(() => bench.simulator.control.clearFaults());

	const read = async (): Promise<NodeRun> =>
		await bench.run({
			resource,
			operation: service === 'Upwork' ? 'search' : 'getAll',
			parameters: { limit: 5 } satisfies IDataObject,
		});
	const broken = (fault: FaultInput, times: number | null): number =>
		bench.simulator.control.fault({
			...fault,
			service: service.toLowerCase(),
			operation,
			times,
		});

	test.each(BROKEN)('%s is asked for again', async (_what, fault) => {
		const whole = itemsOf(await read());
		expect(whole.length).toBeGreaterThan(0);
		broken(fault, 2);
		expect(itemsOf(await read())).toEqual(whole);
	});

	test.each(BROKEN)('%s, and stays so, is told as a failure', async (_what, fault) => {
		broken(fault, null);
		const { error, outputs } = await read();
		expect(outputs.flat()).toEqual([]);
		expect(error?.message).toMatch(/no JSON came back|the connection to .* broke/);
		expect(error?.description).toMatch(/Try again/);
	});
});
