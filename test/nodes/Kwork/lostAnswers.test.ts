import { resources } from '../../../nodes/Kwork/actions';
import { OPEN, WRITE_FAULTS, type WriteFault } from './faultTable';
import { callOf, effectOf, OperationBench, OPERATIONS } from './operationBench';

const bench = new OperationBench(true);
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

/** No read tells of these: a file nobody refers to, and what is over in seconds. */
const UNREADABLE = new Set(['file.upload', 'message.setTyping']);
const WRITES = OPERATIONS.filter((one) => effectOf(one) !== 'read');
const CASES = WRITES.flatMap((one) =>
	WRITE_FAULTS.map((fault): [string, string, typeof one, WriteFault] => [
		one.at,
		fault.name,
		one,
		fault,
	]),
);

interface State extends Record<string, unknown> {
	accounts: Array<{ username: string; online: boolean }>;
	dialogs: Record<string, object>;
}

/** What the account has and did; files apart, which mean nothing by themselves. */
function world(at: string): string {
	const { sessions, files, accounts, dialogs, ...state } = bench.simulator.control.state(
		'kwork',
	) as State;
	// Reading puts a person online, and makes empty marks of a dialog.
	if (at === 'account.setOffline') {
		return String(accounts.find(({ username }) => username === 'demo')?.online);
	}
	const people = accounts.map(({ online, ...account }) => [account, typeof online]);
	const marks = Object.entries(dialogs).filter(([, all]) =>
		Object.values(all).some((mark) => mark !== 0 && mark !== false && String(mark) !== ''),
	);
	return JSON.stringify([state, people, marks, typeof sessions, typeof files]);
}

it('knows every write of the node', () => {
	const writes = resources.flatMap(({ value, operations }) =>
		[...operations.values()]
			.filter(({ effect }) => effect !== 'read')
			.map(({ head }) => `${value}.${head.value}`),
	);
	const throughTheSite = ['apiCall.call', 'offer.edit', 'offer.submit', 'project.markViewed'];
	expect([...WRITES.map(({ at }) => at), ...throughTheSite].sort()).toEqual(writes.sort());
});

it.each(CASES)('%s, %s: told truly, sent once', async (at, _, one, { fault, left }) => {
	await one.before?.(bench, bench.ids);
	const { control } = bench.simulator;
	control.clearLog();
	const before = world(at);
	control.fault({ service: 'kwork', operation: one.method, ...fault } as never);
	const { outputs, error } = await bench.run(callOf(bench, one));
	const happened = world(at) !== before;
	// A dead session is no answer to the call: it goes out again with a living one.
	expect(bench.calls(one.method)).toBe(fault.kind === 'expiredToken' ? 2 : 1);
	const unreadable = UNREADABLE.has(at);
	if (left === 'fine' || (left === 'everything' && !unreadable)) {
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		expect(happened || unreadable).toBe(true);
		return;
	}
	expect(error?.message).toBeTruthy();
	expect(error?.description).toBeTruthy();
	expect(happened && !unreadable).toBe(false);
	if (left === 'refused') expect(error?.message).not.toMatch(OPEN);
	else if (at === 'file.upload') expect(error?.description).toContain('Run the item again');
	else expect(error?.message).toMatch(OPEN);
});
