import { API_METHODS, SECRET_ANSWERS, type ApiParameter } from '../../../lib/kwork';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import { byId } from '../../support/workflow';
import { KworkBench } from './support';

const bench = new KworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const call = (method: string, parameters: object, facts: object = {}) => ({
	resource: 'apiCall',
	operation: 'call',
	parameters: { method: byId(method), parameters: JSON.stringify(parameters), ...facts },
});

/** A value of the right type; what it means does not matter here. */
function sample({ type, values }: ApiParameter): unknown {
	if (values?.[0] !== undefined) return values[0];
	if (type === 'integer' || type === 'number') return 1;
	if (type === 'boolean') return true;
	if (type === 'number list') return [1];
	if (type === 'text list') return ['a'];
	if (type === 'map') return { 1: 1 };
	return 'text';
}

const isFile = ({ type }: ApiParameter) => type === 'file';

describe('API Call', () => {
	it('shows no typed secret in a dry run', async () => {
		const password = 'typed-by-hand';
		const { outputs } = await bench.run(call('changePassword', { password }, { dryRun: true }));
		expect(outputs[0]?.[0]?.json).toMatchObject({ dryRun: true });
		expect(JSON.stringify(outputs)).not.toContain(password);
	});

	it('knows all methods of the specification', () => {
		expect(API_METHODS.size).toBe(256);
	});

	it('calls every method within the contract of the service, except those that answer secrets', async () => {
		// Methods that end the session come last.
		const methods = [...API_METHODS.values()]
			.filter(({ name }) => !(name in SECRET_ANSWERS))
			.sort((a, b) => Number(a.name === 'logout') - Number(b.name === 'logout'));
		const items = methods.map(({ name, parameters }) => ({
			method: name,
			parameters: Object.fromEntries(
				parameters
					.filter((one) => one.required && !isFile(one))
					.map((one) => [one.name, sample(one)]),
			),
			files: parameters
				.filter(isFile)
				.map((one) => `${one.name}=data`)
				.join(','),
		}));
		const { outputs } = await bench.run({
			...call('actor', {}),
			parameters: {
				method: { __rl: true, mode: 'id', value: '={{ $json.method }}' },
				parameters: '={{ $json.parameters }}',
				binaryFields: '={{ $json.files }}',
			},
			items,
			file: { fileName: 'a.txt', mimeType: 'text/plain', data: Buffer.from('text') },
			onError: 'continueErrorOutput',
		});
		expect((outputs[0]?.length ?? 0) + (outputs[1]?.length ?? 0)).toBe(244);
		const asked = new Set(
			bench.simulator.control.requests({ service: 'kwork' }).map(({ operation }) => operation),
		);
		const refused = new Map(
			(outputs[1] ?? []).map(({ json }) => [String(json.method), String(json.error)]),
		);
		expect(
			methods.filter(({ name }) => !asked.has(name)).map(({ name }) => [name, refused.get(name)]),
		).toEqual([]);
	});

	it.each([
		'signIn',
		'signUp',
		'socialSignIn',
		'socialSignInByToken',
		'socialSignInByTokenv2',
		'socialSignUp',
		'socialSignUpByToken',
		'appleSignIn',
		'getWebAuthToken',
		'getCookie',
		'getChannel',
		'requestPhoneChanging',
	])('refuses %s, whose answer is a secret, before anything is sent', async (method) => {
		const { error } = await bench.run(call(method, {}));
		expect(error?.message).toContain('stored with the execution');
		expect(error?.description).toContain('credential');
		expect(bench.simulator.control.requests({ service: 'kwork' })).toEqual([]);
		const { results } = await new Kwork().methods.listSearch.searchMethods.call({} as never);
		expect(results.map(({ value }) => value)).not.toContain(method);
	});

	it('calls nothing a read that opens a way into the account', () => {
		for (const name of ['getWebAuthToken', 'getCookie']) {
			expect(API_METHODS.get(name)?.effect).toBe('write');
		}
	});

	/** Words of the simulator's answers that are secrets, whatever the method is called. */
	it('shows no token, cookie or channel in any answer', async () => {
		const methods = [...API_METHODS.values()].filter(
			({ name, effect }) => effect === 'read' && !(name in SECRET_ANSWERS),
		);
		const items = methods.map(({ name, parameters }) => ({
			method: name,
			parameters: Object.fromEntries(
				parameters.filter(({ required }) => required).map((one) => [one.name, sample(one)]),
			),
		}));
		const { outputs } = await bench.run({
			...call('actor', {}),
			parameters: {
				method: { __rl: true, mode: 'id', value: '={{ $json.method }}' },
				parameters: '={{ $json.parameters }}',
			},
			items,
			onError: 'continueErrorOutput',
		});
		const seen = JSON.stringify(outputs);
		expect(outputs[0]?.length).toBeGreaterThan(50);
		expect(seen).not.toMatch(/"(?:\w*token|channel|hash|cookie|password)":"[^"]+"/i);
		expect(seen).not.toMatch(/login-by-token|RORSSQIHEK/);
	});

	it.each([
		['offer', { offerId: 1 }, '`offerId` is not a parameter of this method'],
		['getTracks', { order_id: 1 }, 'did you mean `orderId`?'],
		['getTracks', {}, '`orderId` is missing'],
		['getTracks', { orderId: 'many' }, 'whole number'],
		['getTrack', { orderId: 1 }, 'is not a method'],
	])('checks %s(%p) before anything is sent', async (method, parameters, text) => {
		const { error } = await bench.run(call(method, parameters));
		expect(error?.message).toContain(text);
		expect(bench.simulator.control.requests({ service: 'kwork' })).toEqual([]);
	});

	it('reads with a credential that may not write, and refuses writes', async () => {
		const credential = { writeAccess: 'block' };
		const [badges] = await bench.items({ ...call('getBadgesInfo', {}), credential });
		expect(badges).toHaveProperty('response');
		const { error } = await bench.run({ ...call('offline', {}), credential });
		expect(error?.message).toContain('Write Access');
		expect(bench.calls('offline')).toBe(0);
	});
});
