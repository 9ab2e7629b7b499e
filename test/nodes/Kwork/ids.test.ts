import { resources } from '../../../nodes/Kwork/actions';
import { callOf, OperationBench, OPERATIONS } from './operationBench';

const bench = new OperationBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

/** Every ID among the parameters of an operation, by its name in the panel. */
const IDS = resources.flatMap(({ value, operations }) =>
	[...operations.values()].flatMap((operation) => {
		const at = `${value}.${operation.head.value}`;
		const one = OPERATIONS.find((known) => known.at === at);
		const shown = operation
			.properties()
			.filter(({ type, name }) => type === 'resourceLocator' && name !== 'method');
		return one ? shown.map(({ name, displayName }) => [at, name, displayName, one] as const) : [];
	}),
);

it('finds the IDs of most operations', () => expect(IDS.length).toBeGreaterThan(25));

it.each(IDS)('%s: 0 is no %s', async (_, name, displayName, one) => {
	const call = callOf(bench, one);
	for (const value of ['0', '={{ 0 }}', '000', '-5', '1.5', '={{ "" }}', '={{ null }}']) {
		bench.simulator.control.clearLog();
		const parameters = { ...call.parameters, [name]: { __rl: true, mode: 'id', value } };
		const { error } = await bench.run({ ...call, parameters });
		// A login may look like any of the others.
		if (one.at === 'user.get' && !/0$|^={{ ("|n)/.test(value)) continue;
		expect(error?.message).toMatch(new RegExp(`"${displayName}" is (empty|not a valid ID)`));
		expect(bench.simulator.control.requests({ service: 'kwork' })).toEqual([]);
	}
});

const person = { userId: { __rl: true, mode: 'id', value: '777001' }, text: 'Привет' };

it.each([
	['message', 'send', { ...person, messageOptions: { orderId: 0 } }, 'Into an Order'],
	['message', 'send', { ...person, messageOptions: { replyToMessageId: -1 } }, 'Quoted Message ID'],
	['gig', 'getAll', { filters: { userId: 0 } }, 'User ID'],
	['portfolio', 'getAll', { filters: { userId: 1.5 } }, 'User ID'],
	['notification', 'markReceived', { ids: '70001, 0' }, 'Event IDs'],
	['notification', 'markReceived', { ids: 'seven' }, 'Event IDs'],
	['myProject', 'getAll', { filters: { statusIds: '0' } }, 'Status IDs'],
	['category', 'setFavourites', { categories: ['0'] }, 'Category Names or IDs'],
])('%s.%s refuses %j before anything is sent', async (resource, operation, parameters, name) => {
	const { error } = await bench.run({ resource, operation, parameters });
	expect(error?.message).toContain(`"${name}"`);
	expect(bench.simulator.control.requests({ service: 'kwork' })).toEqual([]);
});

it('takes -1 for the archive of own projects', async () => {
	const filters = { filters: { statusIds: '-1' } };
	const credential = { login: 'buyer', password: 'buyer' };
	const call = { resource: 'myProject', operation: 'getAll', parameters: filters, credential };
	expect((await bench.run(call)).error).toBeUndefined();
});
