import { resources } from '../../../nodes/Kwork/actions';
import { WRITE_FAULTS } from './faultTable';
import { callOf, ELSEWHERE, OperationBench, READS } from './operationBench';

const bench = new OperationBench(true);
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

it('knows every read of the node', () => {
	const reads = resources.flatMap(({ value, operations }) =>
		[...operations.values()]
			.filter(({ effect }) => effect === 'read')
			.map(({ head }) => `${value}.${head.value}`)
			.filter((at) => !ELSEWHERE.includes(at)),
	);
	expect(READS.map(({ at }) => at).sort()).toEqual(reads.sort());
});

/** A fault may be over at the next try, or it stays: both are told as they are. */
describe.each(READS.map((one): [string, typeof one] => [one.at, one]))('%s', (_, one) => {
	it.each(WRITE_FAULTS.map((fault): [string, typeof fault] => [fault.name, fault]))(
		'%s: everything, or what is wrong and what to do',
		async (_name, { fault }) => {
			await one.before?.(bench, bench.ids);
			const whole = await bench.run(callOf(bench, one));
			expect(whole.error).toBeUndefined();
			await bench.restart();
			bench.simulator.control.fault({
				service: 'kwork',
				operation: one.method,
				...fault,
			} as never);
			const { outputs, error } = await bench.run(callOf(bench, one));
			if (error) {
				expect(error.message).toBeTruthy();
				expect(error.description).toBeTruthy();
			} else {
				expect(outputs[0]).toHaveLength(whole.outputs[0]?.length ?? 0);
			}
		},
	);
});
