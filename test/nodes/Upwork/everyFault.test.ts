import { accounts } from '../../../lib';
import type { FaultInput } from '../../../simulator';
import type { NodeRun } from '../../support/workflow';
import { callOf, hintsOf, idsOf, named, operationOf, READS, WRITES } from './operationRuns';
import type { Ids, OperationCase } from './operationTable';
import { UpworkBench } from './support';

/** Every way in which the simulator can spoil a request. */
const FAULTS: Array<[name: string, fault: FaultInput]> = [
	['late', { kind: 'latency', ms: 5 }],
	['never answered', { kind: 'timeout' }],
	['reset', { kind: 'reset' }],
	['status 400', { kind: 'status', status: 400 }],
	['status 404', { kind: 'status', status: 404 }],
	['status 500', { kind: 'status', status: 500 }],
	['status 503', { kind: 'status', status: 503 }],
	['page', { kind: 'html' }],
	['truncated', { kind: 'truncated' }],
	['cut', { kind: 'cut' }],
	['captcha', { kind: 'captcha' }],
	['block', { kind: 'block' }],
	['expired token', { kind: 'expiredToken' }],
	['rate limit', { kind: 'rateLimit', retryAfter: 0 }],
	['answer lost', { kind: 'answerLost' }],
	['answer never sent', { kind: 'answerLost', how: 'timeout' }],
	['page after the effect', { kind: 'answerLost', how: 'html' }],
	['status 502 after the effect', { kind: 'answerLost', how: 'status' }],
];
/** What one more try, or a new token, makes good. */
const PASSING = /late|never|reset|status 50|truncated|token|rate|lost|502/;

const bench = new UpworkBench({ retry: { attempts: 2, baseMs: 1, capMs: 2 } });
let ids: Ids;
beforeAll(async () => {
	await bench.start();
	await bench.reset(1);
	ids = await idsOf(bench);
	await bench.reset(1);
});
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset(1));

const spoil = (one: OperationCase, fault: FaultInput, times: number | null = 1) =>
	bench.simulator.control.fault({ ...fault, service: 'upwork', operation: one.root, times });

/** Starts as n8n does after a while: no account rests. */
async function clean(): Promise<void> {
	bench.simulator.control.clearFaults();
	await accounts.close();
	await bench.connect();
}

const told = ({ error }: NodeRun) => `${error?.message ?? ''} | ${error?.description ?? ''}`;
const jsonsOf = ({ outputs }: NodeRun) =>
	(outputs[0] ?? []).map(({ json }) => ({
		...json,
		confirmation: undefined,
		requestsLeftToday: undefined,
	}));

describe('A read', () => {
	it.each(named(READS))('%s gives all or says what is wrong', async (_, one) => {
		const call = callOf(one, ids);
		const whole = jsonsOf(await bench.run(call));
		for (const [name, fault] of FAULTS) {
			await clean();
			spoil(one, fault);
			const run = await bench.run(call);
			const isWhole = JSON.stringify(jsonsOf(run)) === JSON.stringify(whole);
			const isTold = Boolean(run.error?.message && run.error.description);
			const isHinted = hintsOf(run).length > 0;
			expect([name, isWhole || isTold || isHinted]).toEqual([name, true]);
			if (PASSING.test(name)) expect([name, told(run)]).toEqual([name, ' | ']);
			expect(told(run)).not.toMatch(/It is not known|was carried out/);
		}
	});
});

describe('A write', () => {
	it.each(
		WRITES.flatMap((one) =>
			FAULTS.map(([name, fault]): [string, string, OperationCase, FaultInput] => [
				one.at,
				name,
				one,
				fault,
			]),
		),
	)('%s is told truly and done once: %s', async (_, __, one, fault) => {
		await one.before?.(bench, ids);
		const { effects } = one;
		const count = async () => (effects ? await effects(bench, ids) : 0);
		const before = await count();
		spoil(one, fault);
		const first = await bench.run(callOf(one, ids));
		bench.simulator.control.clearFaults();
		await accounts.close();
		await bench.connect();
		const done = (await count()) - before;
		const isOpen = told(first).includes('It is not known');
		if (first.error) expect(first.error.description).toBeTruthy();
		if (effects && !isOpen) expect(done).toBe(first.error ? 0 : 1);
		if (!operationOf(one)?.sends) return;
		const second = await bench.run(callOf(one, ids));
		const total = (await count()) - before;
		expect([told(second), total]).toEqual([' | ', 1]);
		expect(second.outputs[0]?.[0]?.json.alreadySent).toBe(done === 1);
	});
});
