import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/Avito/actions';
import type { FaultInput } from '../../../simulator';
import { AvitoBench } from './support';
import type { Ids, WriteCase } from './writeTable';
import { parametersOf, seedIds, WRITES } from './writeTable';

const bench = new AvitoBench();
let ids: Ids;
let known: Ids | undefined;

beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());

/** The seed again, and a client that remembers nothing. */
const anew = async () => {
	const { control } = bench.simulator;
	control.reset(1);
	await control.avito.configure({
		limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		publishMs: 0,
	});
	await bench.hurry();
	ids = await seedIds(bench, known);
	known = ids;
	control.clearLog();
};
beforeEach(anew);

const named = (cases: WriteCase[]) => cases.map((one): [string, WriteCase] => [one.at, one]);

const run = async (
	one: WriteCase,
	items: unknown[],
	more: object = {},
	credential?: IDataObject,
) => {
	const [resource = '', operation = ''] = one.at.split('.');
	return await bench.run({
		resource,
		operation,
		parameters: { ...parametersOf(one, ids), ...more },
		items: items.map((value) => ({ value }) as IDataObject),
		onError: 'continueRegularOutput',
		credential,
		file: one.file
			? { fileName: 'plan.png', mimeType: 'image/png', data: Buffer.from('PNG') }
			: undefined,
	});
};
const good = (one: WriteCase) => [one.varied.values(ids)[0]];

/** Faults after which the effect is there all the same. */
const AFTER = new Set(['answerLost', 'truncated', 'cut']);

const reached = ({ call }: WriteCase) =>
	bench.simulator.control.requests({ service: 'avito', operation: call });
const effects = (one: WriteCase): number =>
	reached(one).filter(({ status, faults }) =>
		faults.length > 0 ? faults.some((kind) => AFTER.has(kind)) : (status ?? 500) < 400,
	).length;

const writesOf = (sends?: boolean) =>
	resources.flatMap(({ value, operations }) =>
		[...operations.values()]
			.filter((operation) => operation.effect !== 'read' && (!sends || operation.sends))
			.map(({ head }) => `${value}.${head.value}`),
	);

test('the table holds every operation that writes', () => {
	expect(WRITES.map(({ at }) => at).sort()).toEqual(writesOf().sort());
});

test.each(named(WRITES))(
	'%s: Dry Run shows what would be sent and sends nothing',
	async (_, one) => {
		const { outputs } = await run(one, good(one), { dryRun: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({ dryRun: true, sent: false });
		const [item] = (await run(one, good(one), {}, { writeAccess: 'dryRun' })).outputs[0] ?? [];
		expect(item?.json).toMatchObject({ dryRun: true, sent: false });
		expect(reached(one)).toEqual([]);
	},
);

test.each(named(WRITES))('%s: Write Access Block keeps it unsent', async (_, one) => {
	const { outputs } = await run(one, good(one), {}, { writeAccess: 'block' });
	expect(outputs[0]?.[0]?.json.error).toContain('Block');
	expect(reached(one)).toEqual([]);
});

test.each(named(WRITES))('%s: one bad item does not take the others down', async (_, one) => {
	const { outputs, error } = await run(one, one.varied.values(ids));
	expect(error).toBeUndefined();
	const items = outputs[0] ?? [];
	expect(items.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	expect(items[1]?.json.details).toMatch(/\S/);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(effects(one)).toBe(2);
});

const json = (status: number, code: number) => ({
	status,
	body: JSON.stringify({ error: { code, message: 'Service temporarily unavailable' } }),
});

const FAULTS: Array<[name: string, fault: Partial<FaultInput> & { kind: FaultInput['kind'] }]> = [
	['an answer that never comes', { kind: 'timeout' }],
	['a broken connection', { kind: 'reset' }],
	['503 with a page', { kind: 'status', status: 503 }],
	['503 in JSON', { kind: 'status', ...json(503, 503) }],
	['503 after it was done', { kind: 'answerLost', how: 'status', status: 503 }],
	['503 in JSON after it was done', { kind: 'answerLost', how: 'status', ...json(503, 503) }],
	['a refusal', { kind: 'status', ...json(400, 400) }],
	['a page', { kind: 'html' }],
	['a gateway page', { kind: 'html', status: 502 }],
	['a page after it was done', { kind: 'answerLost', how: 'html' }],
	['a truncated answer', { kind: 'truncated' }],
	['a cut answer', { kind: 'cut' }],
	['a captcha', { kind: 'captcha' }],
	['a block', { kind: 'block' }],
	['an expired token', { kind: 'expiredToken' }],
	['too many requests', { kind: 'rateLimit', retryAfter: 1 }],
	['a lost answer', { kind: 'answerLost', how: 'reset' }],
	['an answer that never comes after it was done', { kind: 'answerLost', how: 'timeout' }],
];

const OPEN = /did not come back|may have happened|cannot be read|whether .* not known/;

describe.each(named(WRITES))('%s under', (_, one) => {
	const sends = writesOf(true).includes(one.at);

	test.each(FAULTS)('%s: at most one effect, told truly', async (__, fault) => {
		bench.simulator.control.fault({
			service: 'avito',
			operation: one.call,
			...fault,
		} as FaultInput);
		const { outputs } = await run(one, good(one));
		const told = outputs[0]?.[0]?.json ?? {};
		const count = effects(one);
		expect(count).toBeLessThanOrEqual(1);
		if (!('error' in told)) expect(count).toBe(1);
		else if (count === 1) expect(told.error).toMatch(OPEN);
		const refusedFirst = fault.kind === 'expiredToken' || fault.kind === 'rateLimit';
		expect(reached(one).length).toBeLessThanOrEqual(refusedFirst ? 2 : 1);
		if (!sends) return;
		// A block and a captcha let the account rest, and a young token is not renewed.
		const rests = ['block', 'captcha', 'expiredToken'].includes(fault.kind);
		if (rests && 'error' in told) await bench.hurry();
		const again = (await run(one, good(one))).outputs[0]?.[0]?.json;
		expect(again).toMatchObject({ alreadySent: count === 1 });
		expect(effects(one)).toBe(1);
	});
});
